"""Since when a message or letter counts, what is history, and when a reader is told both times."""

from datetime import datetime, timedelta

import pytest

from models.rules.intake.three_times import counts_since, is_history, late_words, received_at, tell_apart

SEEN = datetime(2026, 11, 25, 2, 0)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("written", "received"),
    [(SEEN - 23 * DAY, SEEN - 23 * DAY), (SEEN, SEEN), (SEEN + HOUR, SEEN)],
)
def test_a_platforms_time_counts_but_never_one_after_it_was_seen(written: datetime, received: datetime) -> None:
    assert received_at(written, SEEN) == received


@pytest.mark.parametrize(
    ("found_by", "written", "history"),
    [
        ("poll", SEEN - DAY, False),
        ("poll", SEEN - DAY - timedelta(seconds=1), True),
        ("sweep", SEEN - 7 * DAY, True),
        ("push", SEEN + HOUR, False),
        ("import", SEEN, True),
        ("desk", SEEN - 300 * DAY, False),
    ],
)
def test_what_is_imported_or_of_before_the_channel_is_history(
    found_by: str, written: datetime, history: bool
) -> None:
    assert is_history(written, found_by, connected=SEEN) is history


@pytest.mark.parametrize(
    ("written", "history", "since"),
    [(SEEN - DAY, False, SEEN - DAY), (SEEN - DAY, True, SEEN + HOUR), (SEEN + DAY, False, SEEN)],
)
def test_history_starts_no_clock_before_it_was_stored(written: datetime, history: bool, since: datetime) -> None:
    assert counts_since(written, SEEN, SEEN + HOUR, history) == since


@pytest.mark.parametrize(
    ("received", "recorded", "words"),
    [
        (datetime(2026, 11, 2, 2), datetime(2026, 11, 25, 2), "diterima 2 November 2026, dicatat 25 November 2026"),
        (datetime(2026, 11, 25, 2), datetime(2026, 11, 25, 3), "diterima 09.00, dicatat 10.00"),
        (datetime(2026, 11, 25, 2), datetime(2026, 11, 25, 2, 59), ""),
        # A minute apart, but on two days of the office.
        (
            datetime(2026, 11, 24, 16, 59, 30),
            datetime(2026, 11, 24, 17, 0, 30),
            "diterima 24 November 2026, dicatat 25 November 2026",
        ),
        (datetime(2026, 11, 25, 2), None, ""),
        (datetime(2026, 11, 25, 2), datetime(2026, 11, 25, 2), ""),
    ],
)
def test_a_reader_is_told_both_where_they_differ(received: datetime, recorded: datetime | None, words: str) -> None:
    assert late_words(received, recorded) == words
    assert tell_apart(received, recorded) is bool(words)
