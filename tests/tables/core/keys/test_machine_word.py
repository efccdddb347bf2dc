"""The mark under a machine's words: both sides compute the same, and nobody else does."""

import pytest

from models.tables.core.keys.machine_key import new_machine_key
from models.tables.core.keys.machine_word import machine_mark, office_mark
from models.tables.core.keys.office_vouch import office_public

KEYS = [bytes([number]) * 32 for number in range(1, 9)]


@pytest.mark.parametrize("key", KEYS)
def test_both_sides_make_the_same_mark(key: bytes) -> None:
    machine = new_machine_key()
    assert machine_mark(machine, office_public(key), ("a", "b")) == office_mark(key, machine.public, ("a", "b"))


def test_other_words_another_machine_and_another_office_make_another() -> None:
    machine, key = new_machine_key(), KEYS[0]
    right = office_mark(key, machine.public, ("a", "b"))
    assert right != office_mark(key, machine.public, ("ab",))
    assert right != office_mark(key, new_machine_key().public, ("a", "b"))
    assert right != office_mark(KEYS[1], machine.public, ("a", "b"))
    assert right != machine_mark(new_machine_key(), office_public(key), ("a", "b"))


def test_a_half_that_gives_everybody_the_same_is_no_half() -> None:
    with pytest.raises(ValueError):
        office_mark(KEYS[0], "0" * 64, ("a",))
