"""One look of the watcher: at PC, back office, its https address, database, agents, channels and backups.

It writes nothing into the database, and what can be seen without one is seen without one. Each part has its time: a
server, a disk or a name that gives no answer holds up neither the other parts nor the watcher.
"""

import threading
from collections.abc import Callable, Iterable
from datetime import datetime

import peewee

from models.actions.channels.channel_health import living_agents, look_at_channels, sending_stopped
from models.actions.upkeep.file_places import misfit
from models.actions.upkeep.key_watch import look_at_key_file
from models.actions.upkeep.last_backup import is_at_hand, newest_backups
from models.actions.upkeep.office_watch import look_at_office
from models.actions.upkeep.self_watch import SelfWatch
from models.rules.channels.channel_facts import GRADE_LABELS
from models.rules.upkeep.self_checks import SCHEMA_CHECKS, Seen, SelfFinding, Sign, judge_self
from models.rules.upkeep.watched import Looked, Part, Wrong, of_backup
from models.tables.core.database import connected
from models.tables.core.in_time import InTime
from models.tables.core.listening import Listening
from models.tables.core.settings import Settings
from models.tables.core.trouble import RawError
from sync_agent.agent import RECONCILING
from sync_agent.watcher.back_office import of_back_office
from sync_agent.watcher.front_end import FrontEnd

_AGENT = Wrong(
    "agent_silent",
    "no agent gives a sign of life: start it, or see its log for why it ended",
    staff="Penghubung kanal tidak berjalan, jadi pesan tidak masuk dan jawaban tidak terkirim. Jalankan lagi "
    "run_agent.py atau layanannya; bila berhenti lagi, lihat catatannya.",
)
_SENDS_NOTHING = Wrong(
    "agent_sends_nothing",
    "an agent lives and sends nothing: 'run_agent.py status' says why",
    staff="Penghubung kanal hidup, tetapi tidak mengirim apa pun. Sebabnya tertulis di halaman Kanal.",
)
_PC_HANGS = Wrong(
    "pc_hangs",
    "disk or back office of this PC give no answer in time: see its mounts and memory",
    Part.PC,
    "Disk atau program layar komputer ini tidak menjawab. Periksa cakram yang terpasang, jaringannya, dan memorinya.",
)
_DATABASE_HANGS = Wrong(
    "database_hangs",
    "the database takes questions and gives no answer in time: see its server",
    Part.DATABASE,
    "Basis data menerima pertanyaan tetapi tidak menjawab. Periksa komputer servernya; bila perlu, mulai ulang.",
)
_FILES_ELSEWHERE = (
    "Folder berkas di komputer ini bukan folder berkas kantor, mungkin karena cakramnya tidak terpasang. "
    "run_admin.py files where menyebut yang perlu dilakukan."
)
_NO_PC = Looked((_PC_HANGS,), frozenset({Part.PC, Part.BACK_OFFICE}))
_NO_DATABASE = Looked((_DATABASE_HANGS,), frozenset({Part.DATABASE, Part.SCHEMA, Part.OFFICE}))
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
    return Looked((*_named(watch.look(), Part.PC), *beside.wrong), beside.unasked)


def of_database(settings: Settings, watch: SelfWatch, now: datetime) -> Looked:
    """Return what the database tells, or why it does not."""
    try:
        with connected():
            return _of_office(settings, now)
    except (peewee.PeeweeException, RawError) as err:
        met = watch.met(err) or judge_self(Seen(frozenset({Sign.UNREACHABLE})))
        return Looked(tuple(_named(met, Part.DATABASE)), frozenset({Part.SCHEMA, Part.OFFICE}))


def _named(findings: Iterable[SelfFinding], part: Part) -> list[Wrong]:
    return [Wrong(one.key, one.operators, part, one.says) for one in findings]


def _of_office(settings: Settings, now: datetime) -> Looked:
    checks = look_at_office(now, settings.poll_seconds)
    if any(one.key in SCHEMA_CHECKS for one in checks):  # nothing else can be asked of it
        return Looked(tuple(_named(checks, Part.SCHEMA)), frozenset({Part.OFFICE}))
    keys = judge_self(Seen(look_at_key_file(settings.secret_key_file)))
    newest = next((copy.made_at for copy in newest_backups() if is_at_hand(copy)), None)
    elsewhere = misfit(settings)
    alive = bool(living_agents(now, settings.poll_seconds))
    return Looked(
        (
            *_named([*checks, *keys], Part.OFFICE),
            *([] if alive else [_AGENT]),
            *_halted(settings, now),
            *_channels(settings, now, any(one.key == "locked" for one in checks)),
            *of_backup(newest, now, practice=settings.practice_mark.exists()),
            *([Wrong("files_elsewhere", elsewhere, staff=_FILES_ELSEWHERE)] if elsewhere else []),
        )
    )


def _halted(settings: Settings, now: datetime) -> list[Wrong]:
    why = set(sending_stopped(now, settings.poll_seconds)) - {RECONCILING}
    return [_SENDS_NOTHING] if why else []


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
