"""Limits of the law: what is kept of each for speed is what a recount says."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from models.actions.core.held_calendars import held_since
from models.actions.core.law.recount_limits import recounted
from models.actions.upkeep.verify.office import Office
from models.rules.clocks.statutory import ACTIONS, START_OUTPUTS, LegalAction, Start
from models.tables import Complaint, ComplaintLink, StatutoryClock, StatutoryRule, StepOutput

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


_OUTPUTS = {str(kind): start for start, kinds in START_OUTPUTS.items() for kind in kinds}
_Begins = defaultdict[tuple[int, Start], set[datetime]]  # by kin and what begins a limit


def begun(office: Office) -> Iterator[str]:
    """Yield limits that begin at no moment of their case, or of one that is or was linked with it.

    Of one met before its file was called complete again, the moment it was complete first is not on record.
    """
    kin = _kin()
    members = defaultdict[int, list[int]](list)
    for (number,) in Complaint.select(Complaint.id).order_by(Complaint.id).tuples():
        members[kin.get(number, number)].append(number)
    groups = list(members.values())
    for place in range(0, len(groups), _AT_ONCE):
        some = [number for group in groups[place : place + _AT_ONCE] for number in group]
        begins = _begins(some, kin)
        for clock in _clocks(some):
            case, start = clock.complaint, ACTIONS[LegalAction(clock.rule.action)].start
            older = clock.calendar_id is None and (clock.met_at is not None or not case.open)
            again = start is Start.LENGKAP and clock.met_at is not None and clock.starts_at >= case.opened_at
            if again or (older and clock.starts_at == case.recorded_at):
                continue
            if clock.starts_at not in begins[kin.get(case.id, case.id), start]:
                yield f"limit “{clock.rule.key}” of complaint {case.id} begins {clock.starts_at}, when nothing began."


def _kin() -> dict[int, int]:
    """Return for each case that is or was linked with others one number for all of them.

    A limit may have been met with the begin of a case that was parted since.
    """
    links = list(ComplaintLink.select(ComplaintLink.source, ComplaintLink.target).tuples())
    merged = Complaint.select(Complaint.id, Complaint.lead).where(Complaint.lead.is_null(False))
    found = dict[int, int]()

    def first(number: int) -> int:
        while found.setdefault(number, number) != number:
            number = found[number] = found[found[number]]
        return number

    for one, other in [*links, *merged.tuples()]:
        found[first(one)] = first(other)
    return {number: first(number) for number in list(found)}


def _clocks(cases: list[int]) -> Iterable[StatutoryClock]:
    case = (Complaint.id, Complaint.open, Complaint.opened_at, Complaint.recorded_at)
    query = StatutoryClock.select(StatutoryClock, StatutoryRule, *case).join(StatutoryRule).switch(StatutoryClock)
    mine = StatutoryClock.complaint.in_(cases) & StatutoryClock.stands & Complaint.destroyed_at.is_null()
    found: Iterable[StatutoryClock] = query.join(Complaint).where(mine).order_by(StatutoryClock.id)
    return found


def _begins(cases: list[int], kin: Mapping[int, int]) -> _Begins:
    found: _Begins = defaultdict(set)
    columns = (Complaint.id, Complaint.opened_at, Complaint.complete_at)
    for number, opened, complete in Complaint.select(*columns).where(Complaint.id.in_(cases)).tuples():
        group = kin.get(number, number)
        found[group, Start.DITERIMA].add(opened)
        found[group, Start.LENGKAP] |= {opened, complete or opened}
    outputs = StepOutput.select(StepOutput.complaint, StepOutput.kind, StepOutput.made_at)
    mine = StepOutput.complaint.in_(cases) & StepOutput.kind.in_(list(_OUTPUTS))
    for number, kind, made_at in outputs.where(mine).tuples():
        found[kin.get(number, number), _OUTPUTS[kind]].add(made_at)
    return found
