"""When complaints came: every count is the naive one, no place in time is left out, and days are WIB days."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.figures.figure_facts import CaseFact
from models.rules.figures.figure_times import chart_span, heat_of_week, mark_of, over_time, places_in_time, trend_span
from models.rules.figures.periods import Span, read_period

START = datetime(2026, 11, 22, 17, 0)  # Monday 23 November, 00.00 WIB


def case(opened: datetime, channel: str = "waha", category: str = "") -> CaseFact:
    return CaseFact(1, channel, "", category, None, "selesai", False, False, opened)


CASES = st.lists(
    st.builds(
        lambda hours, channel, category: case(START + timedelta(hours=hours), channel, category),
        st.integers(0, 24 * 400),
        st.sampled_from(["waha", "x", "tiktok"]),
        st.sampled_from(["", "paspor"]),
    ),
    max_size=25,
)


@given(CASES)
def test_every_complaint_is_in_one_place_and_under_one_name(cases: list[CaseFact]) -> None:
    found = over_time(cases, {"channels": lambda one: one.channel, "categories": lambda one: one.category})
    for name in ("channels", "categories"):
        rows = found[name]
        assert all(len(row["counts"]) == len(found["places"]) == len(found["marks"]) for row in rows)
        counted = {row["label"]: sum(row["counts"]) for row in rows}
        assert counted == Counter(one.channel if name == "channels" else one.category for one in cases)
        assert [sum(row["counts"]) for row in rows] == sorted(counted.values(), reverse=True)
    assert len(set(found["places"])) == len(found["places"])


@given(CASES)
def test_the_heat_of_the_week_is_the_naive_count_in_local_time(cases: list[CaseFact]) -> None:
    heat = heat_of_week(cases)
    naive = Counter((one.opened_at + timedelta(hours=7)).strftime("%u %H") for one in cases)
    counted = Counter({f"{day + 1} {hour:02d}": heat[day][hour] for day in range(7) for hour in range(24)})
    assert +counted == naive
    assert [len(day) for day in heat] == [24] * 7


def test_a_complaint_of_late_sunday_utc_came_on_monday() -> None:
    assert heat_of_week([case(START)])[0][0] == 1
    assert heat_of_week([case(START - timedelta(minutes=1))])[6][23] == 1
    found = over_time([case(START - timedelta(minutes=1)), case(START)], {"channels": lambda one: one.channel})
    assert (found["marks"], found["channels"]) == (["22 Nov", "23 Nov"], [{"label": "waha", "counts": [1, 1]}])


def test_days_without_a_complaint_have_their_place_too() -> None:
    found = over_time([case(START), case(START + timedelta(days=3))], {"channels": lambda one: one.channel})
    assert found["channels"] == [{"label": "waha", "counts": [1, 0, 0, 1]}]
    assert over_time([], {"channels": lambda one: one.channel}) == {"places": [], "marks": [], "channels": []}
    assert places_in_time([]) == []


@pytest.mark.parametrize(
    ("span_of", "days", "spans"),
    [
        (trend_span, (1, 14, 15, 92, 93), "hari hari minggu minggu bulan"),
        (chart_span, (1, 31, 32, 190, 191), "hari hari minggu minggu bulan"),
    ],
)
def test_a_longer_stretch_is_looked_at_in_longer_steps(span_of: object, days: tuple[int, ...], spans: str) -> None:
    assert " ".join(span_of(count) for count in days) == spans  # type: ignore[operator]
    assert set(spans.split()) < set(Span)


def test_an_axis_is_marked_as_short_as_it_can_be() -> None:
    keys = ("2026-11-25", "2026-W48", "2026-11")
    assert [mark_of(read_period(key)) for key in keys] == ["25 Nov", "23 Nov", "Nov 2026"]
