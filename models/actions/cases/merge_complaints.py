"""Merges a complaint into another and undoes that: a link and its consequences; nothing is moved or deleted."""

from collections.abc import Collection, Mapping
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import touch
from models.actions.core.form_key import spend_form_key
from models.actions.core.law.recount_limits import recount_limits
from models.actions.core.links.contents import carry, put_in, recount, settle_carried
from models.actions.core.links.graph import (
    all_below,
    hold_graph,
    kin_of,
    lead_all,
    locked_and_seen,
    merges_into,
    way_up,
)
from models.actions.core.links.threads import take_hold
from models.actions.core.recused_posts import suspected
from models.actions.core.see_notices import lapse_notices
from models.actions.core.statutory_clocks import align_clocks
from models.actions.core.step_clock import end_step, start_step
from models.actions.core.unread_news import Look, demand_look
from models.actions.privacy.protect_identity import mask_drafts
from models.rules.cases.links import MERGED, LinkKind, LinkMove, LinkNotAllowed, Side, check_decided, check_merge
from models.rules.cases.sop import STAGES, Output, Stage
from models.rules.core.errors import ReasonMissing, StaleCase
from models.rules.replies.delivery import OPEN_STATES
from models.rules.staff.permissions import Permission
from models.tables import Complaint, ComplaintLink, History, Outbox, StepOutput, database


def merge_complaints(
    source_id: int,
    target_id: int,
    why: str,
    actor: Actor,
    now: datetime,
    *,
    version: int | None = None,
    form_key: str | None = None,
    look: Look | None = None,
) -> ComplaintLink:
    """Merge an open complaint into another open one, which goes on for both; `version` and `look` are the source's.

    The source keeps its number, papers and answers and closes; its step ends as merged. Its messages, later ones too,
    are linked to the target as well. Raises LinkNotAllowed, ReasonMissing, NotVisible, StaleCase.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        actor.demand(Permission.LINK_CASES)
        hold_graph()
        cases = locked_and_seen({source_id, target_id}, actor)
        if version is not None and cases[source_id].version != version:
            raise StaleCase
        demand_look(cases[source_id], look, actor, now)
        return merge(cases[source_id], cases[target_id], why, actor, now)


def merge(
    source: Complaint, target: Complaint, why: str, actor: Actor, now: datetime, give_back: Collection[int] = ()
) -> ComplaintLink:
    """Merge two locked complaints, the graph held. Raises LinkNotAllowed, ReasonMissing.

    `give_back`: messages that once left the target by a split and become its own again.
    """
    check_merge(_side(source), _side(target), why)
    put_in(target.id, give_back, actor.staff_id, now)
    link = ComplaintLink.create(
        kind=str(LinkKind.GABUNG),
        source=source.id,
        target=target.id,
        why=why.strip(),
        made_at=now,
        made_by=actor.staff_id,
        protected=source.identity_protected and not target.identity_protected,
    )
    carry(link, actor.staff_id, now)
    lead_all([source.id, *all_below(source.id)], target.id)
    end_step(source, actor.staff_id, now, None, MERGED)
    lapse_notices(source.id, now, "")
    before = source.stage
    closed = {"open": False, "closed_at": now, "due_at": None}
    touch(source, stage=str(Stage.DIGABUNG), stage_since=now, lead=target.id, **closed)
    touch(target, identity_protected=target.identity_protected or source.identity_protected)
    if link.protected:
        mask_drafts(target)
    recount([source.id, target.id])
    align_clocks(target, kin_of(target.id), actor, now)
    _trace(source, LinkMove.GABUNG, before, f"ke {target.number}: {link.why}", actor, now)
    recount_limits([target.id], str(LinkMove.GABUNG), actor, now)
    audit_trail.write(actor, now, AuditEvent("terima_gabungan", f"complaint:{target.id}", after=source.number))
    return link


def part_complaint(
    complaint_id: int,
    why: str,
    actor: Actor,
    now: datetime,
    *,
    version: int | None = None,
    form_key: str | None = None,
) -> Complaint:
    """Undo a complaint's merge: it goes on at its former stage, in a new round of that step.

    The messages the merge brought leave the target; those that came to its own conversation since are in it already.
    Raises LinkNotAllowed where it is not merged, ReasonMissing, NotVisible, StaleCase.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        actor.demand(Permission.LINK_CASES)
        hold_graph()
        way = way_up(complaint_id)
        cases = locked_and_seen({complaint_id, *(link.target_id for link in way)}, actor)
        case = cases[complaint_id]
        if version is not None and case.version != version:
            raise StaleCase
        _check_parting(way, cases, case, why)
        _undo(way[0], actor, now)
        lead_all([case.id], None)
        lead_all(all_below(case.id), case.id)
        for link in way:
            settle_carried(link.target_id, actor.staff_id, now)
        _reopen(case, actor, now, f"dari {cases[way[0].target_id].number}: {why.strip()}")
        for link in way:
            _lower_protection(link, cases[link.target_id])
        recount(cases)
        lead = cases[way[-1].target_id]
        recount_limits([case.id, lead.id], str(LinkMove.BATAL_GABUNG), actor, now)
        align_clocks(lead, kin_of(lead.id), actor, now)
        _note_parted(lead, case, actor, now)
        return case


def _check_parting(way: list[ComplaintLink], cases: Mapping[int, Complaint], case: Complaint, why: str) -> None:
    if not way:
        raise LinkNotAllowed(f"{case.number} tidak sedang digabung, jadi tidak ada yang dibatalkan.")
    if not why.strip():
        raise ReasonMissing("Tuliskan mengapa penggabungannya dibatalkan.")
    check_decided(any(suspected(row) for row in cases.values()))


def _undo(link: ComplaintLink, actor: Actor, now: datetime) -> None:
    undone = {"undone_at": now, "undone_by": actor.staff_id}
    ComplaintLink.update(undone).where(ComplaintLink.id == link.id).execute()


def _note_parted(lead: Complaint, case: Complaint, actor: Actor, now: datetime) -> None:
    """Make open forms of the former target stale, because its contents changed."""
    touch(lead)
    audit_trail.write(actor, now, AuditEvent("lepas_gabungan", f"complaint:{lead.id}", before=case.number))


def _reopen(case: Complaint, actor: Actor, now: datetime, reason: str) -> None:
    """Open a complaint again at the stage it had when it was merged."""
    merged = (History.complaint == case.id) & (History.move == str(LinkMove.GABUNG))
    stage = Stage(History.select().where(merged).order_by(History.id.desc()).get().from_stage)
    record = start_step(case, STAGES[stage].step, now)
    place = {"stage": str(stage), "step": record.step, "round": record.round, "due_at": record.due_at}
    touch(case, **place, stage_since=now, open=True, closed_at=None, lead=None)
    take_hold(case)
    _trace(case, LinkMove.BATAL_GABUNG, str(Stage.DIGABUNG), reason, actor, now)


def _lower_protection(link: ComplaintLink, target: Complaint) -> None:
    """End an identity protection that only this merge brought, unless another merge needs it.

    It stays too where somebody identified the target since: that was a decision of his own.
    """
    if not link.protected:
        return
    needing = Complaint.select().where(Complaint.id.in_(all_below(target.id)) & Complaint.identity_protected)
    heir = next((other for other in merges_into(target.id) if other.source_id in {row.id for row in needing}), None)
    since = (StepOutput.complaint == target.id) & (StepOutput.made_at > link.made_at)
    decided = StepOutput.select().where(since & (StepOutput.kind == str(Output.IDENTIFIKASI))).exists()
    if heir is not None:
        ComplaintLink.update(protected=True).where(ComplaintLink.id == heir.id).execute()
    elif not decided:
        touch(target, identity_protected=False)


def _side(case: Complaint) -> Side:
    states = [str(state) for state in OPEN_STATES]
    under_way = Outbox.select().where((Outbox.complaint == case.id) & Outbox.state.in_(states)).exists()
    return Side(case.number, case.open, case.misconduct, under_way, suspected(case))


def _trace(case: Complaint, move: LinkMove, before: str, reason: str, actor: Actor, now: datetime) -> None:
    History.create(
        complaint=case.id,
        at=now,
        actor=actor.staff_id,
        move=str(move),
        from_stage=before,
        to_stage=case.stage,
        reason=reason,
    )
    audit_trail.write(actor, now, AuditEvent(str(move), f"complaint:{case.id}", before, case.stage))
