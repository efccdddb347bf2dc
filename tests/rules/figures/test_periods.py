"""A period is whole WIB days, named by a key that reads back to it, and its neighbours touch it."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.core.moments import to_wib
from models.rules.figures.months import edges as month_edges
from models.rules.figures.periods import (
    Period,
    PeriodNotAllowed,
    Span,
    after,
    around,
    before,
    now_in,
    own_period,
    read_period,
)

DAYS = st.dates(date(2001, 1, 1), date(2098, 12, 31))
SPANS = st.sampled_from([span for span in Span if span is not Span.SENDIRI])


@pytest.mark.parametrize(
    ("key", "label", "first", "last"),
    [
        ("2026-11-25", "25 November 2026", date(2026, 11, 25), date(2026, 11, 25)),
        ("2026-W48", "23 November 2026 – 29 November 2026", date(2026, 11, 23), date(2026, 11, 29)),
        ("2026-11", "November 2026", date(2026, 11, 1), date(2026, 11, 30)),
        ("2026-T4", "Triwulan IV 2026", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026", "Tahun 2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-11-02_2026-11-13", "2 November 2026 – 13 November 2026", date(2026, 11, 2), date(2026, 11, 13)),
        ("2021-W53", "28 Desember 2020 – 3 Januari 2021", date(2020, 12, 28), date(2021, 1, 3)),
    ],
)
def test_each_key_names_its_days(key: str, label: str, first: date, last: date) -> None:
    if key == "2021-W53":  # 2021 has no week 53: the year of a week is that of its Thursday
        with pytest.raises(PeriodNotAllowed):
            read_period(key)
        key = "2020-W53"
    period = read_period(key)
    assert (period.label, period.first, period.last, period.key) == (label, first, last, key)


@pytest.mark.parametrize(
    "key",
    (
        *("", "November", "2026-13", "2026-02-30", "2026-T5", "2026-W54", "1999", "2026-11-13_2026-11-02", "2026-1"),
        *("2001-01-01_2099-01-01", "٢٠٢٦", "2026-11-02_", "2026-11-02_x"),
    ),
)
def test_anything_else_is_refused_in_indonesian(key: str) -> None:
    with pytest.raises(PeriodNotAllowed) as refused:
        read_period(key)
    assert "eriode" in refused.value.sentence or "Tukar" in refused.value.sentence


@given(SPANS, DAYS)
def test_a_key_reads_back_and_neighbours_touch(span: Span, day: date) -> None:
    period = around(span, day)
    assert period.first <= day <= period.last
    assert read_period(period.key) == period
    assert after(before(period)) == period
    assert before(period).edges[1] == period.edges[0]
    assert after(period).edges[0] == period.edges[1]


@given(DAYS, st.integers(0, 400))
def test_an_own_stretch_reads_back_too(day: date, more: int) -> None:
    period = own_period(day, day + timedelta(days=more))
    assert read_period(period.key) == period
    assert after(before(period)) == period
    assert before(period).edges[1] == period.edges[0]


@given(st.datetimes(datetime(2001, 1, 2), datetime(2098, 12, 30)), SPANS)
def test_a_moment_lies_in_the_period_of_its_wib_day_alone(moment: datetime, span: Span) -> None:
    period = now_in(span, moment)
    assert period.includes(moment)
    assert not before(period).includes(moment)
    assert not after(period).includes(moment)
    assert period.first <= to_wib(moment).date() <= period.last


def test_a_month_is_the_month_of_the_register() -> None:
    assert read_period("2026-11").edges == month_edges("2026-11")


def test_an_own_stretch_without_length_is_a_day_of_its_own() -> None:
    day = date(2026, 11, 25)
    assert own_period(day, day).edges == around(Span.HARI, day).edges
    assert around(Span.SENDIRI, day) == Period(Span.HARI, day, day)
