"""Warnings: the table is whole, grades are reached in its order, and telephones are left in peace at night."""

from datetime import date, datetime, time

import pytest

from models.rules.clocks.warnings import NEXT_UP, WARNINGS, Clock, after_minutes, message_time, reached, roles_told
from models.rules.clocks.working_time import Block, Calendar
from models.rules.core.moments import from_wib
from models.rules.staff.roles import LANE_POSTS, Role

OFFICE = Calendar(tuple(Block(day, time(7, 30), time(16)) for day in range(5)), frozenset({date(2026, 12, 25)}))
QUIET = "17.00-07.30"


def wib(text: str) -> datetime:
    return from_wib(datetime.fromisoformat(text))


def test_both_sorts_of_clocks_have_their_grades_each_once() -> None:
    for clock in Clock:
        grades = [row.grade for row in WARNINGS if row.clock is clock and not row.lane]
        assert grades[:3] == ["50", "80", "100"]
        assert len(grades) == len(set(grades))
        assert [row.share for row in WARNINGS if row.clock is clock] == sorted(
            row.share for row in WARNINGS if row.clock is clock
        )


def test_every_role_has_somebody_above_it_and_the_chain_ends() -> None:
    assert set(NEXT_UP) == set(Role)
    for role in Role:
        seen, at = set(), role
        while (following := NEXT_UP[at]) is not None:
            assert following not in seen
            seen.add(following)
            at = following


@pytest.mark.parametrize(
    ("share", "over", "grades"),
    [
        (0.49, 0, []),
        (0.5, 0, ["50"]),
        (0.7999999999999, 0, ["50", "80"]),  # 2,4 of 3 minutes in floating point
        (1.0, 0, ["50", "80", "100"]),
        (1.9, 29.9, ["50", "80", "100"]),
        (2.0, 30, ["50", "80", "100", "kasi"]),
        (20.0, 450, ["50", "80", "100", "kasi", "kepala"]),
    ],
)
def test_grades_are_reached_one_after_the_other(share: float, over: float, grades: list[str]) -> None:
    assert [row.grade for row in reached(Clock.LANGKAH, share, over, {})] == grades


def test_the_lane_for_conduct_hears_of_its_case_at_once_and_before_its_time_ends() -> None:
    for share, grades in ((0.0, ["jalur"]), (0.5, ["jalur", "50"]), (0.8, ["jalur", "50", "80", "jalur80"])):
        rows = reached(Clock.LANGKAH, share, 0, {}, lane=True)
        assert [row.grade for row in rows] == grades
        assert roles_told(rows[-1 if share != 0.5 else 0], Role.KASI_TIKKIM) == list(LANE_POSTS)
    assert [row.grade for row in reached(Clock.HUKUM, 0.5, 0, {}, lane=True)] == ["50"]


def test_the_office_may_set_when_superiors_hear_and_nonsense_counts_as_not_set() -> None:
    row = next(row for row in WARNINGS if row.grade == "kasi")
    assert after_minutes(row, {"eskalasi_kasi_menit": "10"}) == 10
    assert [after_minutes(row, {"eskalasi_kasi_menit": text}) for text in ("", "x", "-1", "nan", "inf")] == [30] * 5


def test_nobody_is_named_twice() -> None:
    last = next(row for row in reversed(WARNINGS) if row.clock is Clock.LANGKAH)
    assert roles_told(last, Role.KEPALA_KANTOR) == [Role.KEPALA_KANTOR]
    assert roles_told(last, Role.PENGELOLA) == [Role.PENGELOLA, Role.KEPALA_KANTOR]


@pytest.mark.parametrize(
    ("now", "leaves"),
    [
        ("2026-11-25 09:00", "2026-11-25 09:00"),
        ("2026-11-25 17:00", "2026-11-26 07:30"),
        ("2026-11-25 03:00", "2026-11-25 07:30"),
        ("2026-11-27 18:00", "2026-11-30 07:30"),  # Friday evening
        ("2026-12-25 10:00", "2026-12-28 07:30"),  # Christmas, then the weekend
    ],
)
def test_messages_to_telephones_wait_for_the_morning(now: str, leaves: str) -> None:
    assert message_time(OFFICE, wib(now), QUIET) == wib(leaves)


@pytest.mark.parametrize("quiet", ["", "selalu", "25.00-03.00", "08.00-08.00", "1-2-3"])
def test_quiet_hours_that_make_no_sense_are_none(quiet: str) -> None:
    assert message_time(OFFICE, wib("2026-11-25 23:00"), quiet) == wib("2026-11-25 23:00")


def test_quiet_hours_within_a_day_and_a_calendar_without_days_end() -> None:
    assert message_time(OFFICE, wib("2026-11-25 12:10"), "12.00-13.00") == wib("2026-11-25 13:00")
    assert message_time(Calendar(()), wib("2026-11-25 12:10"), QUIET) > wib("2036-01-01 00:00")
