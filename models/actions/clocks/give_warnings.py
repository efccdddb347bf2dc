"""Clock job: warns everybody who may see the case before and after a clock runs out, each grade once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.actions.clocks.looking.looks import ClockFacts, cases_to_look_at, clock_facts, hold_cases, keep_looks
from models.actions.clocks.warned_people import WarnedPeople
from models.actions.clocks.warning_clocks import RunningClock, looks_of, running_clocks
from models.actions.core import audit_trail
from models.actions.core.actor import AGENT
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import section_of
from models.actions.core.recused_posts import recused_in_open_cases
from models.actions.core.row_by_row import in_batches
from models.actions.core.see_notices import WARNING
from models.rules.cases.sop import Stage
from models.rules.cases.workflow import holder_of
from models.rules.clocks.next_look import look_at
from models.rules.clocks.warnings import WarningRow, grades_of, reached, roles_told
from models.tables import Complaint, Notice
from models.tables import Warning as WarningGiven
from models.tables.core.bulk import insert_rows
from models.tables.privacy.visible import in_lane

# So many cases are looked at in one transaction: after a standstill of days nobody waits long for the database.
_MANY = 100


@dataclass(frozen=True)
class _Due:
    """A running clock with the grades it reached and was not yet warned of, the gravest first."""

    clock: RunningClock
    rows: list[WarningRow]


def give_warnings(now: datetime) -> int:
    """Give every warning that is due and was not given yet; return how many.

    Safe at any moment, after any standstill and with several agents: a warning is unique by its key and is written in
    one transaction with its notices, its audit row and the moment at which its case is looked at next.
    """
    facts = clock_facts()
    cases = cases_to_look_at(facts.mark, now)
    if not cases:
        return 0
    people = WarnedPeople(now)
    return in_batches(cases, _MANY, lambda some: _look(some, facts, people, now), lambda case: f"complaint:{case}")


def not_given(cases: Sequence[int], facts: ClockFacts, now: datetime) -> list[str]:
    """Return the keys of the warnings that these open cases have reached by now and that were not given."""
    due, _looks = _reached(cases, facts, now)
    return [f"{one.clock.key}:{row.grade}" for one in due for row in one.rows]


def _look(some: Sequence[int], facts: ClockFacts, people: WarnedPeople, now: datetime) -> int:
    """Give the warnings of some cases, and keep when they are looked at next; return how many were given."""
    held = hold_cases(some)
    due, looks = _reached(held, facts, now)
    given = _give(due, people, now) if due else 0
    keep_looks({case: look_at(case, looks[case], now) for case in held}, facts.mark)
    return given


def _reached(held: Sequence[int], facts: ClockFacts, now: datetime) -> tuple[list[_Due], dict[int, list[datetime]]]:
    """Return the clocks with grades to warn of, and for each case the moments of the grades that come."""
    keys = WarningGiven.select(WarningGiven.key).where(WarningGiven.complaint.in_(list(held)))
    given = {key for (key,) in keys.tuples()}
    waiting = Complaint.select(Complaint.id).where(Complaint.id.in_(list(held)) & in_lane())
    lane = {case for (case,) in waiting.tuples()}
    due, looks = list[_Due](), defaultdict[int, list[datetime]](list)
    for clock in running_clocks(now, held, facts):
        in_its_lane = clock.complaint in lane
        rows = reached(clock.sort, clock.share, clock.over, facts.settings, in_its_lane)
        fresh = [row for row in reversed(rows) if f"{clock.key}:{row.grade}" not in given]
        if fresh:
            due.append(_Due(clock, fresh))
        coming = [row for row in grades_of(clock.sort, in_its_lane) if row not in rows]
        looks[clock.complaint] += looks_of(clock, coming, facts, now)
    return due, looks


def _give(some: Sequence[_Due], people: WarnedPeople, now: datetime) -> int:
    """Write the warnings of some clocks and return their number; a person is told only of the gravest grade."""
    fresh = _write(some, now)
    cases = {row.id: row for row in Complaint.select().where(Complaint.id.in_({due.clock.complaint for due in some}))}
    people.look_at(cases)
    recused = recused_in_open_cases()
    notices: list[dict[str, object]] = []
    for due in some:
        case, knowing = cases[due.clock.complaint], set[int]()
        holder = holder_of(Stage(case.stage), section_of(case), recused.get(case.id, frozenset()))
        for row in due.rows:
            if f"{due.clock.key}:{row.grade}" not in fresh:
                continue  # given before, when the limit was watched at another case
            for staff in people.of(case.id, roles_told(row, holder)):
                if staff not in knowing:
                    knowing.add(staff)
                    notices.append(_notice(due.clock, row, case, staff, now) | {"message_due": people.wants(staff)})
    insert_rows(Notice, notices, ignore=True)
    audit_trail.write_all(AGENT, now, [AuditEvent(WARNING, f"complaint:{fresh[key]}", after=key) for key in fresh])
    return len(fresh)


def _write(some: Sequence[_Due], now: datetime) -> dict[str, int]:
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
