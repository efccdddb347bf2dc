"""Reads what was decided of files: the verdict that stands for each, and which files one says may go."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from models.rules.retention.appraisal import Verdict, standing
from models.tables import Appraisal, Complaint

if TYPE_CHECKING:
    from peewee import ModelSelect

_AT_ONCE = 400


def standings(cases: Collection[Complaint]) -> dict[int, Verdict]:
    """Return by case the verdict that stands; a case without one is not in it."""
    closed = {case.id: case.closed_at for case in cases}
    ids, found = sorted(closed), dict[int, list[Appraisal]]()
    for place in range(0, len(ids), _AT_ONCE):
        for row in Appraisal.select().where(Appraisal.complaint.in_(ids[place : place + _AT_ONCE])):
            found.setdefault(row.complaint_id, []).append(row)
    said = {
        case: standing([(Verdict(row.verdict), row.decided_at) for row in rows], closed[case])
        for case, rows in found.items()
    }
    return {case: verdict for case, verdict in said.items() if verdict is not None}


def last_appraisals(cases: Collection[int]) -> dict[int, Appraisal]:
    """Return by case its latest appraisal."""
    rows = Appraisal.select().where(Appraisal.complaint.in_(list(cases))).order_by(Appraisal.id)
    return {row.complaint_id: row for row in rows}


def said_to_go() -> "ModelSelect[Appraisal]":
    """Return the ids of the cases that some appraisal says may be destroyed, as a subquery."""
    return Appraisal.select(Appraisal.complaint).where(Appraisal.verdict == str(Verdict.MUSNAH))
