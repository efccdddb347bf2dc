"""Who may agree that a file stays lost, and words for every fault."""

import pytest

from models.rules.upkeep.losses import FAULT_SENTENCES, FAULT_WORDS, Fault, LossNotAllowed, check_second


@pytest.mark.parametrize(
    ("reported", "same_person", "allowed"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_the_second_person_is_another_and_comes_after_the_first(
    reported: bool, same_person: bool, allowed: bool
) -> None:
    if allowed:
        check_second(reported, same_person)
        return
    with pytest.raises(LossNotAllowed):
        check_second(reported, same_person)


def test_every_fault_has_words_for_staff_and_for_the_operator() -> None:
    assert set(FAULT_WORDS) == set(FAULT_SENTENCES) == set(Fault)
