"""What follows from the facts of one account alone: how far behind, how long a token holds, how late an answer is."""

from datetime import datetime, timedelta

import pytest

from models.rules.channels.channel_facts import GRADE_LABELS, Facts, Grade

NOW = datetime(2026, 11, 25, 2, 0)
HOUR = timedelta(hours=1)


def test_the_grades_stand_worst_first_and_each_has_one_name() -> None:
    assert list(Grade) == [Grade.DISTURBED, Grade.PAUSED, Grade.DEAF, Grade.ATTENTION, Grade.OK, Grade.OFF]
    assert list(GRADE_LABELS) == list(Grade)
    assert len(set(GRADE_LABELS.values())) == len(Grade)


def test_we_are_behind_by_the_older_of_last_poll_and_unread_push_and_never_ahead() -> None:
    assert Facts(NOW).lag is None
    assert Facts(NOW, last_success_at=NOW - HOUR).lag == HOUR
    assert Facts(NOW, push_waits_since=NOW - HOUR).lag == HOUR
    assert Facts(NOW, last_success_at=NOW - HOUR, push_waits_since=NOW - 2 * HOUR).lag == 2 * HOUR
    assert Facts(NOW, last_success_at=NOW - 3 * HOUR, push_waits_since=NOW - 2 * HOUR).lag == 3 * HOUR
    assert Facts(NOW, last_success_at=NOW + HOUR).lag == timedelta(0)


def test_a_token_past_its_time_has_less_than_nothing_left_and_one_without_an_end_has_none() -> None:
    assert Facts(NOW).token_left is None
    assert Facts(NOW, token_expires_at=NOW + HOUR).token_left == HOUR
    assert Facts(NOW, token_expires_at=NOW - HOUR).token_left == -HOUR


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(None, "0 menit"), (59, "0 menit"), (60, "1 menit"), (7199, "119 menit"), (7200, "2 jam"), (10799, "2 jam")],
)
def test_lateness_is_told_in_whole_minutes_and_from_two_hours_in_hours(seconds: int | None, said: str) -> None:
    since = None if seconds is None else NOW - timedelta(seconds=seconds)
    assert Facts(NOW, late_since=since).late_for == said
