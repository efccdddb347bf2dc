"""How long a file is kept, counted from its closing in WIB days, and who may agree to its end."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.core.moments import from_wib, to_wib
from models.rules.retention.appraisal import Verdict
from models.rules.retention.retention import (
    FATE_LABELS,
    ApprovalNotAllowed,
    Fate,
    KeepingClass,
    check_decision,
    class_of,
    closed_by,
    is_over,
    kept_until,
    may_be_proposed,
    reason_for,
)

ALL = KeepingClass("pengaduan", "", 2, 3, Fate.DINILAI_KEMBALI)
CONDUCT = KeepingClass("pegawai", "perilaku", 5, 5, Fate.DINILAI_KEMBALI)
QUESTION = KeepingClass("pertanyaan", "pertanyaan", 1, 1, Fate.MUSNAH)
FOR_EVER = KeepingClass("abadi", "abadi", 0, 0, Fate.PERMANEN)
CLASSES = [ALL, CONDUCT, QUESTION, FOR_EVER]


@pytest.mark.parametrize(
    ("kind", "misconduct", "found"),
    [
        ("pengaduan", False, ALL),
        ("pertanyaan", False, QUESTION),
        ("pertanyaan", True, CONDUCT),
        ("abadi", False, FOR_EVER),
        ("", False, ALL),
    ],
)
def test_the_class_of_its_lane_then_of_its_kind_then_of_all(kind: str, misconduct: bool, found: KeepingClass) -> None:
    assert class_of(kind, misconduct, CLASSES) == found
    assert class_of(kind, misconduct, []) is None


@given(st.datetimes(datetime(2000, 1, 1), datetime(2200, 1, 1)), st.integers(0, 50), st.integers(0, 50))
def test_whole_years_are_kept_and_never_a_day_more_than_a_leap_day_costs(
    closed: datetime, active: int, inactive: int
) -> None:
    row = KeepingClass("x", "", active, inactive, Fate.MUSNAH)
    start, end = to_wib(closed), to_wib(kept_until(row, closed))
    assert end.year == start.year + active + inactive
    assert (end.month, end.day, end.time()) in {
        (start.month, start.day, start.time()),
        (2, 28, start.time()) if (start.month, start.day) == (2, 29) else (start.month, start.day, start.time()),
    }
    until = kept_until(row, closed)
    assert is_over(row, closed, False, until)
    assert not is_over(row, closed, False, until - timedelta(microseconds=1))


@given(st.datetimes(datetime(2000, 1, 1), datetime(2200, 1, 1)), st.integers(0, 50))
def test_what_may_be_proposed_was_closed_by_the_moment_that_is_looked_from(closed: datetime, years: int) -> None:
    row = KeepingClass("x", "", years, 0, Fate.MUSNAH)
    until = kept_until(row, closed)
    for now in (until, until + timedelta(hours=30), until + timedelta(days=200)):
        assert closed <= closed_by(row, now)
    assert closed_by(row, until - timedelta(days=40)) < closed


def test_open_held_and_permanent_files_are_never_over() -> None:
    closed, late = from_wib(datetime(2020, 2, 29, 9)), datetime(2100, 1, 1)
    assert is_over(QUESTION, closed, False, late)
    assert not is_over(QUESTION, None, False, late)
    assert not is_over(QUESTION, closed, True, late)
    assert not is_over(FOR_EVER, closed, False, late)
    assert not is_over(None, closed, False, late)


@pytest.mark.parametrize("row", [ALL, CONDUCT, QUESTION, FOR_EVER], ids=lambda row: row.key)
@pytest.mark.parametrize("verdict", [None, *Verdict], ids=str)
def test_only_a_file_said_to_go_may_be_proposed_whatever_its_class(
    row: KeepingClass, verdict: Verdict | None
) -> None:
    closed, late = from_wib(datetime(2020, 2, 29, 9)), datetime(2100, 1, 1)
    may = may_be_proposed(row, closed, False, verdict, late)
    assert may is (verdict is Verdict.MUSNAH and row is not FOR_EVER)
    assert not may_be_proposed(row, closed, True, verdict, late)
    assert not may_be_proposed(row, closed, False, verdict, closed)


def test_a_list_is_agreed_to_by_somebody_else_and_once() -> None:
    check_decision(1, 2, decided=False)
    for maker, decider, decided in ((1, 1, False), (1, None, False), (1, 2, True)):
        with pytest.raises(ApprovalNotAllowed):
            check_decision(maker, decider, decided)


def test_the_list_says_why() -> None:
    assert reason_for("Pertanyaan", Fate.MUSNAH, datetime(2028, 3, 1, 20)) == (
        "Pertanyaan: masa simpan berakhir 02-03-2028, musnah"
    )
    assert FATE_LABELS.keys() == set(Fate)
