"""Reads every clock running on an open case, of the SOP and of the law, and how much of its time has passed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from models.actions.core.office_facts import office_calendar, standards
from models.actions.core.step_clock import due_of, net_so_far, pauses_of
from models.rules.clocks.due_dates import Standard, due_at
from models.rules.clocks.statutory import fits, share_passed
from models.rules.clocks.warnings import Clock, limit_key
from models.rules.clocks.working_time import Calendar, net_minutes
from models.rules.core.moments import to_wib
from models.tables import Complaint, Pause, SopStep, StatutoryClock, StatutoryRule, StepRecord

_OF_MERGED = " pelapor yang digabung"


@dataclass(frozen=True)
class RunningClock:
    """One running clock: its case, key and name, the share of its time passed, the working minutes since its end."""

    sort: Clock
    complaint: int
    key: str
    name: str
    share: float
    over: float
    record: int | None = None
    limit: int | None = None


def running_clocks(now: datetime) -> Iterator[RunningClock]:
    """Yield every running clock of every open case."""
    calendar = office_calendar()
    yield from _steps(calendar, now)
    yield from _limits(calendar, now)


@dataclass
class _Sop:
    """Standards and titles of each SOP issue, each read once."""

    known: dict[int, tuple[dict[int, Standard], dict[int, str]]] = field(default_factory=dict)

    def of(self, version: int, step: int) -> tuple[Standard, str]:
        """Return the standard and the title of a step."""
        if version not in self.known:
            rows = SopStep.select(SopStep.step, SopStep.title).where(SopStep.version == version)
            self.known[version] = (standards(version), dict(rows.tuples()))
        standard, titles = self.known[version]
        return standard[step], titles[step]


def _steps(calendar: Calendar, now: datetime) -> Iterator[RunningClock]:
    running = StepRecord.finished_at.is_null() & Complaint.open
    query = StepRecord.select(StepRecord, Complaint.id, Complaint.sop_version).join(Complaint)
    records, sop = list(query.where(running).order_by(StepRecord.id)), _Sop()
    pauses = pauses_of([record.id for record in records])
    for record in records:
        standard, title = sop.of(record.complaint.sop_version_id, record.step)
        mine = pauses[record.id]
        yield RunningClock(
            Clock.LANGKAH,
            record.complaint_id,
            f"langkah:{record.id}",
            f"langkah {record.step} “{title}”",
            _share(calendar, record, standard, mine, now),
            net_minutes(calendar, due_of(calendar, record, standard, mine, now), now),
            record=record.id,
        )


def _share(calendar: Calendar, record: StepRecord, standard: Standard, pauses: list[Pause], now: datetime) -> float:
    whole = net_minutes(calendar, record.started_at, due_at(calendar, record.started_at, standard))
    return net_so_far(calendar, record, pauses, now) / whole if whole else 1.0


def _limits(calendar: Calendar, now: datetime) -> Iterator[RunningClock]:
    of_case = (Complaint.id, Complaint.kind, Complaint.source, Complaint.lead)
    query = StatutoryClock.select(StatutoryClock, StatutoryRule, *of_case)
    query = query.join(StatutoryRule).switch(StatutoryClock).join(Complaint)
    lead = Complaint.alias()
    watched = Complaint.open | Complaint.lead.in_(lead.select(lead.id).where(lead.open))
    running = StatutoryClock.met_at.is_null() & StatutoryClock.stands & watched
    known: set[tuple[int, int]] = set()
    # A merged citizen's limit is watched at his lead, where the lead's own does not run or is due later.
    for row in query.where(running).order_by(StatutoryClock.due_at, Complaint.lead.is_null(False), StatutoryClock.id):
        case, merged = row.complaint.lead_id or row.complaint_id, row.complaint.lead_id is not None
        if not fits(row.rule.kind, row.rule.source, row.complaint.kind, row.complaint.source):
            continue
        if (case, row.rule_id) in known:
            continue
        known.add((case, row.rule_id))
        yield RunningClock(
            Clock.HUKUM,
            case,
            limit_key(row.id, row.lost_seen_at),
            f"batas “{row.rule.label}”{_OF_MERGED if merged else ''} ({to_wib(row.due_at):%d/%m/%Y %H.%M})",
            share_passed(row.starts_at, row.due_at, now),
            net_minutes(calendar, row.due_at, now),
            limit=row.id,
        )
