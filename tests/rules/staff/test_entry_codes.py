"""One-time codes: how they are handed over, read back, and until when they are good."""

from datetime import datetime, timedelta

import pytest

from models.rules.staff.entry_codes import GOOD_FOR, LENGTH, LETTERS, is_good, shown, typed_parts

NOW = datetime(2026, 11, 25, 2, 0)
ONE, TWO = "2345BCDF", "WXYZ9876"


def test_a_part_is_handed_over_in_groups() -> None:
    assert shown(ONE) == "2345-BCDF"


@pytest.mark.parametrize("typed", ["2345-BCDF", " 2345 bcdf ", "2345–BcdF", "2345.bcdf", "\t2345BCDF\n"])
def test_a_code_is_read_however_it_was_typed(typed: str) -> None:
    assert typed_parts(typed) == (ONE,)


def test_two_parts_are_read_one_after_the_other() -> None:
    assert typed_parts(f"{shown(ONE)} {shown(TWO)}") == (ONE, TWO)


@pytest.mark.parametrize("typed", ["", "-", ONE[:-1], ONE + "2", ONE * 3, "2345BCDA", "2345BCD１", "0" * LENGTH])
def test_what_can_be_no_code_is_none(typed: str) -> None:
    assert typed_parts(typed) == ()


def test_no_letter_of_a_code_looks_like_another() -> None:
    assert not set(LETTERS) & set("01OILAEUS")
    assert len(set(LETTERS)) == len(LETTERS) > 24


def test_a_code_is_good_once_and_for_its_time() -> None:
    until = NOW + GOOD_FOR
    assert is_good(until, None, NOW)
    assert is_good(until, None, until - timedelta(seconds=1))
    assert not is_good(until, None, until)
    assert not is_good(until, NOW, NOW)
    assert not is_good(until + timedelta(seconds=1), None, NOW)
