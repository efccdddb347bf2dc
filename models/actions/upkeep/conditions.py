"""What of the table of conditions holds now, for whoever tells of it: each is asked and judged here alone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import peewee

from models.actions.channels.channel_health import living_agents, sending_stopped
from models.actions.channels.seen_machines import on_machines, waiting_machines
from models.actions.core.second.needed import done_alone
from models.actions.privacy.breach.incidents import open_incidents
from models.actions.upkeep.file_places import misfit
from models.actions.upkeep.heard_outside import silence
from models.actions.upkeep.key_watch import look_at_key_file
from models.actions.upkeep.last_backup import is_at_hand, newest_backups
from models.actions.upkeep.office_watch import office_seen, schema_sign
from models.actions.upkeep.programs import running
from models.actions.upkeep.self_watch import SelfWatch, refuses_writes
from models.rules.privacy.breach import notice_words
from models.rules.upkeep.conditions.of_office import ALONE_FOR, sign_of_backup
from models.rules.upkeep.conditions.row import Held, Seen, Sign, Source
from models.rules.upkeep.conditions.table import judge, once
from models.rules.upkeep.programs import older_than_newest
from models.tables import BackupCopy
from models.tables.core.settings import Settings
from models.tables.core.trouble import RawError
from models.tables.upkeep.release import VERSION

AtHand = Callable[[], BackupCopy | None]


@dataclass(frozen=True)
class Look:
    """What a look found, and what it asked: of what it did not ask it knows neither."""

    held: tuple[Held, ...]
    asked: frozenset[Source]


def newest_at_hand() -> BackupCopy | None:
    """Return the newest backup whose file is there, as far as this machine can tell."""
    return next((copy for copy in newest_backups() if is_at_hand(copy)), None)


def of_machine(settings: Settings, watch: SelfWatch, now: datetime) -> Look:
    """Return what is wrong with this machine: no database is needed."""
    held, unheard = watch.look(), silence(settings, now)
    if unheard is not None:
        span = now - unheard.since if unheard.since else timedelta.max
        held = (*held, *judge(Seen(unheard=span, unheard_why=unheard.why_not)))
    return Look(held, frozenset({Source.MACHINE}))


def of_office(
    settings: Settings,
    now: datetime,
    refused: Callable[[], Sign | None] = refuses_writes,
    at_hand: AtHand = newest_at_hand,
) -> Look:
    """Return what only the database tells; of one of another version that alone. Raises what the database raises."""
    if wrong := schema_sign():
        return Look(judge(Seen(frozenset({wrong}))), frozenset({Source.ANSWER, Source.SCHEMA}))
    seen = office_seen(now, settings.poll_seconds, refused)
    signs = seen.signs | look_at_key_file(settings.secret_key_file) | set(_signs(settings, now, at_hand))
    programs = running(now)
    elsewhere = on_machines(row.mark for row in programs)  # told of by their machine's name: they wait
    here = [(row.version, row.host) for row in programs if row.mark not in elsewhere]
    found = replace(
        seen,
        signs=signs,
        halted=tuple(sending_stopped(now, settings.poll_seconds)),
        elsewhere=misfit(settings),
        older=tuple(older_than_newest(here, VERSION)),
        waiting=tuple(waiting_machines()),
        alone=tuple(done_alone(now - ALONE_FOR)),
        breaches=tuple(notice_words(x.number, x.kind, x.due_at, x.lacking, now) for x in open_incidents()),
    )
    return Look(judge(found), frozenset({Source.ANSWER, Source.SCHEMA, Source.OFFICE}))


def every_condition(
    settings: Settings,
    watch: SelfWatch,
    now: datetime,
    refused: Callable[[], Sign | None] = refuses_writes,
    at_hand: AtHand = newest_at_hand,
) -> Look:
    """Return all that this machine and the database tell, each condition once; that none answers is one of them."""
    here = of_machine(settings, watch, now)
    try:
        there = of_office(settings, now, refused, at_hand)
    except (peewee.PeeweeException, RawError) as err:
        there = of_silence(watch, err)
    return Look(once((*here.held, *there.held)), here.asked | there.asked)


def of_silence(watch: SelfWatch, problem: Exception) -> Look:
    """Return why the database does not answer, from the error it ended with."""
    return Look(watch.met(problem) or judge(Seen(frozenset({Sign.UNREACHABLE}))), frozenset({Source.ANSWER}))


def _signs(settings: Settings, now: datetime, at_hand: AtHand) -> Iterator[Sign]:
    if not living_agents(now, settings.poll_seconds):
        yield Sign.AGENT_SILENT
    newest = at_hand()
    made_at = newest.made_at if newest else None
    if wrong := sign_of_backup(made_at, now, practice=settings.practice_mark.exists()):
        yield wrong
