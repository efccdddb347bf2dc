"""Moments: there and back again, at the edges of the day and of the year."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.core.moments import from_unix, from_wib, iso, parse_iso, to_unix, to_wib

moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1))


@given(moments)
def test_there_and_back_is_the_same_moment(moment: datetime) -> None:
    assert from_wib(to_wib(moment)) == moment
    assert parse_iso(iso(moment) or "") == moment
    assert from_unix(to_unix(moment)) == moment.replace(microsecond=0)


def test_wib_is_seven_hours_ahead_all_year() -> None:
    assert from_wib(datetime(2026, 1, 1, 0, 30)) == datetime(2025, 12, 31, 17, 30)
    assert iso(None) is None


@pytest.mark.parametrize("text", ["2026-11-25T09:00:00+07:00", "2026-11-25T02:00:00Z", "2026-11-25T02:00:00"])
def test_a_text_with_or_without_offset_is_read(text: str) -> None:
    assert parse_iso(text) == datetime(2026, 11, 25, 2)
