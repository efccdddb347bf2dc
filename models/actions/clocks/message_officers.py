"""Clock job: tells officers who want that on their telephones what waits, through the office's own WhatsApp."""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import AGENT, Actor, actor_of
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.office_facts import office_calendar, office_settings
from models.actions.core.recused_posts import recused_in_open_cases
from models.actions.core.row_by_row import row_by_row
from models.actions.core.see_notices import WARNING, own_notices, waiting_notices
from models.actions.staff.gather_notices import events_of, told
from models.rules.channels.channels import CHANNELS
from models.rules.channels.messages import HandleKind, Kind
from models.rules.clocks.warnings import KEY_HEAD, message_time
from models.rules.core.moments import to_wib
from models.rules.core.texts import text_hash
from models.rules.replies.delivery import Purpose
from models.rules.staff.notices import ManyCases, OneCase, by_case, folded, many_after, next_message, rank_of
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Contact, Handle, Notice, Outbox, Staff, Thread, database

_HEAD = "Aduan, pemberitahuan untuk Anda:"
_FOOT = "Buka Meja Kerja untuk menanganinya. Pesan otomatis; jangan membalas di sini."
_MOST = 10  # cases written out in one message
# Of a case hidden from the front desk, which holds the telephone this is sent from.
_UNTOLD = "Ada yang menunggu Anda di Aduan."


def message_officers(now: datetime) -> int:
    """Queue one message per officer about all notices he has not seen and that still hold; return how many.

    In quiet hours, on days off and soon after the last message they wait and are then sent together. A message names
    cases by number only, one line a case; many cases are one line. One hidden from the front desk has not even that.
    """
    due = [row for (row,) in Notice.select(Notice.staff).where(Notice.message_due).distinct().tuples()]
    settings = office_settings() if due else {}
    if not due or message_time(office_calendar(), now, settings.get("jam_tenang", "")) > now:
        return 0
    account = gateway()
    people = Staff.select().where(Staff.id.in_(due)).order_by(Staff.id)
    free = [person for person in people if next_message(person.messaged_at, now, settings) <= now]
    return row_by_row(free, lambda person: _write_to(person, account, settings, now), lambda person: person.id)


def gateway() -> ChannelAccount | None:
    """Return the first enabled channel that can write to a telephone number on its own, a banned one last."""
    kinds = [kind for kind, row in CHANNELS.items() if row.phone_thread]
    enabled = ChannelAccount.kind.in_(kinds) & ChannelAccount.enabled
    banned = ChannelAccount.blocked_at.is_null(False)
    return ChannelAccount.select().where(enabled).order_by(banned, ChannelAccount.id).first()


def _write_to(person: Staff, account: ChannelAccount | None, settings: dict[str, str], now: datetime) -> bool:
    """Queue a person's pending notices, unless he saw them or they lapsed; return whether a message was queued."""
    with database.atomic():
        actor = actor_of(person, day=to_wib(now).date())
        mine = (Notice.staff == person.id) & Notice.message_due
        waiting = list(waiting_notices(actor).where(mine).order_by(Notice.id))
        # Of two agents, the one that removes the mark writes the message.
        taken = Notice.update(message_due=False).where(mine).returning(Notice.id)
        fresh = {row.id for row in taken.execute()}
        waiting = [notice for notice in waiting if notice.id in fresh and _wants(person, notice)]
        if not waiting or account is None or not (person.active and person.phone):
            return False
        _queue(account, person, _lines(waiting, actor, settings), waiting[-1].id, now)
        return True


def _wants(person: Staff, notice: Notice) -> bool:
    return bool(person.wants_messages if notice.kind == WARNING else person.wants_tasks)


def _lines(waiting: list[Notice], actor: Actor, settings: dict[str, str]) -> list[str]:
    """Return what a message says, one line a case with what to do, the gravest first; many cases are one line."""
    mine = own_notices(actor).where(Notice.id.in_([notice.id for notice in waiting]))
    cases = sorted(by_case(events_of(mine)), key=lambda one: (rank_of(one.first.sort), one.first.id))
    items = folded(cases, many_after(settings))
    single = told([item for item in items if isinstance(item, OneCase)], actor)
    hidden = {case for case, posts in recused_in_open_cases().items() if Role.PENGELOLA in posts}
    words = {item.one.first.id: f"{item.row.text} {item.to_do}".strip() for item in single}
    words |= {item.one.first.id: _UNTOLD for item in single if item.row.complaint in hidden}
    lines = (item.sentence if isinstance(item, ManyCases) else words[item.first.id] for item in items)
    return list(dict.fromkeys(lines))


def _queue(account: ChannelAccount, person: Staff, lines: list[str], newest: int, now: datetime) -> None:
    more = [f"… dan {len(lines) - _MOST} lagi"] if len(lines) > _MOST else []
    text = "\n".join([_HEAD, *(f"• {line}" for line in lines[:_MOST]), *more, _FOOT])
    reply = Outbox.create(
        reply_key=f"{KEY_HEAD}{person.id}-{newest}",
        account=account.id,
        thread=_thread_of(account, person, now),
        purpose=str(Purpose.LAIN),
        text=text,
        text_hash=text_hash(text),
        created_at=now,
    )
    Staff.update(messaged_at=now).where(Staff.id == person.id).execute()
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
