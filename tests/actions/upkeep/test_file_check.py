"""The daily look at SQLite's file: at the start, once a day, again after a failure, until told to stop."""

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from models.actions.upkeep.file_check import FileCheck
from tests.office import NOW


class Watch:
    """A watch that counts the looks, and fails as often as told."""

    def __init__(self, fails: int = 0) -> None:
        self.looks, self.fails = 0, fails

    def check_file(self) -> bool:
        self.looks += 1
        if self.looks <= self.fails:
            raise OSError("disk PRIVATE-WORDS")
        return True


class Stop(threading.Event):
    """Ends the looking after so many waits, without waiting."""

    def __init__(self, waits: int) -> None:
        super().__init__()
        self.left = waits

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout is not None and timeout > 0
        self.left -= 1
        return self.left <= 0


def looks(moments: list[datetime], fails: int = 0) -> int:
    """Return how often the file was looked at, asked once at each of these moments."""
    watch: Any = Watch(fails)
    times: Iterator[datetime] = iter(moments)
    FileCheck(watch, lambda: next(times), Stop(len(moments))).run()
    return int(watch.looks)


def test_it_looks_at_the_start_and_once_on_every_day() -> None:
    assert looks([NOW]) == 1
    assert looks([NOW, NOW + timedelta(minutes=1), NOW + timedelta(hours=20)]) == 1
    assert looks([NOW, NOW + timedelta(days=1), NOW + timedelta(days=1, minutes=1), NOW + timedelta(days=2)]) == 3


def test_a_look_that_failed_is_told_by_its_kind_alone_and_tried_again_on_the_same_day(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert looks([NOW + timedelta(minutes=minute) for minute in range(5)], fails=2) == 3
    assert caplog.text.count("OSError; tried again") == 2
    assert "PRIVATE-WORDS" not in caplog.text


def test_it_never_keeps_a_program_from_ending() -> None:
    watch: Any = Watch()
    assert FileCheck(watch, lambda: NOW, threading.Event()).daemon
