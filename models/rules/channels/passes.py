"""The jobs an agent does for a channel again and again: after how long without a whole pass a channel is not well.

A pass that ended without an error is stamped; "ok" is never the absence of news.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Job(StrEnum):
    """What is done, by the name of its method in the agent's worker."""

    POLL = "poll"
    DELIVER = "deliver"
    PUSHES = "pushes"
    MEDIA = "media"
    SWEEP = "sweep"
    TESTS = "tests"


class Halt(StrEnum):
    """Why a pass did nothing although something may wait, or what it met though it went on."""

    DISK = "disk"
    CLOCK = "clock"
    RESTORED = "restored"
    BACKLOG = "backlog"  # polls have not caught up: the week is read again after them
    BLOCKED = "blocked"
    CLOCK_TOLD = "clock told"  # it went on: the clock is off, not far enough to stop anything
    BUDGET = "budget"  # the month's budget is nearly or wholly gone: read less often
    FAULT = "fault"  # the program failed; `at` is when the job last went through


@dataclass(frozen=True)
class JobRow:
    """One job: how long it may go without a whole pass, and what stands still then, for staff and for operators."""

    limit: timedelta
    stands_still: str
    operators: str


@dataclass(frozen=True)
class Pass:
    """When a job's last whole pass ended, and why it did nothing then."""

    at: datetime
    halt: str = ""


# All jobs of a channel take turns in one thread, each for a few seconds.
JOBS: dict[Job, JobRow] = {
    # The condition "unread" tells of it by what the platform said.
    Job.POLL: JobRow(timedelta(minutes=5), "pesan warga tidak dibaca", "polls"),
    Job.DELIVER: JobRow(timedelta(minutes=3), "jawaban tidak dikirim", "sendings and read-backs"),
    Job.PUSHES: JobRow(timedelta(minutes=3), "pesan yang didorong platform tidak dibaca", "pushes"),
    Job.TESTS: JobRow(timedelta(minutes=5), "uji sambungan tidak dijalankan", "tests"),
    Job.MEDIA: JobRow(timedelta(minutes=15), "berkas lampiran tidak diunduh", "files of messages"),
    Job.SWEEP: JobRow(timedelta(minutes=15), "pesan seminggu tidak dibaca ulang", "the week's second reading"),
}


# A job that fails does not merely take its turn late: it is tried again within ten seconds, and fails again.
_FAULT_LASTS = timedelta(seconds=30)


def overdue(passes: Mapping[str, Pass], moment: datetime) -> tuple[Job, ...]:
    """Return the jobs without a whole pass for too long; a stamp of a time to come says nothing either."""
    return tuple(job for job in JOBS if (last := passes.get(job)) and abs(moment - last.at) > _limit(job, last))


def _limit(job: Job, last: Pass) -> timedelta:
    return _FAULT_LASTS if last.halt == Halt.FAULT else JOBS[job].limit


def halt_of(passes: Mapping[str, Pass]) -> str:
    """Return why nothing is sent at present; empty where nothing keeps the agent from it."""
    last = passes.get(Job.DELIVER)
    return last.halt if last else ""
