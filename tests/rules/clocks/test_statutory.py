"""Limits of the law: every action has its row, limits fit by kind and source, and are due when the law says."""

from datetime import date, datetime, time, timedelta

import pytest

from models.rules.clocks.statutory import (
    ACTIONS,
    SOURCE_LABELS,
    START_OUTPUTS,
    UNIT_LABELS,
    LegalAction,
    LegalUnit,
    Source,
    Start,
    fits,
    is_valid,
    legal_due,
    share_passed,
)
from models.rules.clocks.working_time import Block, Calendar

OFFICE = Calendar(tuple(Block(day, time(7, 30), time(16)) for day in range(5)), frozenset({date(2026, 12, 25)}))
WEDNESDAY = datetime(2026, 12, 23, 2, 0)


def test_every_action_unit_source_and_start_has_its_row() -> None:
    assert (set(ACTIONS), set(UNIT_LABELS), set(SOURCE_LABELS)) == (set(LegalAction), set(LegalUnit), set(Source))
    assert {row.start for row in ACTIONS.values()} <= {Start.DITERIMA, Start.LENGKAP, *START_OUTPUTS}
    assert all(row.met_by for row in ACTIONS.values())


@pytest.mark.parametrize(
    ("amount", "unit", "due"),
    [
        (14, LegalUnit.HARI, datetime(2027, 1, 6, 2, 0)),
        (72, LegalUnit.JAM, datetime(2026, 12, 26, 2, 0)),
        (3, LegalUnit.HARI_KERJA, datetime(2026, 12, 29, 2, 0)),  # Christmas and a weekend between
    ],
)
def test_a_limit_is_due_when_the_law_says(amount: int, unit: LegalUnit, due: datetime) -> None:
    assert legal_due(OFFICE, WEDNESDAY, amount, unit) == due


def test_a_limit_fits_by_kind_and_source_and_an_empty_one_fits_all() -> None:
    assert fits("", "", "pengaduan", "")
    assert fits("", "lapor", "", "lapor")
    assert not fits("", "lapor", "pengaduan", "")
    assert not fits("pengaduan", "", "", "")


def test_an_old_case_keeps_the_limit_of_its_day() -> None:
    begins, ends = date(2026, 1, 1), date(2026, 6, 30)
    assert is_valid(begins, None, date(2026, 1, 1))
    assert is_valid(begins, ends, date(2026, 6, 30))
    assert not is_valid(begins, ends, date(2026, 7, 1))
    assert not is_valid(begins, None, date(2025, 12, 31))


def test_the_share_of_a_limit_that_has_passed() -> None:
    due = WEDNESDAY + timedelta(days=10)
    assert share_passed(WEDNESDAY, due, WEDNESDAY + timedelta(days=5)) == 0.5
    assert share_passed(due, due, due) == 1.0
