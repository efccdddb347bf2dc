"""Puts warnings into the telephones of officers who want that, through the office's own WhatsApp, one each."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from models.actions import audit_trail
from models.actions.actor import AGENT
from models.actions.intake.echoes import text_hash
from models.actions.warned_people import Told
from models.rules.channels import CHANNELS
from models.rules.delivery import Purpose
from models.rules.messages import HandleKind, Kind
from models.rules.warnings import message_time
from models.rules.working_time import Calendar
from models.tables import ChannelAccount, Contact, Handle, Outbox, Staff, Thread

_HEAD = "Aduan, peringatan untuk Anda:"
_FOOT = "Buka Meja Kerja untuk menanganinya. Pesan otomatis; jangan membalas di sini."


def message_officers(told: Sequence[Told], calendar: Calendar, settings: Mapping[str, str], now: datetime) -> int:
    """Queue one message per officer for all he was told; give how many. In the transaction of the warnings.

    It names cases by their numbers only. In quiet hours and on days off it waits.
    """
    account = gateway()
    wanting = Staff.id.in_([one.staff for one in told]) & Staff.wants_messages & (Staff.phone != "")
    people = list(Staff.select().where(wanting).order_by(Staff.id)) if account and told else []
    mine: dict[int, list[Told]] = defaultdict(list)
    for one in told:
        mine[one.staff].append(one)
    leaves = message_time(calendar, now, settings.get("jam_tenang", "")) if people else now
    return sum(_queue(account, person, mine[person.id], leaves, now) for person in people if account)


def gateway() -> ChannelAccount | None:
    """Give the first enabled channel that can write to a telephone number of itself."""
    kinds = [kind for kind, row in CHANNELS.items() if row.phone_thread]
    enabled = ChannelAccount.kind.in_(kinds) & ChannelAccount.enabled
    return ChannelAccount.select().where(enabled).order_by(ChannelAccount.id).first()


def _queue(account: ChannelAccount, person: Staff, told: list[Told], leaves: datetime, now: datetime) -> bool:
    text = "\n".join([_HEAD, *(f"• {one.text}" for one in told), _FOOT])
    keys = hashlib.sha256("\n".join(one.key for one in told).encode()).hexdigest()
    key = f"peringatan-{person.id}-{keys}"[:64]
    if Outbox.select().where(Outbox.reply_key == key).exists():
        return False
    reply = Outbox.create(
        reply_key=key,
        account=account.id,
        thread=_thread_of(account, person, now),
        purpose=str(Purpose.LAIN),
        text=text,
        text_hash=text_hash(text),
        not_before=leaves if leaves > now else None,
        created_at=now,
    )
    audit_trail.write(AGENT, now, audit_trail.Deed("antre_peringatan", f"outbox:{reply.id}", after=person.username))
    return True


def _thread_of(account: ChannelAccount, person: Staff, now: datetime) -> int:
    """Give the officer's own conversation on the office's gateway, making it the first time."""
    name = CHANNELS[account.kind].phone_thread.format(digits=person.phone.lstrip("+"))
    handle = Handle.get_or_none((Handle.kind == str(HandleKind.PHONE)) & (Handle.value == person.phone))
    if handle is None:
        contact = Contact.create(name=person.name, created_at=now)
        values = {"kind": str(HandleKind.PHONE), "value": person.phone, "display_name": person.name}
        handle = Handle.create(**values, contact=contact.id, first_seen_at=now)
    where = {"account": account.id, "kind": str(Kind.DM), "external_id": name}
    found: Thread = Thread.get_or_none(**where) or Thread.create(**where, handle=handle.id)
    return int(found.id)
