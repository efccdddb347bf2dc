"""A machine's key pair: made once, readable by its owner, and the only thing that opens what was sealed for it."""

import json
from pathlib import Path

import pytest

from models.tables.core.keys.machine_key import (
    BoxShut,
    MachineKeyBroken,
    box,
    is_public,
    machine_key,
    machine_key_here,
    new_machine_key,
)
from models.tables.core.secrets import MACHINE_KEY

FOR = json.dumps(["waha", "http", "10.0.0.7", 3000])
HOLDS = {"api_key": "kunci-yang-sangat-rahasia"}


def test_a_box_opens_with_its_machine_s_key_alone() -> None:
    mine, other = new_machine_key(), new_machine_key()
    sealed = box(mine.public, HOLDS, FOR)
    assert mine.opened(sealed, FOR) == [HOLDS] and HOLDS["api_key"] not in sealed
    assert box(mine.public, HOLDS, FOR) != sealed  # nobody sees that two hold the same
    with pytest.raises(BoxShut):
        other.opened(sealed, FOR)


def test_boxes_stand_one_behind_the_other_and_none_is_nothing() -> None:
    mine = new_machine_key()
    two = f"{box(mine.public, HOLDS, FOR)} {box(mine.public, {'api_key': 'baru'}, FOR)}"
    assert mine.opened(two, FOR) == [HOLDS, {"api_key": "baru"}]
    assert mine.opened("", FOR) == []


def test_a_box_opens_for_nothing_but_what_it_was_sealed_for() -> None:
    mine = new_machine_key()
    sealed = box(mine.public, HOLDS, FOR)
    with pytest.raises(BoxShut):
        mine.opened(sealed, FOR.replace("10.0.0.7", "10.0.0.66"))


@pytest.mark.parametrize("harm", [lambda box: box[:-8], lambda box: box[:-6] + "AAAA==", lambda box: box[5:]])
def test_what_was_changed_does_not_open(harm: object) -> None:
    mine = new_machine_key()
    with pytest.raises(BoxShut):
        mine.opened(harm(box(mine.public, HOLDS, FOR)), FOR)  # type: ignore[operator]


def test_a_folder_keeps_its_key_for_its_owner_alone(tmp_path: Path) -> None:
    assert machine_key_here(tmp_path) is None
    made = machine_key(tmp_path)
    assert machine_key(tmp_path) == machine_key_here(tmp_path) == made
    assert not (tmp_path / MACHINE_KEY).stat().st_mode & 0o077
    assert machine_key(tmp_path).opened(box(made.public, HOLDS, FOR), FOR) == [HOLDS]
    (tmp_path / MACHINE_KEY).write_bytes(b"kurang")
    with pytest.raises(MachineKeyBroken):
        machine_key_here(tmp_path)


def test_the_private_half_is_shown_nowhere(tmp_path: Path) -> None:
    made = machine_key(tmp_path)
    private = (tmp_path / MACHINE_KEY).read_bytes()
    assert private.hex() not in repr(made) and repr(private) not in repr(made) and is_public(made.public)


@pytest.mark.parametrize("text", ["", "a" * 63, "a" * 66, "g" * 64, "A" * 64, f" {'a' * 64}"])
def test_what_is_no_public_half_is_told(text: str) -> None:
    assert not is_public(text)
