"""Limits of the law: what is kept of each for speed is what a recount says."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from peewee import fn

from models.actions.core.held_calendars import held_since
from models.actions.core.law.recount_limits import recounted
from models.actions.upkeep.verify.office import Office
from models.rules.cases.links import LinkMove
from models.rules.clocks.statutory import ACTIONS, START_OUTPUTS, LegalAction, Start
from models.tables import Complaint, History, StatutoryClock, StatutoryRule, StepOutput

_AT_ONCE = 500


def met(office: Office) -> Iterator[str]:
    """Yield limits of cases, and of those merged into them, that are kept otherwise than they are recounted.

    Of a case closed before calendars were kept, what was kept then stays as it was.
    """
    since = held_since()
    judged = Complaint.open if since is None else Complaint.open | (Complaint.closed_at >= since)
    rows = Complaint.select(Complaint.id).where(judged).order_by(Complaint.id).tuples()
    ids = [number for (number,) in rows]
    for place in range(0, len(ids), _AT_ONCE):
        for one in recounted(ids[place : place + _AT_ONCE]):
            if one.differs:
                kept, where = one.clock, f"limit “{one.clock.rule.key}” of complaint {one.clock.complaint_id}"
                yield f"{where} is kept as met {kept.met_at} ({kept.stands}), recounted {one.met} ({one.stands})."


_ROOT = fn.COALESCE(Complaint.lead, Complaint.id)
_OUTPUTS = {str(kind): start for start, kinds in START_OUTPUTS.items() for kind in kinds}
_Begins = defaultdict[tuple[int, Start], set[datetime]]  # by leading case and what begins a limit


def begun(office: Office) -> Iterator[str]:
    """Yield limits that begin at no moment of their case, or of one that is or was merged with it.

    Of one met before its file was called complete again, the moment it was complete first is not on record.
    """
    parted = _parted()
    roots = [root for (root,) in Complaint.select(_ROOT).distinct().order_by(_ROOT).tuples()]
    for place in range(0, len(roots), _AT_ONCE):
        some = roots[place : place + _AT_ONCE]
        begins = _begins(some)
        for clock in _clocks(some):
            case, start = clock.complaint, ACTIONS[LegalAction(clock.rule.action)].start
            allowed = begins[case.lead_id or case.id, start] | parted
            older = clock.calendar_id is None and (clock.met_at is not None or not case.open)
            again = start is Start.LENGKAP and clock.met_at is not None and clock.starts_at >= case.opened_at
            if clock.starts_at in allowed or again or (older and clock.starts_at == case.recorded_at):
                continue
            yield f"limit “{clock.rule.key}” of complaint {case.id} begins {clock.starts_at}, when nothing began."


def _clocks(roots: list[int]) -> Iterable[StatutoryClock]:
    case = (Complaint.id, Complaint.lead, Complaint.open, Complaint.opened_at, Complaint.recorded_at)
    query = StatutoryClock.select(StatutoryClock, StatutoryRule, *case).join(StatutoryRule).switch(StatutoryClock)
    mine = _ROOT.in_(roots) & StatutoryClock.stands & Complaint.destroyed_at.is_null()
    found: Iterable[StatutoryClock] = query.join(Complaint).where(mine).order_by(StatutoryClock.id)
    return found


def _begins(roots: list[int]) -> _Begins:
    found: _Begins = defaultdict(set)
    for root, opened, complete in (
        Complaint.select(_ROOT, Complaint.opened_at, Complaint.complete_at).where(_ROOT.in_(roots)).tuples()
    ):
        found[root, Start.DITERIMA].add(opened)
        found[root, Start.LENGKAP] |= {opened, complete or opened}
    outputs = StepOutput.select(_ROOT, StepOutput.kind, StepOutput.made_at).join(Complaint)
    for root, kind, made_at in outputs.where(_ROOT.in_(roots) & StepOutput.kind.in_(list(_OUTPUTS))).tuples():
        found[root, _OUTPUTS[kind]].add(made_at)
    return found


def _parted() -> set[datetime]:
    """Return when those began that were merged once: where they were, a limit may have been met with their begin."""
    ids = History.select(History.complaint).where(History.move == str(LinkMove.GABUNG))
    rows = Complaint.select(Complaint.opened_at, Complaint.complete_at)
    return {moment for row in rows.where(Complaint.id.in_(ids)).tuples() for moment in row if moment is not None}
