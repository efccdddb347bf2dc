"""Holds files back that are beyond what a person, case or channel may send, and has one fetched that is asked for."""

from datetime import datetime, timedelta

from peewee import fn

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import locked_case
from models.actions.core.office_facts import office_settings
from models.actions.intake.files.store_attachment import ASKED, HELD, STORED, TRIED_FOR, WAITING
from models.rules.core.errors import AlreadyDone, NotVisible
from models.rules.core.moments import day_begins, to_wib
from models.rules.intake.file_limits import Kept, why_held
from models.rules.staff.permissions import Permission
from models.tables import Attachment, ComplaintMessage, Handle, Message, database
from models.tables.core.filled import filled


def held_back(attachment_id: int) -> bool:
    """Hold a file back where it is beyond a limit and nobody asked for it; return whether it is.

    What is in no case is history, of which a platform shows only so much, and nobody could ask for it there.
    """
    row = Attachment.get_by_id(attachment_id)
    cases = _cases_of(row.message_id)
    if row.state == ASKED or not cases:
        return False
    message = Message.get_by_id(row.message_id)
    why = why_held(_kept(message, cases), row.size or 0, office_settings())
    if why:
        waiting = (Attachment.id == attachment_id) & (Attachment.state == WAITING)
        Attachment.update(state=HELD, reason=why, next_try_at=None).where(waiting).execute()
    return bool(why)


def ask_for_file(complaint_id: int, public_id: str, actor: Actor, now: datetime) -> None:
    """Have a file fetched that was held back. Raises NotVisible, NotPermitted, AlreadyDone."""
    actor.demand(Permission.READ_CASES)
    with database.atomic():
        case = locked_case(complaint_id, actor)
        row = Attachment.get_or_none(Attachment.public_id == public_id)
        if row is None or case.id not in _cases_of(row.message_id):
            raise NotVisible
        held = (Attachment.id == row.id) & (Attachment.state == HELD)
        again = {"state": ASKED, "reason": "", "attempts": 0, "next_try_at": now, "give_up_at": now + TRIED_FOR}
        if not Attachment.update(again).where(held).execute():
            raise AlreadyDone
        audit_trail.write(
            actor, now, AuditEvent("minta_berkas", f"complaint:{case.id}", after=f"attachment:{row.id}")
        )


def _cases_of(message_id: int) -> list[int]:
    links = ComplaintMessage.select(ComplaintMessage.id, ComplaintMessage.complaint)
    here = (ComplaintMessage.message == message_id) & ComplaintMessage.undone_at.is_null()
    return [filled(link.complaint_id) for link in links.where(here)]


def _kept(message: Message, cases: list[int]) -> Kept:
    """Return what is stored of the day on which a message was written, and of its fullest case."""
    begins = day_begins(to_wib(message.sent_at).date())
    day = (Message.sent_at >= begins) & (Message.sent_at < begins + timedelta(days=1))
    count, of_person = (0, 0)
    if message.author_id is not None:
        person = Handle.get_by_id(message.author_id).contact_id
        names = Handle.select(Handle.id).where(Handle.contact == person)
        count, of_person = _stored(day & Message.author.in_(names))
    of_channel = _stored(day & (Message.account == message.account_id))[1]
    return Kept(count, of_person, max(_of_case(case) for case in cases), of_channel)


def _of_case(case: int) -> int:
    linked = (ComplaintMessage.complaint == case) & ComplaintMessage.undone_at.is_null()
    return _stored(Message.id.in_(ComplaintMessage.select(ComplaintMessage.message).where(linked)))[1]


def _stored(which: object) -> tuple[int, int]:
    """Return how many files of these messages are stored, and their bytes."""
    totals = Attachment.select(fn.COUNT(Attachment.id), fn.COALESCE(fn.SUM(Attachment.size), 0)).join(Message)
    ((count, size),) = totals.where(which & (Attachment.state == STORED)).tuples()
    return int(count), int(size)
