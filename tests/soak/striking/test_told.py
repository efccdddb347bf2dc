"""Each fault must be told, by what its row names, within the limit of its row: every row can breach."""

from collections import Counter
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.soak.course import Course
from tests.soak.journal import Journal
from tests.soak.judge.snapshot import Telling
from tests.soak.machine import STARVED, Pulse
from tests.soak.platforms import KINDS
from tests.soak.programs import Kept
from tests.soak.striking.faults import FAULTS, Fault
from tests.soak.striking.platform_faults import Strike
from tests.soak.striking.told import Told

AGENT_2_SERVES = "2026 info waha: serving WhatsApp latihan\n"
NOT_READY = {"ready": False}
EVERY = tuple(f"channel {number} ({kind}): disturbed" for number, kind in enumerate(KINDS))
ONE = Telling(degraded=("channel 1 (waha): sign_in",))
# What tells each fault: what the office says, and what its programs log, its database and its platforms have.
TELLS: dict[str, tuple[Telling, dict[str, Any]]] = {
    "kill agent": (Telling(agent="no heartbeat", **NOT_READY), {}),
    "kill agent at a request": (Telling(), {"agent": "2026 info agent pc-1 died; its channels are taken over\n"}),
    "kill back office": (Telling(reached=False), {}),
    "agent stands still": (Telling(agent="no heartbeat", **NOT_READY), {}),
    "agent stands still, another takes over": (Telling(), {"agent-2": AGENT_2_SERVES}),
    "two agents, one killed": (Telling(), {"agent-2": AGENT_2_SERVES}),
    "database locked": (Telling(checks=("locked",), **NOT_READY), {}),
    "disk full": (Telling(checks=("disk_sending",)), {}),
    "clock jump": (Telling(degraded=("agent_sends_nothing",)), {}),
    "clock jump of the back office": (Telling(degraded=("clock_office",)), {}),
    "database server stopped": (Telling(database="does not answer", **NOT_READY), {}),
    "old gateway": (ONE, {}),
    "telephone unlinked": (ONE, {}),
    "platform slow": (Telling(unread={"waha": 14.0}), {}),
    "platform answers wrongly": (ONE, {}),
    "sends cut": (Telling(), {"looked for": 1}),
    "network cut": (Telling(degraded=EVERY), {}),
    "token ended": (ONE, {}),
    "token ended, renewed by the agent": (Telling(), {"token_expired": False}),
}
# What a look from outside could take for being told, and is not: another channel, another trouble, nobody there.
OTHERS = (
    Telling(),
    Telling(degraded=("channel 9 (manual): late",), checks=("memory",)),
    Telling(reached=False),
    Telling(degraded=EVERY[1:], unread={"x": 99.0}, **NOT_READY),
)


def strike(folder: Path, there: dict[str, Any]) -> Strike:
    """Return a strike at an office in which this is so."""
    platforms = SimpleNamespace(
        faults=lambda: [{"number": 7, "hits": there.get("hits", 1)}],
        behaviour=lambda _kind: {"token_expired": there.get("token_expired", True)},
    )
    agents = [Kept(name, (), {}, folder / f"{name}.log") for name in ("agent", "agent-2")]
    for one in agents:
        one.log.write_text(AGENT_2_SERVES + "2026 info agent pc-0 died; its channels are taken over\n")  # long ago
    reader = SimpleNamespace(rows=lambda *_: [(there.get("looked for", 0),)])
    made = Strike(
        cast(Any, SimpleNamespace(platforms=platforms, agents=agents, programs=agents, reader=reader)), Random(1)
    )
    made.mark()
    made.kept |= {"channel": "waha", "megabytes": 150, "numbers": [7], "unsure": [7]}
    for one in agents:
        with one.log.open("a") as log:
            log.write(there.get(one.name, ""))
    return made


class Time:
    """A clock that goes on by four seconds each time somebody asks the office."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now

    def says(self, *answers: Telling) -> Any:
        """Return who answers so, the last answer for ever."""
        left = list(answers)

        def say() -> Telling:
            self.now += 4.0
            return left.pop(0) if len(left) > 1 else left[0]

        return say


def watched(fault: Fault, one: Strike, *answers: Telling) -> Told:
    """Return what was found of a fault that lasts until there is nothing more to wait for."""
    time = Time()
    told, say = Told(fault, one, fault.within, time), time.says(*answers)
    while not told.decided:
        told.ask(say)
        time.now += 1.0
    return told


def test_every_fault_has_its_limit_and_lasts_long_enough_to_breach_it() -> None:
    assert {row.kind for row in FAULTS} == set(TELLS)
    for row in FAULTS:
        assert 0 < row.within < row.lasts[1], row.kind


@pytest.mark.parametrize("fault", FAULTS, ids=lambda row: row.kind)
def test_a_fault_that_is_told_as_its_row_names_is_no_breach(fault: Fault, tmp_path: Path) -> None:
    said, there = TELLS[fault.kind]
    told = watched(fault, strike(tmp_path, there), said)
    assert (told.breach(), told.judged) == ("", True)
    assert told.after is not None


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda row: row.kind)
def test_a_fault_of_which_nothing_is_told_or_something_else_is_a_breach(
    fault: Fault, other: Telling, tmp_path: Path
) -> None:
    if other == TELLS[fault.kind][0]:
        return  # nobody answers: that is what tells that nobody is there
    told = watched(fault, strike(tmp_path, {}), other)
    assert f"untold, and may take {fault.within:.0f}" in told.breach()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda row: row.kind)
def test_a_fault_that_is_told_too_late_is_a_breach(fault: Fault, tmp_path: Path) -> None:
    said, there = TELLS[fault.kind]
    time = Time()
    told = Told(fault, one := strike(tmp_path, {}), fault.within, time)
    told.ask(time.says(Telling()))
    time.now += fault.within
    one.kept |= {}
    late = strike(tmp_path, there)
    told.strike = late
    told.ask(time.says(said))
    assert "told only after" in told.breach()


def test_the_seconds_until_it_is_told_count_from_the_strike_and_not_from_the_first_question(tmp_path: Path) -> None:
    fault = next(row for row in FAULTS if row.kind == "kill back office")
    told = Told(fault, strike(tmp_path, {}), fault.within, time := Time())
    time.now += fault.within + 1
    told.ask(time.says(Telling(reached=False)))
    assert told.after == fault.within + 1
    assert "told only after" in told.breach()


@pytest.mark.parametrize("kind", [row.kind for row in FAULTS if row.struck is not FAULTS[0].struck])
def test_a_fault_that_met_nobody_says_nothing_and_its_time_begins_when_it_does(kind: str, tmp_path: Path) -> None:
    fault = next(row for row in FAULTS if row.kind == kind)
    told = watched(fault, strike(tmp_path, {"hits": 0}), Telling())
    assert (told.breach(), told.judged) == ("", False)
    later = Told(fault, strike(tmp_path, {"hits": 0}), fault.within, time := Time())
    later.ask(time.says(Telling()))
    time.now += fault.within
    later.strike = strike(tmp_path, {})
    later.ask(time.says(Telling()))
    assert (later.breach(), later.decided) == ("", False)


@pytest.mark.parametrize(("starves", "breaches"), [(False, ["TOLD"]), (True, [])])
def test_the_course_holds_the_first_of_a_kind_until_it_can_be_judged(
    starves: bool, breaches: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    time = Time()
    monkeypatch.setattr("tests.soak.course.time", SimpleNamespace(monotonic=time))
    course = Course.__new__(Course)
    pulse = Pulse()
    pulse._probes.extend([STARVED + 1] * 5 if starves else [])
    course.journal, course.told = Journal(tmp_path / "events.jsonl", seed=1), Counter()
    course.judging = cast(Any, SimpleNamespace(stretch=1.0, pulse=pulse, say=time.says(Telling())))
    monkeypatch.setattr(course, "wait", lambda seconds: setattr(time, "now", time.now + seconds))
    fault = next(row for row in FAULTS if row.kind == "kill back office")
    course._hold(fault, strike(tmp_path, {}), course.journal.strike(fault.kind, ""), 1.0)
    assert [one.code for one in course.journal.breaches.values()] == breaches
    assert time.now > 1000.0 + fault.within
    began = time.now
    course._hold(fault, strike(tmp_path, {}), course.journal.strike(fault.kind, ""), 1.0)
    assert (time.now - began < fault.within) is not starves  # judged once, it may be as short as it comes
