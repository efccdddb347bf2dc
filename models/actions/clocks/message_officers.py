"""Clock job: sends warnings to the telephones of officers who want that, through the office's own WhatsApp."""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import AGENT, actor_of
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.office_facts import office_calendar, office_settings
from models.actions.core.see_notices import waiting_notices
from models.rules.channels.channels import CHANNELS
from models.rules.channels.messages import HandleKind, Kind
from models.rules.clocks.warnings import KEY_HEAD, message_time
from models.rules.core.moments import to_wib
from models.rules.core.texts import text_hash
from models.rules.replies.delivery import Purpose
from models.tables import ChannelAccount, Contact, Handle, Notice, Outbox, Staff, Thread, database

_HEAD = "Aduan, peringatan untuk Anda:"
_FOOT = "Buka Meja Kerja untuk menanganinya. Pesan otomatis; jangan membalas di sini."
_MOST = 10  # warnings written out in one message


def message_officers(now: datetime) -> int:
    """Queue one message per officer about all notices he has not seen and that still hold; return how many.

    In quiet hours and on days off they wait and are then sent together. A message names cases by number only.
    """
    due = [row for (row,) in Notice.select(Notice.staff).where(Notice.message_due).distinct().tuples()]
    if not due or message_time(office_calendar(), now, office_settings().get("jam_tenang", "")) > now:
        return 0
    account = gateway()
    return sum(
        _write_to(person, account, now) for person in Staff.select().where(Staff.id.in_(due)).order_by(Staff.id)
    )


def gateway() -> ChannelAccount | None:
    """Return the first enabled channel that can write to a telephone number on its own."""
    kinds = [kind for kind, row in CHANNELS.items() if row.phone_thread]
    enabled = ChannelAccount.kind.in_(kinds) & ChannelAccount.enabled
    return ChannelAccount.select().where(enabled).order_by(ChannelAccount.id).first()


def _write_to(person: Staff, account: ChannelAccount | None, now: datetime) -> bool:
    """Queue a person's pending notices, unless he saw them or they lapsed; return whether a message was queued."""
    with database.atomic():
        mine = (Notice.staff == person.id) & Notice.message_due
        told = list(waiting_notices(actor_of(person, day=to_wib(now).date())).where(mine).order_by(Notice.id))
        # Of two agents, the one that removes the mark writes the message.
        taken = Notice.update(message_due=False).where(mine).returning(Notice.id)
        fresh = {row.id for row in taken.execute()}
        told = [notice for notice in told if notice.id in fresh]
        if not told or account is None or not (person.active and person.wants_messages and person.phone):
            return False
        _queue(account, person, told, now)
        return True


def _queue(account: ChannelAccount, person: Staff, told: list[Notice], now: datetime) -> None:
    lines = [f"• {notice.text}" for notice in told[:_MOST]]
    more = [f"… dan {len(told) - _MOST} lagi"] if len(told) > _MOST else []
    text = "\n".join([_HEAD, *lines, *more, _FOOT])
    reply = Outbox.create(
        reply_key=f"{KEY_HEAD}{person.id}-{told[-1].id}",
        account=account.id,
        thread=_thread_of(account, person, now),
        purpose=str(Purpose.LAIN),
        text=text,
        text_hash=text_hash(text),
        created_at=now,
    )
    audit_trail.write(AGENT, now, AuditEvent("antre_peringatan", f"outbox:{reply.id}", after=person.username))


def _thread_of(account: ChannelAccount, person: Staff, now: datetime) -> int:
    """Return the officer's own conversation on the office's gateway, made the first time."""
    name = CHANNELS[account.kind].phone_thread.format(digits=person.phone.lstrip("+"))
    handle = Handle.get_or_none((Handle.kind == str(HandleKind.PHONE)) & (Handle.value == person.phone))
    if handle is None:
        contact = Contact.create(name=person.name, created_at=now)
        handle = Handle.create(
            kind=str(HandleKind.PHONE),
            value=person.phone,
            display_name=person.name,
            contact=contact.id,
            first_seen_at=now,
        )
    found = Thread.get_or_none(account=account.id, kind=str(Kind.DM), external_id=name) or Thread.create(
        account=account.id, kind=str(Kind.DM), external_id=name, handle=handle.id
    )
    return found.id
