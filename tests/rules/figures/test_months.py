"""Months: their edges lie at midnight WIB, December is followed by January, and what is no month is refused."""

from datetime import datetime

import pytest

from models.rules.core.errors import MonthNotAllowed
from models.rules.figures.months import edges, is_over, month_label, month_of, months_between, next_month


def test_a_month_begins_and_ends_at_midnight_in_wib() -> None:
    assert edges("2026-11") == (datetime(2026, 10, 31, 17, 0), datetime(2026, 11, 30, 17, 0))
    assert month_of(datetime(2026, 11, 30, 16, 59)) == "2026-11"
    assert month_of(datetime(2026, 11, 30, 17, 0)) == "2026-12"


def test_december_is_followed_by_january() -> None:
    assert next_month("2026-12") == "2027-01"
    assert edges("2026-12")[1] == datetime(2026, 12, 31, 17, 0)
    assert months_between("2026-11", "2027-02") == ["2026-11", "2026-12", "2027-01", "2027-02"]
    assert months_between("2027-02", "2026-11") == []


def test_a_month_is_over_with_its_last_second() -> None:
    assert not is_over("2026-11", datetime(2026, 11, 30, 16, 59, 59))
    assert is_over("2026-11", datetime(2026, 11, 30, 17, 0))


def test_a_month_has_its_indonesian_name() -> None:
    assert [month_label(f"2026-{month:02d}") for month in (1, 8, 12)] == [
        "Januari 2026",
        "Agustus 2026",
        "Desember 2026",
    ]


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "2026-00", "2026-1", "1999-01", "２０２６-11", "2026-11\n"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(MonthNotAllowed, match="2026-11"):
        edges(text)
