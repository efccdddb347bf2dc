"""Recounts the limits of the law from what counts now: the only writer of `met_at`, which is kept for speed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from peewee import fn

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.answers.unanswered_merged import opened_again
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.held_calendars import hold_calendar
from models.actions.core.office_facts import office_calendar
from models.actions.core.see_notices import lapse_notices
from models.rules.cases.links import LinkMove
from models.rules.cases.sop import Output
from models.rules.clocks.law_met import OF_THE_LAW, TO_CITIZEN, Counting, begins_with_output, begun_at, met_at
from models.rules.clocks.statutory import ACTIONS, LegalAction, LegalUnit, Start, legal_due
from models.rules.clocks.warnings import limit_key
from models.rules.core.moments import iso
from models.tables import Complaint, History, OutputCorrection, StatutoryClock, StatutoryRule, StepOutput

_Made = tuple[Counting, bool]  # an output, and whether it was undone


@dataclass(frozen=True)
class Recounted:
    """A limit as it is kept, and what a recount says of it."""

    clock: StatutoryClock
    lead: int  # the case on whose desk it lies
    starts: datetime
    due: datetime
    stands: bool
    met: datetime | None

    @property
    def differs(self) -> bool:
        """Whether what is kept is not what counts."""
        kept = (self.clock.starts_at, self.clock.due_at, self.clock.stands, self.clock.met_at)
        return kept != (self.starts, self.due, self.stands, self.met)


def recount_limits(complaints: Iterable[int], why: str, actor: Actor, now: datetime) -> int:
    """Write what a recount says of the limits of these cases and of those merged with them; return how many changed.

    Needs a transaction. `why`: the move or act, kept where a limit was met and is not any more, or only later.
    """
    changed = [one for one in recounted(complaints) if one.differs]
    audit_trail.write_all(actor, now, [event for one in changed for event in _write(one, why, now)])
    return len(changed)


def _write(one: Recounted, why: str, now: datetime) -> Iterator[AuditEvent]:
    before, target = one.clock.met_at, f"complaint:{one.clock.complaint_id}"
    values: dict[str, object] = {"starts_at": one.starts, "due_at": one.due, "stands": one.stands, "met_at": one.met}
    # Met: by this calendar its due time stays. Running: by today's, whatever that will be.
    if one.met is None or before is None:
        values["calendar"] = None if one.met is None else hold_calendar(office_calendar(), now)
    lost = before is not None and (one.met is None or one.met > before)
    if lost:
        values |= {"lost_at": before, "lost_seen_at": now, "lost_by": why}
    if (one.met is not None and before is None) or not one.stands:
        lapse_notices(one.lead, now, limit_key(one.clock.id, one.clock.lost_seen_at))
    StatutoryClock.update(values).where(StatutoryClock.id == one.clock.id).execute()
    if before is not None:
        yield AuditEvent("batas_hukum_berubah", target, iso(before) or "", iso(one.met) or "")
    if one.due != one.clock.due_at:
        yield AuditEvent("hitung_ulang_batas_hukum", target, iso(one.clock.due_at) or "", iso(one.due) or "")


def recounted(complaints: Iterable[int]) -> Iterator[Recounted]:
    """Yield the limits of these cases and of those merged with them, as recounted. Changes nothing."""
    family = _family(list(complaints))
    query = StatutoryClock.select(StatutoryClock, StatutoryRule).join(StatutoryRule)
    clocks = list(query.where(StatutoryClock.complaint.in_(list(family))).order_by(StatutoryClock.id))
    made = _made([case.id for case in family.values()]) if clocks else {}
    merged = [case for case in family.values() if case.lead_id is not None]
    joined, again = _joined([case.id for case in merged]), _opened_again(merged)
    leads = {case.lead_id for case in merged}
    for clock in clocks:
        case = family[clock.complaint_id]
        own = made.get(case.id, [])
        counting = [one for one, undone in own if not undone]
        if case.lead_id is not None and case.lead_id in family:
            counting = _of_merged(case, family, made, joined.get(case.id), again.get(case.lead_id))
        found = _recount(clock, case, counting, {one.at for one, undone in own if undone})
        yield found if case.id in leads else _since_complete(found, case, counting)


def _recount(clock: StatutoryClock, case: Complaint, counting: list[Counting], gone: set[datetime]) -> Recounted:
    action, lead = LegalAction(clock.rule.action), case.lead_id or case.id
    starts, due, stands = clock.starts_at, clock.due_at, True
    if begins_with_output(action):
        begun = begun_at(action, counting)
        stands = begun is not None
        fell = starts in gone and starts not in {one.at for one in counting}
        if begun is not None and (fell or not clock.stands):
            starts = begun
    met = met_at(action, starts, counting) if stands else None
    if starts != clock.starts_at or (clock.met_at is not None and met is None):
        due = legal_due(office_calendar(), starts, clock.rule.amount, LegalUnit(clock.rule.unit))
    return Recounted(clock, lead, starts, due, stands, met)


def _since_complete(one: Recounted, case: Complaint, counting: list[Counting]) -> Recounted:
    """Count a limit that is met no more from when its file was complete, as somebody may have said since it was met.

    Not where others are merged into the case: their citizens wait from before.
    """
    action, starts = LegalAction(one.clock.rule.action), case.complete_at or case.opened_at
    lost = one.clock.met_at is not None and one.met is None
    if not lost or ACTIONS[action].start is not Start.LENGKAP:
        return one
    due = legal_due(office_calendar(), starts, one.clock.rule.amount, LegalUnit(one.clock.rule.unit))
    return replace(one, starts=starts, due=due, met=met_at(action, starts, counting))


def _family(ids: list[int]) -> dict[int, Complaint]:
    """Return these cases, what leads them and what is merged with them; not what was destroyed."""
    mine = Complaint.select(fn.COALESCE(Complaint.lead, Complaint.id)).where(Complaint.id.in_(ids)).tuples()
    roots = [root for (root,) in mine]
    columns = (Complaint.id, Complaint.lead, Complaint.thread, Complaint.opened_at, Complaint.complete_at)
    rows = Complaint.select(*columns).where(Complaint.id.in_(roots) | Complaint.lead.in_(roots))
    return {case.id: case for case in rows.where(Complaint.destroyed_at.is_null())}


def _made(ids: list[int]) -> dict[int, list[_Made]]:
    """Return the outputs that limits look at, by case. One put right counts from when it was first written."""
    output, found = StepOutput, defaultdict[int, list[_Made]](list)
    mine = output.complaint.in_(ids) & output.kind.in_([str(kind) for kind in OF_THE_LAW])
    query = output.select(output.complaint, output.kind, output.made_at, output.undone).where(mine)
    rows = list(query.order_by(output.id).tuples())
    corrected = _corrected({case for case, _, _, undone in rows if undone})
    before: dict[tuple[int, str], datetime] = {}
    for case, kind, at, undone in rows:
        since = before[case, kind] if (case, kind, at) in corrected and (case, kind) in before else at
        before[case, kind] = since
        found[case].append((Counting(Output(kind), since), bool(undone)))
    return found


def _corrected(ids: set[int]) -> set[tuple[int, str, datetime]]:
    if not ids:
        return set()
    row = OutputCorrection
    return set(row.select(row.complaint, row.kind, row.made_at).where(row.complaint.in_(list(ids))).tuples())


def _joined(merged: list[int]) -> dict[int, datetime]:
    """Return since when each of these is merged."""
    if not merged:
        return {}
    since = History.complaint.in_(merged) & (History.move == str(LinkMove.GABUNG))
    rows = History.select(History.complaint, fn.MAX(History.id)).where(since).group_by(History.complaint)
    last = [number for _, number in rows.tuples()]
    return dict(History.select(History.complaint, History.at).where(History.id.in_(last)).tuples())


def _opened_again(merged: list[Complaint]) -> dict[int, datetime | None]:
    leads = {case.lead_id for case in merged if case.lead_id is not None}
    return {lead: opened_again(lead) for lead in leads}


def _of_merged(
    case: Complaint,
    family: Mapping[int, Complaint],
    made: Mapping[int, list[_Made]],
    joined: datetime | None,
    again: datetime | None,
) -> list[Counting]:
    """Return what counts for a merged complaint: its own, its lead's work, and words in its own conversation.

    What its citizen was told before the lead was opened again is owed to him again.
    """
    found = [one for one, undone in made.get(case.id, []) if not undone]
    for other in family.values():
        if other.id == case.id or other.lead_id not in (None, case.lead_id):
            continue
        here, leads = other.thread_id == case.thread_id, other.id == case.lead_id
        for one, undone in made.get(other.id, []):
            if not undone and (here if one.kind in TO_CITIZEN else leads):
                found.append(Counting(one.kind, max(one.at, joined or one.at)))
    return [one for one in found if again is None or one.kind not in TO_CITIZEN or one.at >= again]
