"""One look of the watcher: at this PC, the back office beside it, the database, the agents, channels and backups.

It writes nothing into the database, and what can be seen without one is seen without one.
"""

import ipaddress
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import peewee

from models.actions.channels.channel_health import living_agents, look_at_channels, sending_stopped
from models.actions.upkeep.key_watch import look_at_key_file
from models.actions.upkeep.last_backup import newest_backups
from models.actions.upkeep.office_watch import look_at_office
from models.actions.upkeep.self_watch import SelfWatch
from models.rules.upkeep.self_checks import SCHEMA_CHECKS, Seen, SelfFinding, Sign, judge_self
from models.rules.upkeep.watched import Looked, Part, Wrong, of_backup
from models.tables.core.database import connected
from models.tables.core.listening import starts
from models.tables.core.settings import Settings
from models.tables.core.trouble import RawError
from sync_agent.agent import RECONCILING
from sync_agent.connector_kit.errors import ConnectorError
from sync_agent.connector_kit.http import Http

_ANSWER_SECONDS = 10.0
_ALIVE = {"status": "ok"}
_AGENT = Wrong("agent_silent", "no agent gives a sign of life: start it, or see its log for why it ended")
_BACK_OFFICE = Wrong(
    "back_office_silent",
    "the back office that was started here does not answer: start it, or see its log for why it ended; "
    "where it serves from elsewhere now, remove the folder 'listening' in the data folder",
    Part.BACK_OFFICE,
)
_UNREADABLE = Wrong(
    "back_office_unknown", "where the back office listens cannot be read: start it anew", Part.BACK_OFFICE
)
_TOLD_ONCE = "agent_down"  # each channel says so too


def look(settings: Settings, watch: SelfWatch, now: datetime) -> Looked:
    """Return all that is wrong now, each once, and whom it could not ask."""
    beside = of_back_office(settings.data_dir)
    found, unasked = [*_named(watch.look(), Part.PC), *beside.wrong], beside.unasked
    try:
        with connected():
            told = _of_office(settings, now)
    except (peewee.PeeweeException, RawError) as err:
        met = watch.met(err) or judge_self(Seen(frozenset({Sign.UNREACHABLE})))
        told = Looked(tuple(_named(met, Part.DATABASE)), frozenset({Part.SCHEMA, Part.OFFICE}))
    found += told.wrong
    return Looked(tuple({one.key: one for one in found}.values()), unasked | told.unasked)


def of_back_office(data_dir: Path) -> Looked:
    """Return whether a back office that was started with this data folder no longer answers; none may be here."""
    try:
        known = starts(data_dir)
    except ValueError:
        return Looked((_UNREADABLE,), frozenset({Part.BACK_OFFICE}))
    addresses = [address for start in known for address in start.addresses]
    return Looked() if not addresses or any(_answers(*address) for address in addresses) else Looked((_BACK_OFFICE,))


def _answers(host: str, port: int) -> bool:
    """Whether a back office answers there, whatever hosts it is set to answer to."""
    try:
        answer = Http(f"http://{_reached(host)}:{port}", {"Host": "localhost"}, _ANSWER_SECONDS, own=True).get(
            "/healthz"
        )
        return answer.status == 200 and answer.json() == _ALIVE
    except ConnectorError:
        return False


def _reached(host: str) -> str:
    """Return where a program that listens on an address is reached from here: one on all of them on loopback."""
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return host
    if found.version == 6:
        return "[::1]" if found.is_unspecified else f"[{host}]"
    return "127.0.0.1" if found.is_unspecified else host


def _named(findings: Iterable[SelfFinding], part: Part) -> list[Wrong]:
    return [Wrong(one.key, one.operators, part) for one in findings]


def _of_office(settings: Settings, now: datetime) -> Looked:
    checks = look_at_office(now, settings.poll_seconds)
    if any(one.key in SCHEMA_CHECKS for one in checks):  # nothing else can be asked of it
        return Looked(tuple(_named(checks, Part.SCHEMA)), frozenset({Part.OFFICE}))
    keys = judge_self(Seen(look_at_key_file(settings.secret_key_file)))
    newest = next((copy.made_at for copy in newest_backups()), None)
    alive = bool(living_agents(now, settings.poll_seconds))
    return Looked(
        (
            *_named([*checks, *keys], Part.OFFICE),
            *([] if alive else [_AGENT]),
            *_halted(settings, now),
            *_channels(settings, now, any(one.key == "locked" for one in checks)),
            *of_backup(newest, now, practice=settings.practice_mark.exists()),
        )
    )


def _halted(settings: Settings, now: datetime) -> list[Wrong]:
    why = set(sending_stopped(now, settings.poll_seconds)) - {RECONCILING}
    return (
        [Wrong("agent_sends_nothing", "an agent lives and sends nothing: 'run_agent.py status' says why")]
        if why
        else []
    )


def _channels(settings: Settings, now: datetime, locked: bool) -> list[Wrong]:
    """Return what does not work of each channel: its number and kind, never its name."""
    asked = (now, settings.poll_seconds, None, settings.late_seconds, settings.pace_seconds, lambda: locked)
    return [
        Wrong(f"channel {view.account.id} ({view.account.kind}): {one.code}", "'run_agent.py status' says what to do")
        for view in look_at_channels(*asked)
        for one in view.verdict.findings
        if one.degrades and one.code != _TOLD_ONCE
    ]
