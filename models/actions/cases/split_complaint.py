"""Opens a complaint from ticked messages, of another complaint or of none, and undoes a split."""

import uuid
from collections.abc import Collection
from datetime import datetime

from models.actions.cases.link_messages import Ticked, leave, ticked
from models.actions.cases.merge_complaints import merge
from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import touch
from models.actions.core.form_key import spend_form_key
from models.actions.core.links.contents import put_in, recount
from models.actions.core.links.graph import hold_graph, kin_of, locked_and_seen
from models.actions.core.statutory_clocks import align_clocks
from models.actions.core.unread_news import Look, demand_look
from models.actions.figures.register_chain import serialise
from models.actions.intake.arrivals import Arrival, Written
from models.actions.intake.history import note_stored
from models.actions.intake.open_or_join import note_late, open_complaints
from models.actions.intake.watch_conduct import watch_conduct
from models.rules.cases.links import LinkKind, LinkNotAllowed
from models.rules.core.errors import StaleCase
from models.rules.staff.permissions import Permission
from models.tables import (
    ChannelAccount,
    Complaint,
    ComplaintLink,
    ComplaintMessage,
    ConflictParty,
    OpenThread,
    Thread,
    database,
)


def split_complaint(
    messages: Collection[int],
    actor: Actor,
    now: datetime,
    *,
    source_id: int | None = None,
    keep: bool = True,
    why: str = "",
    version: int | None = None,
    form_key: str | None = None,
) -> Complaint:
    """Open a complaint of these messages, with its own number; the law counts from when the first was received.

    With a source it is split from that complaint; without `keep` the messages leave it. Raises LinkNotAllowed,
    NotVisible, StaleCase, NotPermitted.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        actor.demand(Permission.LINK_CASES)
        serialise()  # what is split off may belong to a closed month
        hold_graph()
        source = locked_and_seen({source_id}, actor)[source_id] if source_id is not None else None
        if source is not None and version is not None and source.version != version:
            raise StaleCase
        taken = ticked(messages, actor, source)
        case = _open(taken, actor, now)
        if source is not None:
            _note_split(source, case, why, actor, now)
            if not keep:
                leave(source, taken, actor, now)
        recount([case.id])
        watch_conduct([case.id], now)
        align_clocks(case, kin_of(case.id), actor, now)
        return Complaint.get_by_id(case.id)


def undo_split(
    complaint_id: int,
    why: str,
    actor: Actor,
    now: datetime,
    *,
    version: int | None = None,
    form_key: str | None = None,
    look: Look | None = None,
) -> Complaint:
    """Undo a split and return the source, which gets its messages back; the other is merged into it.

    Raises LinkNotAllowed (it is no split, or one of the two is closed), and what merging raises.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        actor.demand(Permission.LINK_CASES)
        hold_graph()
        split = standing_split(complaint_id)
        cases = locked_and_seen({complaint_id} | ({split.source_id} if split else set()), actor)
        case = cases[complaint_id]
        if version is not None and case.version != version:
            raise StaleCase
        if split is None:
            raise LinkNotAllowed(f"{case.number} bukan hasil pemecahan, jadi tidak ada yang dibatalkan.")
        demand_look(case, look, actor, now)
        undone = {"undone_at": now, "undone_by": actor.staff_id}
        merge(case, cases[split.source_id], why, actor, now, give_back=_left_by(split))
        ComplaintLink.update(undone).where(ComplaintLink.id == split.id).execute()
        return cases[split.source_id]


def standing_split(complaint: int) -> ComplaintLink | None:
    """Return the split that created a complaint, unless it was undone."""
    here = (ComplaintLink.target == complaint) & (ComplaintLink.kind == str(LinkKind.PECAH))
    return ComplaintLink.select().where(here & ComplaintLink.undone_at.is_null()).first()


def _open(taken: Ticked, actor: Actor, now: datetime) -> Complaint:
    """Open the complaint in the conversation of its first message; it holds that only if no other does."""
    first = taken.inbound[0]
    thread = Thread.get_by_id(first.thread_id)
    held = OpenThread.select().where(OpenThread.thread == thread.id).exists()
    pairs: list[tuple[Written, int]] = [(message, message.id) for message in taken.messages]
    arrival = Arrival(thread, pairs, opens=True, holds=not held, stored_at=min(first.received_at, now))
    note_stored(arrival)
    arrival.number_holder = f"split:{uuid.uuid4()}"  # its first message may have a number already
    open_complaints(ChannelAccount.get_by_id(thread.account_id), [arrival], now, actor)
    case = Complaint.get_by_id(arrival.complaint)
    put_in(case.id, taken.ids, actor.staff_id, now)
    touch(case, identity_protected=taken.identity_protected, misconduct=taken.misconduct)
    _hide_alike(case, taken, actor, now)
    note_late([arrival], actor, now)
    return case


def _hide_alike(case: Complaint, taken: Ticked, actor: Actor, now: datetime) -> None:
    """Hide the new complaint from everybody from whom a case of its messages is hidden."""
    standing = ConflictParty.complaint.in_(sorted(taken.stands_in)) & ConflictParty.lifted_at.is_null()
    for staff in {row.staff_id for row in ConflictParty.select().where(standing)}:
        why = "berlaku pada pengaduan asal pesannya"
        ConflictParty.create(complaint=case.id, staff=staff, named_by=actor.staff_id, named_at=now, why=why)


def _note_split(source: Complaint, case: Complaint, why: str, actor: Actor, now: datetime) -> None:
    ComplaintLink.create(
        kind=str(LinkKind.PECAH),
        source=source.id,
        target=case.id,
        why=why.strip(),
        made_at=now,
        made_by=actor.staff_id,
    )
    touch(source)
    audit_trail.write(actor, now, AuditEvent("pecah", f"complaint:{source.id}", after=case.number))


def _left_by(split: ComplaintLink) -> list[int]:
    """Return the messages that left the source in this split and are no longer in it."""
    gone = (ComplaintMessage.complaint == split.source_id) & (ComplaintMessage.undone_at == split.made_at)
    return [row for (row,) in ComplaintMessage.select(ComplaintMessage.message).where(gone).tuples()]
