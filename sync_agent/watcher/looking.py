"""One look of the watcher: at PC, back office, its https address, database, agents, channels and backups.

It writes nothing into the database, and what can be seen without one is seen without one. Each part has its time: a
server, a disk or a name that gives no answer holds up neither the other parts nor the watcher.
"""

import threading
from collections.abc import Callable
from datetime import datetime

import peewee

from models.actions.channels.channel_health import look_at_channels
from models.actions.upkeep.conditions import of_office, of_silence
from models.actions.upkeep.self_watch import SelfWatch
from models.rules.channels.channel_facts import GRADE_LABELS
from models.rules.upkeep.conditions.row import Part, Seen, Sign, Source
from models.rules.upkeep.conditions.table import SOURCES, judge, once
from models.rules.upkeep.watched import Looked, Wrong, wrong_of
from models.tables.core.database import connected
from models.tables.core.in_time import InTime
from models.tables.core.listening import Listening
from models.tables.core.settings import Settings
from models.tables.core.trouble import RawError
from sync_agent.watcher.back_office import of_back_office
from sync_agent.watcher.front_end import FrontEnd

_NO_PC = Looked(tuple(map(wrong_of, judge(Seen(frozenset({Sign.PC_HANGS}))))), frozenset({Part.PC, Part.BACK_OFFICE}))
_NO_DATABASE = Looked(
    tuple(map(wrong_of, judge(Seen(frozenset({Sign.DATABASE_HANGS}))))),
    frozenset({Part.DATABASE, Part.SCHEMA, Part.OFFICE}),
)
_TOLD_ONCE = "agent_down"  # each channel says so too
LOOK_SECONDS = 20.0  # for each part; ten of them may be a connection's that does not come about


class Looks:
    """The looks of one watcher."""

    def __init__(
        self,
        settings: Settings,
        watch: SelfWatch,
        clock: Callable[[], datetime],
        stop: threading.Event,
        pc_seconds: float = LOOK_SECONDS,
        database_seconds: float = LOOK_SECONDS,
    ) -> None:
        self._started: dict[int, Listening] = {}  # seen here: a disk that is not mounted hides their notes
        self._here = InTime(lambda: of_pc(settings, watch, self._started), pc_seconds, stop)
        self._there = InTime(lambda: of_database(settings, watch, clock()), database_seconds, stop)
        self._front = FrontEnd(settings, clock)
        self._before = InTime(self._front.look, LOOK_SECONDS, stop)

    def look(self) -> Looked:
        """Return all that is wrong now, each once, and whom it could not ask."""
        here = self._here.answer() or _NO_PC
        there = self._there.answer() or _NO_DATABASE
        before = self._before.answer() or self._front.unknown()
        found = {one.key: one for one in (*here.wrong, *there.wrong, *before.wrong)}
        return Looked(tuple(found.values()), here.unasked | there.unasked | before.unasked)


def of_pc(settings: Settings, watch: SelfWatch, started: dict[int, Listening]) -> Looked:
    """Return what can be seen without a database: this PC and the back office beside the watcher.

    `started`: the back offices known of earlier looks; what this look finds is kept there.
    """
    beside = of_back_office(settings.data_dir, started)
    here = [wrong_of(one) for one in watch.look()]
    return Looked((*here, *beside.wrong), beside.unasked)


def of_database(settings: Settings, watch: SelfWatch, now: datetime) -> Looked:
    """Return what the database tells, or why it does not."""
    try:
        with connected():
            return _of_office(settings, now)
    except (peewee.PeeweeException, RawError) as err:
        met = of_silence(watch, err).held
        return Looked(tuple(map(wrong_of, met)), frozenset({Part.SCHEMA, Part.OFFICE}))


def _of_office(settings: Settings, now: datetime) -> Looked:
    found = of_office(settings, now)
    unasked = frozenset(SOURCES[one].part for one in (Source.SCHEMA, Source.OFFICE) if one not in found.asked)
    channels = [] if unasked else _channels(settings, now, any(one.key == "locked" for one in found.held))
    return Looked((*map(wrong_of, once(found.held)), *channels), unasked)


def _channels(settings: Settings, now: datetime, locked: bool) -> list[Wrong]:
    """Return what does not work of each channel: its number and kind, never its name."""
    asked = (now, settings.poll_seconds, None, settings.late_seconds, settings.pace_seconds, lambda: locked)
    return [
        Wrong(
            f"channel {view.account.id} ({view.account.kind}): {one.code}",
            "'run_agent.py status' says what to do",
            staff=f"Kanal {view.account.id} ({view.account.kind}): {GRADE_LABELS[one.grade]}. Yang perlu dilakukan "
            "tertulis di halaman Kanal.",
        )
        for view in look_at_channels(*asked)
        for one in view.verdict.findings
        if one.degrades and one.code != _TOLD_ONCE
    ]
