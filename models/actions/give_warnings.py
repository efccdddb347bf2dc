"""Clock job: warns before and after a clock runs out, each grade once, whoever may see the case."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from models.actions import audit_trail
from models.actions.actor import AGENT
from models.actions.case import holder_now
from models.actions.message_officers import message_officers
from models.actions.office_facts import office_calendar, office_settings
from models.actions.see_notices import WARNING
from models.actions.warned_people import Told, WarnedPeople
from models.actions.warning_clocks import RunningClock, running_clocks
from models.rules.warnings import WarningRow, reached, roles_told
from models.tables import Complaint, Notice, StepRecord, database
from models.tables import Warning as WarningGiven


@dataclass(frozen=True)
class _Due:
    """A running clock with the grades it has reached and not been warned of, the gravest first."""

    clock: RunningClock
    rows: list[WarningRow]


def give_warnings(now: datetime) -> int:
    """Give every warning whose time has come and that was not given yet; say how many.

    Safe at any moment, after any standstill and with several agents: a warning is its unique key, and is written in
    one transaction with its notices, its trace and the messages to telephones.
    """
    calendar, settings = office_calendar(), office_settings()
    due = list(_due(now, settings))
    if not due:
        return 0
    with database.atomic():
        people, given, told = WarnedPeople(now), 0, list[Told]()
        for one in due:
            count, heard = _give(one, people, now)
            given, told = given + count, told + heard
        message_officers(told, calendar, settings, now)
    return given


def _due(now: datetime, settings: dict[str, str]) -> Iterator[_Due]:
    open_cases = Complaint.select(Complaint.id).where(Complaint.open)
    keys = WarningGiven.select(WarningGiven.key).where(WarningGiven.complaint.in_(open_cases))
    given = {key for (key,) in keys.tuples()}
    for clock in running_clocks(now):
        rows = reached(clock.sort, clock.share, clock.over, settings)
        fresh = [row for row in reversed(rows) if f"{clock.key}:{row.grade}" not in given]
        if fresh:
            yield _Due(clock, fresh)


def _give(due: _Due, people: WarnedPeople, now: datetime) -> tuple[int, list[Told]]:
    """Write the warnings of one clock; who would hear of several grades at once hears of the gravest alone."""
    clock, heard = due.clock, list[Told]()
    case = Complaint.get_by_id(clock.complaint)
    if not case.open or (clock.record and StepRecord.get_by_id(clock.record).finished_at is not None):
        return 0, []  # ended since we looked
    given = 0
    for row in due.rows:
        if not _write(clock, row, now):
            continue  # the other agent was faster
        given += 1
        knowing = {told.staff for told in heard}
        holder = holder_now(case)
        for staff in people.of(case, roles_told(row, holder)):
            if staff not in knowing:
                heard.append(Told(staff, f"{clock.key}:{row.grade}", f"{case.number}: {clock.name} {row.words}."))
    _notify(case, heard, now)
    return given, heard


def _write(clock: RunningClock, row: WarningRow, now: datetime) -> bool:
    key = f"{clock.key}:{row.grade}"
    values = {"complaint": clock.complaint, "record": clock.record, "clock": clock.limit, "grade": row.grade}
    fresh = WarningGiven.insert(**values, key=key, at=now).on_conflict_ignore().returning(WarningGiven.id)
    if not list(fresh.tuples()):
        return False
    audit_trail.write(AGENT, now, audit_trail.Deed(WARNING, f"complaint:{clock.complaint}", after=key))
    return True


def _notify(case: Complaint, heard: list[Told], now: datetime) -> None:
    rows = [
        {
            "staff": told.staff,
            "complaint": case.id,
            "kind": WARNING,
            "text": told.text,
            "key": f"{told.key}:{told.staff}",
            "made_at": now,
        }
        for told in heard
    ]
    if rows:
        Notice.insert_many(rows).on_conflict_ignore().execute()
