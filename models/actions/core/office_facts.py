"""Reads the office's own data: settings, calendar, the SOP in force, and who holds which post on a day."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.actions.core.actor import day_ends, in_force_until
from models.rules.clocks.due_dates import Standard, Unit
from models.rules.clocks.working_time import Block, Calendar
from models.rules.core.moments import to_wib
from models.rules.staff.roles import ROLES, Role
from models.tables import (
    Holiday,
    OfficeHolder,
    OfficeSetting,
    Official,
    SopStep,
    SopVersion,
    StepRecord,
    WorkingBlock,
)
from models.tables.core.prepared import prepared, prepared_of_office


def office_settings() -> dict[str, str]:
    """Return the office's profile and choices by key."""
    return dict(_settings())


def office_calendar() -> Calendar:
    """Return the working hours and the active holidays."""
    return Calendar(tuple(Block(*row) for row in _blocks()), frozenset(day for (day,) in _holidays()))


@prepared_of_office
def _settings() -> Any:
    return OfficeSetting.select(OfficeSetting.key, OfficeSetting.value).tuples()


@prepared
def _blocks() -> Any:
    block = WorkingBlock
    return block.select(block.weekday, block.starts, block.ends, block.valid_from, block.valid_until).tuples()


@prepared
def _holidays() -> Any:
    return Holiday.select(Holiday.day).where(Holiday.active).tuples()


def sop_in_force(moment: datetime) -> SopVersion:
    """Return the SOP valid at a moment: the newest whose date has come."""
    day = to_wib(moment).date()
    query = SopVersion.select().order_by(SopVersion.valid_from.desc())
    return (
        query.where(SopVersion.valid_from <= day).first() or SopVersion.select().order_by(SopVersion.valid_from).get()
    )


def standards(version_id: int) -> dict[int, Standard]:
    """Return the time standard of every step in one issue of the SOP."""
    rows = SopStep.select().where(SopStep.version == version_id)
    return {row.step: Standard(row.amount, Unit(row.unit)) for row in rows}


class StandardsByIssue:
    """The standards of the SOP issues that many steps run under, each issue read once."""

    def __init__(self) -> None:
        self._known: dict[int, dict[int, Standard]] = {}

    def of(self, record: StepRecord) -> Standard:
        """Return the standard of a step, selected with its complaint's `sop_version`."""
        version = record.complaint.sop_version_id
        if version not in self._known:
            self._known[version] = standards(version)
        return self._known[version][record.step]


@dataclass(frozen=True)
class Signer:
    """Who signs for a post on a day, with the lines printed above the name."""

    title_lines: tuple[str, ...]
    name: str
    nip: str
    official: int | None = None  # who that is; None where nobody is entered


_PREFIX = {"definitif": "", "plt": "Plt. ", "plh": "Plh. "}
# Somebody standing in today comes before the holder; an acting head before the definitive one.
_RANK = {"plh": 0, "plt": 1, "definitif": 2}


def signer_on(post: Role, day: date) -> Signer:
    """Return who held a post on a day; the name is empty where the office has not entered one."""
    title, holder = ROLES[post].title, holder_on(post, day)
    if holder is None:
        return Signer((title,), "", "")
    person = holder.official
    return Signer((_PREFIX.get(holder.kind, "") + title,), person.name, person.nip, person.id)


def holder_on(post: Role, day: date) -> OfficeHolder | None:
    """Return the row of who held a post on a day, with his official; who stands in comes first."""
    rows = _held(str(post), day, day_ends(day))
    return min(rows, key=lambda row: _RANK.get(row.kind, 3), default=None)


@prepared_of_office
def _held(post: str, day: date, ends: datetime) -> Any:
    held = OfficeHolder.select(OfficeHolder, Official).join(Official)
    return held.where((OfficeHolder.post == post) & in_force_until(day, ends))
