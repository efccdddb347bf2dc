"""When a drill is due, and what is told of the last one."""

from datetime import datetime, timedelta

import pytest

from models.rules.upkeep.drills import (
    AGAIN,
    EVERY,
    FLAW_SENTENCES,
    FLAW_WORDS,
    LONGEST,
    RUNS,
    Drilled,
    DrillLapse,
    Flaw,
    drill_lapse,
    flaw_of,
    is_due,
    span_words,
)

NOW = datetime(2026, 11, 25, 2, 0)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def test_every_flaw_has_its_words_for_staff_and_for_operators() -> None:
    assert set(FLAW_WORDS) == set(FLAW_SENTENCES) == set(Flaw)


def test_the_last_one_that_failed_is_told_though_an_earlier_one_succeeded() -> None:
    failed = Drilled(NOW - DAY, True, Flaw.KEY)
    assert drill_lapse(failed, NOW - 2 * DAY, NOW - 9 * DAY, NOW) is DrillLapse.FAILED
    assert flaw_of(failed, NOW) is Flaw.KEY
    assert drill_lapse(Drilled(NOW - DAY, True), NOW - DAY, NOW - 9 * DAY, NOW) is None


def test_none_that_succeeded_for_a_month_is_told_from_the_first_backup_on() -> None:
    good = Drilled(NOW - LONGEST, True)
    assert drill_lapse(good, NOW - LONGEST, NOW - 90 * DAY, NOW) is None
    assert drill_lapse(good, NOW - LONGEST - MINUTE, NOW - 90 * DAY, NOW) is DrillLapse.LONG_AGO
    assert drill_lapse(None, None, NOW - LONGEST, NOW) is None
    assert drill_lapse(None, None, NOW - LONGEST - MINUTE, NOW) is DrillLapse.LONG_AGO
    assert drill_lapse(None, None, None, NOW) is None  # no backup was ever made: that is told elsewhere


def test_one_of_a_time_to_come_proves_nothing() -> None:
    ahead = Drilled(NOW + 90 * DAY, True)
    assert drill_lapse(ahead, NOW + 90 * DAY, NOW - 40 * DAY, NOW) is DrillLapse.LONG_AGO
    assert is_due(ahead, NOW + 90 * DAY, NOW, NOW)


def test_one_that_runs_is_no_failure_until_it_has_run_too_long() -> None:
    running = Drilled(NOW - RUNS, False)
    assert flaw_of(running, NOW) is None
    assert flaw_of(running, NOW + MINUTE) is Flaw.UNFINISHED
    assert drill_lapse(running, NOW - 9 * DAY, NOW - 9 * DAY, NOW + MINUTE) is DrillLapse.FAILED
    assert flaw_of(Drilled(NOW + DAY, False), NOW) is Flaw.UNFINISHED  # begun by a wrong clock


@pytest.mark.parametrize(
    ("last", "succeeded", "newest", "due"),
    [
        (None, None, None, False),  # nothing to try
        (None, None, NOW, True),
        (None, None, NOW - timedelta(hours=3), True),
        (None, None, NOW - timedelta(hours=3, minutes=1), False),  # at noon the disk is the office's
        (None, None, NOW + DAY, False),  # by a wrong clock: another is made first
        (Drilled(NOW - EVERY, True), NOW - EVERY, NOW, False),
        (Drilled(NOW - EVERY - MINUTE, True), NOW - EVERY - MINUTE, NOW, True),
        (Drilled(NOW - AGAIN, True, Flaw.ROOM), NOW - 40 * DAY, NOW, False),
        (Drilled(NOW - AGAIN - MINUTE, True, Flaw.ROOM), NOW - 40 * DAY, NOW, True),
        (Drilled(NOW - AGAIN - MINUTE, True, Flaw.ROOM), None, NOW, True),
    ],
)
def test_it_is_due_a_month_after_the_last_good_one_with_a_backup_just_made(
    last: Drilled | None, succeeded: datetime | None, newest: datetime | None, due: bool
) -> None:
    assert is_due(last, succeeded, newest, NOW) is due


def test_a_month_of_failures_is_told_only_after_it_was_tried_again_for_days() -> None:
    assert EVERY + 2 * DAY < LONGEST


@pytest.mark.parametrize(
    ("span", "words"),
    [(0, "0 detik"), (-5, "0 detik"), (119, "119 detik"), (120, "2 menit"), (7200, "2 jam"), (172800, "2 hari")],
)
def test_a_span_is_said_in_its_largest_whole_unit(span: int, words: str) -> None:
    assert span_words(timedelta(seconds=span)) == words
