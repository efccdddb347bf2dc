"""Numbers: how they are written, and which ones typed in are refused."""

import pytest

from models.rules.errors import NumberNotAllowed
from models.rules.numbering import (
    LETTER_FORMAT,
    MODE_LABELS,
    NumberMode,
    check_letter_number,
    complaint_number,
    letter_number,
)


def test_numbers_are_written_as_the_office_writes_them() -> None:
    assert complaint_number(2026, 123) == "ADU-2026-000123"
    assert letter_number(LETTER_FORMAT, "WIM.32.IMI.5", "UM.01.01", 601) == "WIM.32.IMI.5-UM.01.01-601"
    assert set(MODE_LABELS) == set(NumberMode)


def test_a_typed_number_is_trimmed_and_checked() -> None:
    assert check_letter_number("  WIM.32.IMI.5-OT.02.02-545 ") == "WIM.32.IMI.5-OT.02.02-545"
    for bad in ("", "545", "WIM.32.IMI.5-UM.01.01-601/2026", "WIM.32.IMI.5-UM-601", "x WIM.32.IMI.5-UM.01.01-601"):
        with pytest.raises(NumberNotAllowed, match="WIM"):
            check_letter_number(bad)
