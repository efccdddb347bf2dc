"""The round of the watcher: what it logs, what it tells, and that nothing stops it."""

import logging
import threading
from collections.abc import Sequence

import pytest

from models.rules.upkeep.watched import Looked, Part, Wrong
from sync_agent.watcher.watcher import Watcher

AGENT = Wrong("agent_silent", "no agent gives a sign of life")


class Round:
    """A watcher whose looks and whose outside watcher the test decides."""

    def __init__(self) -> None:
        self.found: tuple[Wrong, ...] | Looked | Exception = ()
        self.told: list[tuple[str, ...]] = []
        self.why_not = ""
        self.stop = threading.Event()
        self.watcher = Watcher(self._look, self._tell, self.stop)

    def _look(self) -> Looked:
        if isinstance(self.found, Exception):
            raise self.found
        return self.found if isinstance(self.found, Looked) else Looked(self.found)

    def _tell(self, wrong: Sequence[Wrong]) -> str:
        self.told.append(tuple(one.key for one in wrong))
        return self.why_not


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return the first line of each event that was logged."""
    return [one.getMessage().partition("\n")[0] for one in caplog.records]


@pytest.fixture(autouse=True)
def all_lines(caplog: pytest.LogCaptureFixture) -> None:
    """Keep what is said of good news too."""
    caplog.set_level(logging.INFO)


def test_it_logs_once_and_tells_outside_at_every_look(caplog: pytest.LogCaptureFixture) -> None:
    here = Round()
    for found in ((), (AGENT,), (AGENT,), (AGENT,), ()):
        here.found = found
        here.watcher.once()
    assert here.told == [(), ("agent_silent",), ("agent_silent",), ()]
    assert said(caplog) == ["agent_silent: no agent gives a sign of life", "agent_silent: over"]


def test_it_never_says_that_all_is_well_while_anything_is_wrong() -> None:
    here, away, crowded = Round(), Wrong("unreachable", "x", Part.DATABASE), Wrong("crowded", "x", Part.DATABASE)
    for found in ((AGENT,), (AGENT,), (away,), (crowded,), KeyError("x"), (away,)):
        here.found = found
        here.watcher.once()
    assert () not in here.told and len(here.told) == 5  # all but the first look
    begun = Round()
    begun.found = (AGENT,)
    begun.watcher.once()
    assert begun.told == []


def test_a_look_that_fails_ends_nothing_that_was_told(caplog: pytest.LogCaptureFixture) -> None:
    here = Round()
    for found in ((AGENT,), (AGENT,), KeyError("x"), KeyError("x"), (AGENT,), ()):
        here.found = found
        here.watcher.once()
    assert [one for one in said(caplog) if "agent" in one] == [
        "agent_silent: no agent gives a sign of life",
        "agent_silent: over",
    ]
    assert here.told[-2:] == [("agent_silent",), ()]


def test_a_look_that_fails_is_told_without_the_words_of_the_error(caplog: pytest.LogCaptureFixture) -> None:
    here = Round()
    here.found = KeyError("teks-warga-yang-rahasia")
    here.watcher.once()
    here.watcher.once()
    here.found = ()
    here.watcher.once()
    assert here.told == [("watcher_fault",), ()]
    assert said(caplog) == ["watcher_fault: the watcher itself failed (KeyError)", "watcher_fault: over"]
    assert "rahasia" not in caplog.text


def test_that_nobody_hears_is_logged_once_and_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    here = Round()
    here.why_not = "TryLater"
    for _ in range(3):
        here.watcher.once()
    here.why_not = ""
    here.watcher.once()
    assert len(here.told) == 4
    assert said(caplog) == [
        "the outside watcher was not reached (TryLater); tried again at every look",
        "the outside watcher is reached again",
    ]


def test_it_ends_when_another_version_is_taken_into_use_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    here = Round()
    asked = iter((False, True))
    assert here.watcher.run(0, lambda: next(asked)) is True
    assert (here.told, said(caplog)) == (
        [()],
        ["another version is in use here; the watcher ends, and a service is begun anew"],
    )


def test_it_ends_when_told_and_works_without_anybody_outside() -> None:
    stop, looks = threading.Event(), list[int]()

    def look() -> Looked:
        looks.append(1)
        if len(looks) == 3:
            stop.set()
        return Looked()

    Watcher(look, None, stop).run(0.001)
    assert len(looks) == 3
