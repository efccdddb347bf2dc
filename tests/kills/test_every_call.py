"""F1-F10 by enumeration: passes killed at system call after system call, one office living through all of it."""

import os
from collections.abc import Callable
from itertools import count

from models.tables import Outbox
from tests.kills.findings import check, doubled
from tests.kills.scene import Scene, now
from tests.kills.system_calls import Call, kill_at_call, trace_once

# Every n-th call beside the first ones of each kind at each point; 1 is all of them, for a night.
STRIDE = int(os.environ.get("ADUAN_TEST_KILL_STRIDE", "25"))
_IN, _FILE, _OUT = {"F1", "F2", "F3", "F4", "F5"}, {"F10"}, {"F6", "F7", "F8", "F9"}
_SHOTS = 10
# One call each, among answers that arrive in ever other pieces: test_points.py meets them exactly.
_SINGLE = {"F4", "F8"}


class Passes:
    """Gives the agent work for one pass at a time."""

    def __init__(self, office: Scene) -> None:
        self.office = office
        self._citizens, self._waiting = count(1), count(1)

    def message(self) -> None:
        """A citizen writes for the first time."""
        self.office.citizen(next(self._citizens))

    def photo(self) -> None:
        """A citizen sends a photo."""
        self.office.citizen(next(self._citizens), photo=True)

    def answer(self) -> None:
        """Another citizen writes, and one who wrote before is answered, each in his own conversation."""
        self.message()
        self.office.answer(next(self._waiting))


def chosen(calls: list[Call], points: set[str]) -> list[Call]:
    """Choose the calls to die at, the last ones first: what an early death leaves undone lengthens the next pass."""
    here = [call for call in calls if call.point in points]
    first = {(call.kind, call.about, call.point): call for call in reversed(here)}
    return [call for place, call in enumerate(here) if call in first.values() or place % STRIDE == STRIDE - 1][::-1]


def die_along(passes: Passes, work: Callable[[], None], points: set[str]) -> list[Call]:
    """Watch one pass with this work, then die at the chosen calls of passes like it; return where it really was."""
    work()
    deaths: list[Call] = []
    for call in chosen(trace_once(passes.office), points):
        work()
        death = kill_at_call(passes.office, call.kind, call.number)
        deaths += [death] if death else []
        assert not doubled(passes.office), deaths
    return deaths


def aim(passes: Passes, work: Callable[[], None], point: str) -> list[Call]:
    """Die at a point the plan did not meet; a whole pass, which does what deaths left undone, aims each shot."""
    deaths: list[Call] = []
    for _shot in range(_SHOTS):
        work()
        target = next((call for call in trace_once(passes.office) if call.point == point), None)
        if target is None:
            continue
        work()
        death = kill_at_call(passes.office, target.kind, target.number)
        deaths += [death] if death else []
        if death and death.point == point:
            break
    return deaths


def test_F1_to_F10_killed_at_call_after_call(office: Scene) -> None:
    office.programs.env["ADUAN_LEASE_SECONDS"] = "600"  # what died while sending is looked for at the end
    passes = Passes(office)
    for _ in range(5 + 400 // STRIDE):
        passes.message()
    assert office.once() == 0
    deaths: list[Call] = []
    for work, points in ((passes.answer, _OUT), (passes.message, _IN), (passes.photo, _FILE)):
        deaths += die_along(passes, work, points)
        for point in sorted(points - _SINGLE - {death.point for death in deaths}):
            deaths += aim(passes, work, point)
    Outbox.update(lease_until=now()).where(Outbox.lease_until.is_null(False)).execute()
    office.programs.env["ADUAN_LEASE_SECONDS"] = "3"
    office.settle()
    check(office, deaths)
    missed = (_IN | _FILE | _OUT) - _SINGLE - {death.point for death in deaths}
    assert not missed, f"no death at {missed}: {deaths}"
