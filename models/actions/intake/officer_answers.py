"""An officer's answer to a warning opens no complaint: it stays in his conversation, and the desk is told."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from models.actions.core.give_notice import give_notice
from models.actions.intake.arrivals import Arrival
from models.rules.channels.messages import HandleKind, Kind
from models.rules.clocks.warnings import KEY_HEAD
from models.rules.replies.delivery import ReplyState
from models.rules.staff import permissions
from models.rules.staff.permissions import Permission
from models.tables import Handle, Message, Outbox, Staff, Thread

NOTICE, ORIGIN = "balasan_petugas", "petugas"
# A message later than this is about something else, perhaps as a citizen.
ANSWERED_WITHIN = timedelta(days=3)
# States in which the message was sent, or may have been.
_LEFT = [str(one) for one in (ReplyState.SENT, ReplyState.SENDING, ReplyState.UNKNOWN, ReplyState.HOLD)]


def keep_officers_answers(opening: Sequence[Arrival], now: datetime) -> list[Arrival]:
    """Return the arrivals that answer no warning; the others open no complaint, and who files complaints is told.

    An officer types his own number and could err, so nothing is hidden: the messages can be ticked in Pesan.
    """
    officers = _officers({arrival.thread.handle_id for arrival in opening if arrival.thread.kind == Kind.DM})
    for arrival in opening:
        person, handles = officers.get(arrival.thread.handle_id, (None, ()))
        if person is not None and _answers_warning(arrival, handles):
            _keep(arrival, person, now)
    return [arrival for arrival in opening if arrival.opens]


def _officers(writers: set[int]) -> dict[int, tuple[Staff, Sequence[int]]]:
    """Return the staff numbers and all handles of the person behind each handle, since WhatsApp hides numbers."""
    people = {row.phone: row for row in Staff.select().where(Staff.active & (Staff.phone != ""))}
    if not writers or not people:
        return {}
    phone = Handle.alias()
    numbers = (phone.kind == str(HandleKind.PHONE)) & phone.value.in_(list(people))
    rows = Handle.select(Handle.id, Handle.contact, phone.value).join(phone, on=phone.contact == Handle.contact)
    found = list(rows.where(Handle.id.in_(writers) & numbers).tuples())
    own: dict[int, list[int]] = {contact: [] for _, contact, _ in found}
    for handle, contact in Handle.select(Handle.id, Handle.contact).where(Handle.contact.in_(list(own))).tuples():
        own[contact].append(handle)
    return {handle: (people[number], own[contact]) for handle, contact, number in found}


def _answers_warning(arrival: Arrival, handles: Sequence[int]) -> bool:
    """Whether the last thing the office wrote to this person on this channel is a recent warning."""
    mine = (Outbox.account == arrival.thread.account_id) & Thread.handle.in_(handles) & Outbox.state.in_(_LEFT)
    last = Outbox.select().join(Thread).where(mine).order_by(Outbox.id.desc()).first()
    if last is None or last.complaint_id is not None or not last.reply_key.startswith(KEY_HEAD):
        return False
    return bool(last.created_at <= arrival.first_at <= last.created_at + ANSWERED_WITHIN)


def _keep(arrival: Arrival, person: Staff, now: datetime) -> None:
    arrival.opens = False
    ids = [message_id for _, message_id in arrival.inbound]
    Message.update(origin=ORIGIN).where(Message.id.in_(ids)).execute()
    text = (
        f"Balasan dari nomor {person.name or person.username} atas pesan peringatan disimpan di Pesan, tanpa menjadi "
        "pengaduan. Bila isinya pengaduan, centang pesannya di sana dan jadikan pengaduan."
    )
    give_notice(permissions.PERMISSIONS[Permission.FILE_COMPLAINT], NOTICE, text, f"{NOTICE}:{ids[0]}", now)
