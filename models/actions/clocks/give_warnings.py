"""Clock job: warns everybody who may see the case before and after a clock runs out, each grade once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.actions.clocks.warned_people import WarnedPeople
from models.actions.clocks.warning_clocks import RunningClock, running_clocks
from models.actions.core import audit_trail
from models.actions.core.actor import AGENT
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import section_of
from models.actions.core.office_facts import office_settings
from models.actions.core.recused_posts import recused_in_open_cases
from models.actions.core.row_by_row import in_batches
from models.actions.core.see_notices import WARNING
from models.rules.cases.sop import Stage
from models.rules.cases.workflow import holder_of
from models.rules.clocks.warnings import WarningRow, reached, roles_told
from models.tables import Complaint, Notice, StepRecord
from models.tables import Warning as WarningGiven
from models.tables.core.bulk import insert_rows
from models.tables.privacy.visible import in_lane

# So many clocks are warned of in one transaction: after a standstill of days nobody waits long for the database.
_MANY = 200


@dataclass(frozen=True)
class _Due:
    """A running clock with the grades it reached and was not yet warned of, the gravest first."""

    clock: RunningClock
    rows: list[WarningRow]


def give_warnings(now: datetime) -> int:
    """Give every warning that is due and was not given yet; return how many.

    Safe at any moment, after any standstill and with several agents: a warning is unique by its key and is written in
    one transaction with its notices and its audit row.
    """
    due = list(_due(now, office_settings()))
    if not due:
        return 0
    people = WarnedPeople(now)
    return in_batches(due, _MANY, lambda some: _give(some, people, now), lambda one: one.clock.key)


def _due(now: datetime, settings: dict[str, str]) -> Iterator[_Due]:
    open_cases = Complaint.select(Complaint.id).where(Complaint.open)
    keys = WarningGiven.select(WarningGiven.key).where(WarningGiven.complaint.in_(open_cases))
    given = {key for (key,) in keys.tuples()}
    lane = {case for (case,) in Complaint.select(Complaint.id).where(in_lane()).tuples()}
    for clock in running_clocks(now):
        rows = reached(clock.sort, clock.share, clock.over, settings, clock.complaint in lane)
        fresh = [row for row in reversed(rows) if f"{clock.key}:{row.grade}" not in given]
        if fresh:
            yield _Due(clock, fresh)


def _give(some: Sequence[_Due], people: WarnedPeople, now: datetime) -> int:
    """Write the warnings of some clocks and return their number; a person is told only of the gravest grade."""
    still = _still_running(some)
    fresh = _write(still, now)
    cases = {
        row.id: row for row in Complaint.select().where(Complaint.id.in_({due.clock.complaint for due in still}))
    }
    people.look_at(cases)
    recused = recused_in_open_cases()
    notices: list[dict[str, object]] = []
    for due in still:
        case, knowing = cases[due.clock.complaint], set[int]()
        holder = holder_of(Stage(case.stage), section_of(case), recused.get(case.id, frozenset()))
        for row in due.rows:
            if f"{due.clock.key}:{row.grade}" not in fresh:
                continue  # the other agent was faster
            for staff in people.of(case.id, roles_told(row, holder)):
                if staff not in knowing:
                    knowing.add(staff)
                    notices.append(_notice(due.clock, row, case, staff, now) | {"message_due": people.wants(staff)})
    insert_rows(Notice, notices, ignore=True)
    audit_trail.write_all(AGENT, now, [AuditEvent(WARNING, f"complaint:{fresh[key]}", after=key) for key in fresh])
    return len(fresh)


def _still_running(some: Sequence[_Due]) -> list[_Due]:
    """Return the clocks that did not end since they were read."""
    cases = Complaint.select(Complaint.id).where(
        Complaint.open & Complaint.id.in_([due.clock.complaint for due in some])
    )
    open_now = {row for (row,) in cases.tuples()}
    records = [due.clock.record for due in some if due.clock.record]
    ended = StepRecord.select(StepRecord.id).where(StepRecord.id.in_(records) & StepRecord.finished_at.is_null(False))
    over = {row for (row,) in ended.tuples()}
    return [due for due in some if due.clock.complaint in open_now and due.clock.record not in over]


def _write(some: list[_Due], now: datetime) -> dict[str, int]:
    """Write the warnings; return each new one's case by its key, in order."""
    rows = [
        {
            "complaint": due.clock.complaint,
            "record": due.clock.record,
            "clock": due.clock.limit,
            "grade": row.grade,
            "key": f"{due.clock.key}:{row.grade}",
            "at": now,
        }
        for due in some
        for row in due.rows
    ]
    fresh = {key for (key,) in insert_rows(WarningGiven, rows, (WarningGiven.key,), ignore=True)}
    return {str(row["key"]): int(str(row["complaint"])) for row in rows if row["key"] in fresh}


def _notice(clock: RunningClock, row: WarningRow, case: Complaint, staff: int, now: datetime) -> dict[str, object]:
    return {
        "staff": staff,
        "complaint": case.id,
        "kind": WARNING,
        "text": f"{case.number}: {clock.name} {row.words}.",
        "key": f"{clock.key}:{row.grade}:{staff}",
        "made_at": now,
    }
