"""Adds ticked messages to a complaint, and takes messages out of one again."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import touch
from models.actions.core.form_key import spend_form_key
from models.actions.core.links.contents import (
    brought_to,
    messages_in,
    own_messages_in,
    put_in,
    recount,
    sharing,
    take_out,
)
from models.actions.core.links.graph import hold_graph, locked_and_seen
from models.actions.privacy.protect_identity import mask_drafts
from models.rules.cases.links import LinkNotAllowed, check_may_leave, check_ticked
from models.rules.channels.messages import Direction
from models.rules.core.errors import NotVisible, StaleCase
from models.rules.staff.permissions import Permission
from models.tables import Complaint, Message, database
from models.tables.privacy.visible import visible_message

# Nobody ticks more than this by hand.
MOST = 200


@dataclass(frozen=True)
class Ticked:
    """Ticked messages, oldest first, and the complaints that contain them."""

    messages: list[Message]
    stands_in: frozenset[int]
    identity_protected: bool = False
    misconduct: bool = False

    @property
    def ids(self) -> list[int]:
        """Return their ids."""
        return [message.id for message in self.messages]

    @property
    def inbound(self) -> list[Message]:
        """Return those that a citizen wrote."""
        return [message for message in self.messages if message.direction == Direction.IN]


def add_messages(
    messages: Collection[int],
    target_id: int,
    actor: Actor,
    now: datetime,
    *,
    source_id: int | None = None,
    keep: bool = True,
    version: int | None = None,
    form_key: str | None = None,
) -> Complaint:
    """Add messages to an open complaint; without `keep` they leave the source in which they were ticked.

    Raises LinkNotAllowed, NotVisible, StaleCase (of the source), NotPermitted.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        actor.demand(Permission.LINK_CASES)
        hold_graph()
        cases = locked_and_seen({target_id} | ({source_id} if source_id is not None else set()), actor)
        source, target = cases.get(source_id) if source_id is not None else None, cases[target_id]
        if source is not None and version is not None and source.version != version:
            raise StaleCase
        taken = ticked(messages, actor, source)
        _check_target(target, taken, source)
        fresh = put_in(target.id, taken.ids, actor.staff_id, now)
        raised = taken.identity_protected and not target.identity_protected
        touch(target, identity_protected=target.identity_protected or raised)
        if raised:
            mask_drafts(target)
        recount([target.id])
        event = AuditEvent("tambah_pesan", f"complaint:{target.id}", after=f"{len(fresh)} pesan")
        audit_trail.write(actor, now, event)
        if source is not None and not keep:
            leave(source, taken, actor, now)
        return target


def take_out_messages(
    messages: Collection[int],
    complaint_id: int,
    actor: Actor,
    now: datetime,
    *,
    version: int | None = None,
    form_key: str | None = None,
) -> Complaint:
    """Take messages out of a complaint; each must be in another. Raises LinkNotAllowed, NotVisible, StaleCase."""
    with database.atomic():
        spend_form_key(form_key, actor, now)
        actor.demand(Permission.LINK_CASES)
        hold_graph()
        case = locked_and_seen({complaint_id}, actor)[complaint_id]
        if version is not None and case.version != version:
            raise StaleCase
        leave(case, ticked(messages, actor, case, citizens=False), actor, now)
        return case


def ticked(messages: Collection[int], actor: Actor, source: Complaint | None, citizens: bool = True) -> Ticked:
    """Return the ticked messages. Raises NotVisible where one is hidden or is not in the source.

    Raises LinkNotAllowed where none was ticked or, with `citizens`, none by a citizen.
    """
    wanted = set(messages)
    if len(wanted) > MOST:
        raise LinkNotAllowed(f"Centang paling banyak {MOST} pesan sekaligus.")
    seen = Message.id.in_(sorted(wanted)) & visible_message(actor.scope)
    found = list(Message.select().where(seen).order_by(Message.sent_at, Message.id))
    if len(found) < len(wanted) or (source is not None and not wanted <= messages_in(source.id)):
        raise NotVisible
    places = sharing(wanted)
    rows = list(Complaint.select().where(Complaint.id.in_(sorted(places))))
    flags = any(row.identity_protected for row in rows), any(row.misconduct for row in rows)
    taken = Ticked(found, frozenset(places), *flags)
    check_ticked(len(found), len(taken.inbound) if citizens else len(found))
    return taken


def leave(case: Complaint, taken: Ticked, actor: Actor, now: datetime) -> None:
    """Take messages out of a case; the case and the graph are locked. Raises LinkNotAllowed where one must stay."""
    if not case.open:
        raise LinkNotAllowed(f"{case.number} tidak terbuka lagi; isinya tidak diubah.")
    ids = set(taken.ids)
    staying = own_messages_in(case.id) - ids
    inbound = Message.select().where(Message.id.in_(sorted(staying)) & (Message.direction == str(Direction.IN)))
    elsewhere = {message for other in sharing(ids) - {case.id} for message in messages_in(other)}
    check_may_leave(case.number, inbound.count(), len(ids - elsewhere), len(ids & brought_to(case.id)))
    take_out(case.id, ids, actor.staff_id, now)
    touch(case)
    recount([case.id])
    event = AuditEvent("lepas_pesan", f"complaint:{case.id}", before=f"{len(ids)} pesan")
    audit_trail.write(actor, now, event)


def _check_target(target: Complaint, taken: Ticked, source: Complaint | None) -> None:
    if not target.open:
        raise LinkNotAllowed(f"{target.number} tidak terbuka lagi. Pilih pengaduan yang terbuka.")
    if source is not None and source.id == target.id:
        raise LinkNotAllowed("Pesan itu sudah ada di pengaduan ini. Pilih pengaduan lain.")
    if taken.misconduct and not target.misconduct:
        raise LinkNotAllowed(
            "Pesan pengaduan perilaku petugas tidak dimasukkan ke pengaduan lain. Buat pengaduan baru darinya."
        )
