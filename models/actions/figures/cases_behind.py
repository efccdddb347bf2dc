"""Opens a figure of a report: the cases it counts, for a person who sees that figure."""

from datetime import datetime
from typing import NamedTuple

from models.actions.core.actor import Actor
from models.actions.core.identities import masks_of
from models.actions.figures.period_facts import period_facts
from models.rules.cases.sop import STAGES, Stage
from models.rules.figures.behind_figure import Behind, behind, officer_row
from models.rules.figures.periods import Period
from models.rules.privacy.conduct_lane import in_lane
from models.rules.privacy.masking import NO_MASK
from models.rules.staff.permissions import Permission
from models.tables import Complaint

_MANY = 500  # in one query


class CaseLine(NamedTuple):
    """One case behind a figure; of a round of a step its number and working minutes, None while it runs.

    `late`: the round, else the case, is past its due time.
    """

    public_id: str
    number: str
    subject: str
    stage: str
    received: datetime
    step: int | None
    late: bool
    net: float | None


def cases_behind(period: Period, actor: Actor, now: datetime, table: str, row: str, figure: str) -> list[CaseLine]:
    """Return a line for each case or round that a figure counts now, those that are late first.

    Raises NotPermitted, and KeyError where there is no such figure.
    """
    actor.demand(Permission.SEE_REPORTS)
    if table == "petugas" and row != officer_row(actor.person_id):
        actor.demand(Permission.COMPARE_OFFICERS)
    found = behind(period_facts(period.edges, now, actor.scope), table, row, figure)
    cases = _cases({one.complaint for one in found})
    lines = [_line(one, cases[one.complaint]) for one in found]
    return sorted(lines, key=lambda line: (not line.late, line.received, line.number))


def _line(one: Behind, case: Complaint) -> CaseLine:
    step = one.step
    stage = STAGES[Stage(case.stage)].label
    net = step.net_minutes if step and step.ended else None
    return CaseLine(
        case.public_id, case.number, case.subject, stage, case.opened_at, step.step if step else None, one.late, net
    )


def _cases(ids: set[int]) -> dict[int, Complaint]:
    """Return the cases, their subjects masked as in every list."""
    columns = (
        *(Complaint.id, Complaint.public_id, Complaint.number, Complaint.subject, Complaint.stage),
        *(Complaint.opened_at, Complaint.identity_protected, Complaint.misconduct, Complaint.conduct),
    )
    found: dict[int, Complaint] = {}
    ordered = sorted(ids)
    for place in range(0, len(ordered), _MANY):
        some = Complaint.select(*columns).where(Complaint.id.in_(ordered[place : place + _MANY]))
        found |= {case.id: case for case in some}
    masks = masks_of(key for key, case in found.items() if case.identity_protected)
    for key, case in found.items():
        secret = case.misconduct or in_lane(case.conduct)
        case.subject = "(dirahasiakan)" if secret else masks.get(key, NO_MASK)(case.subject)
    return found
