"""The agent's jobs of every minute: limits of the law, pauses, warnings, escalations, deleting what has expired.

It also finds channels that work but bring nothing (F52), and indexes a little for the search at every tick.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from peewee import InterfaceError, OperationalError, fn

from models.actions.channels.look_at_account import is_account_deaf
from models.actions.clocks.ask_changes import ask_changes
from models.actions.clocks.ask_countersignature import ask_countersignatures
from models.actions.clocks.ask_dispositions import ask_dispositions
from models.actions.clocks.count_in_parts import count_on
from models.actions.clocks.give_warnings import give_warnings
from models.actions.clocks.looking.limits import keep_clocks
from models.actions.clocks.message_officers import message_officers
from models.actions.clocks.recompute_steps import move_pauses
from models.actions.clocks.warn_of_ends import warn_of_ends
from models.actions.clocks.watch_invitations import watch_invitations
from models.actions.core.conduct_lane import keep_lane
from models.actions.core.row_by_row import RowsFailed
from models.actions.papers.ask_signatures import ask_signatures
from models.actions.papers.pending_signatures import carry_out_due
from models.actions.replies.ask_satisfaction import ask_satisfaction
from models.actions.replies.awaited_answers import count_what_is_enough
from models.actions.replies.keep_attempts import SEGMENT_BYTES, leave_out_old, mark_known
from models.actions.replies.keep_lines import drop_old, forget_places, keep_lines
from models.actions.retention.destruction.beside import ATTEMPTS, clear_beside
from models.actions.retention.destruction.remove_files import remove_files
from models.actions.retention.erasure.erase import erase_when_quiet
from models.actions.retention.folders.ask_back import ask_back
from models.actions.search.indexing import catch_up, is_behind
from models.actions.staff.clear_away import clear_away
from models.actions.staff.clear_notices import clear_notices
from models.actions.upkeep.office_watch import stamp_jobs
from models.actions.upkeep.prove_numbers import prove_numbers
from models.rules.upkeep.agent_jobs import AgentJob
from models.rules.upkeep.conditions.row import Sign
from models.tables import ChannelAccount, Complaint
from models.tables.core.files.store import FileStore
from models.tables.core.sealed_log import seal_log
from models.tables.core.trouble import trouble_of
from sync_agent.journal import frames

log = logging.getLogger(__name__)

_STAMPED_EVERY = timedelta(minutes=1)  # far below the shortest limit; a tick is two seconds
_TRACED = 1  # where the program failed is said of so many rows

_JOBS: tuple[tuple[AgentJob, Callable[[datetime], int]], ...] = (
    (AgentJob.LIMITS, keep_clocks),
    (AgentJob.ENOUGH, count_what_is_enough),
    (AgentJob.PAUSES, move_pauses),
    (AgentJob.INVITATIONS, watch_invitations),
    (AgentJob.COUNTERSIGNATURES, ask_countersignatures),
    (AgentJob.CHANGES, ask_changes),
    (AgentJob.LANE, keep_lane),
    (AgentJob.WARNINGS, give_warnings),
    (AgentJob.DISPOSITIONS, ask_dispositions),
    (AgentJob.SIGNATURES_ASKED, ask_signatures),
    (AgentJob.SIGNATURES, carry_out_due),
    (AgentJob.LOANS, ask_back),
    (AgentJob.MESSAGES, message_officers),
    (AgentJob.SATISFACTION, ask_satisfaction),
    (AgentJob.ENDS, warn_of_ends),
    (AgentJob.CLEARING, clear_away),
)


def clock_jobs(store: FileStore, data_dir: Path, owner: str) -> Sequence[Callable[[datetime], object]]:
    """Return all that the agent of this name does every minute; each job is stamped when it went through."""
    jobs: tuple[tuple[AgentJob, Callable[[datetime], object]], ...] = (
        (AgentJob.NUMBERS, prove_numbers),
        (AgentJob.FILES, partial(remove_files, store)),
        (AgentJob.BESIDE, BesideWatch(data_dir).look),
        (AgentJob.ATTEMPTS, AttemptsWatch(data_dir / ATTEMPTS).look),
        (AgentJob.NOTICES, NoticesWatch().look),
        (AgentJob.ERASURE, erase_when_quiet),
    )
    first = stamped(AgentJob.FLOW, FlowWatch().look, owner)
    return (first, keep_time, *(stamped(job, work, owner) for job, work in jobs))


def stamped(job: AgentJob, work: Callable[[datetime], object], owner: str) -> Callable[[datetime], object]:
    """Return this work of an agent, stamped by the name of its job where it did not fail."""

    def run(now: datetime) -> None:
        work(now)
        stamp_jobs([job], owner, now)

    return run


def keep_time(now: datetime) -> None:
    """Run every job; one that fails (a calendar without working time) stops neither the others nor the channels."""
    passed = []
    for name, job in _JOBS:
        try:
            done = job(now)
        except (OperationalError, InterfaceError):
            raise  # the agent reconnects and tries again
        except RowsFailed as some:
            _stop_if_damaged(*(err for _row, err in some.failed))
            log.warning("clock, %s: %s done; %s; tried again in a minute", name, some.done, some)
            for _row, err in some.failed[:_TRACED]:
                log.warning("clock, %s\n%s", name, frames(err))
        except Exception as err:  # noqa: BLE001 — whatever it is, the channels must go on
            _stop_if_damaged(err)
            # Only the kind of the error: its text may quote a citizen.
            log.warning("clock, %s: %s; tried again in a minute", name, type(err).__name__)
        else:
            passed.append(name)
            if done:
                log.info("clock, %s: %s", name, done)
    stamp_jobs(passed, "", now)  # all of the database


def _stop_if_damaged(*errors: BaseException) -> None:
    """Raise the first that tells of a damaged file: whatever goes on writing damages it further."""
    for err in errors:
        if trouble_of(err) is Sign.DAMAGED:
            raise err


class TickJobs:
    """What the agent does a part of at every tick; a job that goes through, or on, is stamped now and then."""

    def __init__(self) -> None:
        self._stamped: dict[AgentJob, datetime] = {}

    def look(self, now: datetime, may_stamp: bool) -> None:
        """Count and index one part; while no time may be written, only index."""
        if may_stamp and count_changes(now):
            self._stamp(AgentJob.RECOUNT, now)
        if update_index() and may_stamp:
            self._stamp(AgentJob.INDEX, now)

    def _stamp(self, job: AgentJob, now: datetime) -> None:
        last = self._stamped.get(job)
        if last is None or abs(now - last) >= _STAMPED_EVERY:
            stamp_jobs([job], "", now)
            self._stamped[job] = now


def update_index() -> bool:
    """Index for one turn; return whether that got on, or nothing waits. A failure is logged by its kind only."""
    try:
        return bool(catch_up()) or not is_behind()
    except (OperationalError, InterfaceError):
        raise  # the agent connects anew and comes back
    except Exception as err:  # noqa: BLE001 - whatever it is, the channels must go on
        _stop_if_damaged(err)
        log.warning("search: %s; tried again soon", type(err).__name__)
    return False


def count_changes(now: datetime) -> bool:
    """Count one part of a change of the calendar for past time; return whether that went through, or nothing waits.

    A failure is logged by its kind and tried again.
    """
    try:
        count_on(now)
    except (OperationalError, InterfaceError):
        raise  # the agent connects anew and comes back
    except Exception as err:  # noqa: BLE001 - whatever it is, the channels must go on
        _stop_if_damaged(err)
        log.warning("calendar: %s; tried again soon", type(err).__name__)
        return False
    return True


class FlowWatch:
    """Remembers which channels were silent, to log it once."""

    def __init__(self) -> None:
        self._deaf: set[int] = set()

    def look(self, now: datetime) -> None:
        """Warn once when a channel is silent for unusually long, and log once when it brings messages again."""
        for row in ChannelAccount.select().where(ChannelAccount.enabled):
            deaf, was_deaf = is_account_deaf(row.id, now), row.id in self._deaf
            if deaf and not was_deaf:
                log.warning("%s-%s: connected, but no citizen wrote for unusually long", row.kind, row.id)
            if was_deaf and not deaf:
                log.info("%s-%s: messages arrive again", row.kind, row.id)
            (self._deaf.add if deaf else self._deaf.discard)(row.id)


class BesideWatch:
    """Keeps ledger, attempts.log and finished dossiers of this machine up to what was destroyed anywhere."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._seen: object = None

    def look(self, now: datetime) -> None:
        """Clear what lies beside the database, when something was destroyed, and once a day."""
        gone = Complaint.select(fn.COUNT(Complaint.id)).where(Complaint.destroyed_at.is_null(False)).scalar()
        seen = (now.date(), gone)
        if seen != self._seen:
            clear_beside(self._data_dir, now)
            forget_places()
            self._seen = seen


class AttemptsWatch:
    """Seals this machine's attempts.log when it is large, copies it, marks what is known, leaves out the old."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._looked: set[str] = set()
        self._day: date | None = None

    def look(self, now: datetime) -> None:
        """Seal, mark and copy; once a day leave out what no backup can need."""
        sealed = seal_log(self._path, SEGMENT_BYTES)
        if sealed:
            log.info("attempts.log: sealed as %s", sealed.name)
        self._looked.update(mark_known(self._path, now, but=self._looked))
        if keep_lines(self._path).another:
            log.warning("attempts.log is not the one that was copied into the database before: it is copied anew")
        if now.date() != self._day:
            drop_old(now)
            gone = leave_out_old(self._path, now)
            if gone:
                log.info("attempts.log: %s segments of long ended replies left out", gone)
            self._day = now.date()


class NoticesWatch:
    """Walks through all notices, some at each look, and deletes what is over."""

    def __init__(self) -> None:
        self._after = 0

    def look(self, now: datetime) -> None:
        """Clear the next rows."""
        done = clear_notices(now, self._after)
        self._after = done.after
        if done.gone:
            log.info("clock, notices of long closed cases: %s", done.gone)
