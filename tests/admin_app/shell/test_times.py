"""Moments, spans and marks in the words of the screen."""

from datetime import datetime, timedelta

import pytest

from admin_app.shell.times import day_line, due_mark, full, minutes, near, span
from tests.office import NOW  # Wednesday 25 November 2026, 09.00 WIB


@pytest.mark.parametrize(
    ("left", "whole", "state", "words"),
    [
        (timedelta(minutes=-1), timedelta(minutes=30), "terlambat", "Terlambat 1 mnt"),
        (timedelta(hours=-26), timedelta(minutes=30), "terlambat", "Terlambat 1 hari"),
        (timedelta(seconds=40), timedelta(minutes=1), "segera", "Kurang dari 1 mnt"),
        (timedelta(minutes=9), timedelta(minutes=30), "segera", "Sisa 9 mnt"),
        (timedelta(hours=4), timedelta(hours=24), "segera", "Sisa 4 j 0 mnt"),
        (timedelta(minutes=29), timedelta(minutes=30), "cukup", "s.d. 09.29"),
        (timedelta(hours=23), timedelta(hours=24), "cukup", "s.d. besok 08.00"),
    ],
)
def test_lateness_is_marked_before_it_happens(left: timedelta, whole: timedelta, state: str, words: str) -> None:
    due = NOW + left
    mark = due_mark(due, due - whole, NOW)
    assert (mark.state, mark.words) == (state, words)


def test_what_has_no_due_time_has_no_mark() -> None:
    assert due_mark(None, NOW, NOW).state == "tanpa"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW, "09.00"),
        (NOW - timedelta(days=1), "kemarin 09.00"),
        (NOW + timedelta(days=2), "Jum 27 Nov 09.00"),
        (datetime(2027, 1, 4, 0, 30), "Sen 4 Jan 2027 07.30"),
        (datetime(2026, 11, 25, 16, 59), "23.59"),
        (datetime(2026, 11, 25, 17, 0), "besok 00.00"),
        (None, "–"),
    ],
)
def test_a_moment_is_as_short_as_its_day_allows(moment: datetime | None, words: str) -> None:
    assert near(moment, NOW) == words


def test_a_whole_moment_names_day_and_zone() -> None:
    assert (full(NOW), full(None)) == ("Rabu, 25 November 2026 09.00 WIB", "")


def test_days_between_bubbles_are_named() -> None:
    days = [day_line(NOW - timedelta(days=back), NOW) for back in (0, 1, 2)]
    assert days == ["Hari ini", "Kemarin", "Senin, 23 November 2026"]


@pytest.mark.parametrize(
    ("amount", "words"),
    [(None, "–"), (0.4, "24 dtk"), (0, "0 dtk"), (12.4, "12 mnt"), (59.7, "1 j 0 mnt"), (450, "7 j 30 mnt")],
)
def test_working_minutes_are_written_by_their_size(amount: float | None, words: str) -> None:
    assert minutes(amount) == words


@pytest.mark.parametrize(("seconds", "words"), [(59, "59 dtk"), (3600, "1 j 0 mnt"), (90000, "1 hari")])
def test_a_span_is_written_roughly(seconds: int, words: str) -> None:
    assert span(timedelta(seconds=seconds)) == words
