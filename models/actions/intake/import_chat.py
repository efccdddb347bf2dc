"""Imports a WhatsApp chat export into its conversation, without doubling earlier imports or gateway messages."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.actions.intake.file_by_hand import KIND, desk_account
from models.actions.intake.files.store_attachment import record_fetch_failed, record_stored
from models.actions.intake.imported import IMPORT_STREAM
from models.actions.intake.receive_messages import receive_page
from models.actions.intake.stored_messages import StoredMessages
from models.rules.channels.messages import (
    Author,
    Direction,
    HandleKind,
    IncomingAttachment,
    IncomingMessage,
    Kind,
    Page,
    StoredFile,
)
from models.rules.core.errors import RuleBroken
from models.rules.core.moments import from_wib, iso
from models.rules.intake.chat_export import Export, ExportedMessage
from models.rules.intake.filing import phone_number
from models.rules.staff.permissions import Permission
from models.tables import (
    Attachment,
    ChannelAccount,
    Complaint,
    Envelope,
    Handle,
    Message,
    OpenThread,
    Thread,
    WayIn,
    database,
)
from models.tables.privacy.visible import hidden

NOT_EXPORTED = "tidak ikut dalam ekspor; minta lagi kepada pelapor bila perlu"
# An unknown conversation opens a complaint by itself only if its newest message is younger than this.
_NEWS = timedelta(days=7)
_PAGE = 500


@dataclass(frozen=True)
class ImportChoice:
    """What the officer said of an export: which sender is the office, the citizen's name and number, from when on."""

    office: str
    person: str
    phone: str
    since: date | None = None
    opens: bool | None = None  # None: what the newest message suggests


@dataclass(frozen=True)
class ImportPlan:
    """What an import would do. `account_id` and `thread_id` are None where the conversation is new."""

    number: str
    account: ChannelAccount | None
    thread: Thread | None
    messages: tuple[IncomingMessage, ...]  # new ones only
    known: int
    left_out: int
    open_case: Complaint | None
    opens: bool

    @property
    def files(self) -> tuple[str, ...]:
        """Return the names of the export's files that belong to new messages."""
        return tuple(str(file.ref["file"]) for message in self.messages for file in message.attachments)


@dataclass(frozen=True)
class Imported:
    """What an import did."""

    new: int
    known: int
    complaint: Complaint | None


def plan_import(export: Export, choice: ImportChoice, actor: Actor, now: datetime) -> ImportPlan:
    """Return what an import would do, changing nothing. Raises RuleBroken where the choice cannot be right.

    A case hidden from this officer is as if there were none.
    """
    _check(export, choice)
    number = phone_number(choice.phone)
    thread = _known_thread(number)
    place = thread.external_id if thread else _desk_thread(number)
    ours = [message for message in export.messages if message.sender in (choice.office, choice.person)]
    wanted = [row for row in ours if choice.since is None or row.written_at.date() >= choice.since]
    items = _items(wanted, choice, number, place)
    fresh = _not_known(items, thread)
    open_case = _open_case(thread)
    if open_case is not None and hidden(actor.scope, open_case.id):
        open_case = None
    news = _is_news(fresh, thread, now)
    return ImportPlan(
        number=number,
        account=thread.account if thread else None,
        thread=thread,
        messages=tuple(fresh),
        known=len(items) - len(fresh),
        left_out=len(export.messages) - len(wanted),
        open_case=open_case,
        opens=open_case is None and (news if choice.opens is None else choice.opens),
    )


def import_chat(
    export: Export,
    choice: ImportChoice,
    files: Mapping[str, StoredFile],
    form_key: str,
    actor: Actor,
    now: datetime,
) -> Imported:
    """Import what is new. `files`: stored files by their names in the export.

    Raises NotPermitted, AlreadyDone (the same form twice), RuleBroken.
    """
    actor.demand(Permission.FILE_COMPLAINT)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        plan = plan_import(export, choice, actor, now)
        account = plan.account or desk_account(now)
        beside = plan.open_case is None and _open_case(plan.thread) is not None
        for start in range(0, len(plan.messages), _PAGE):
            page = Page(plan.messages[start : start + _PAGE], cursor=iso(now))
            # Beside a hidden case only the newest open one: each page would open another.
            opens = plan.opens and (not beside or start + _PAGE >= len(plan.messages))
            receive_page(account.id, IMPORT_STREAM, page, now, "import", actor, opens)
        _note_files(account, plan.messages, files, now)
        thread = plan.thread or _thread_of(account, plan)
        subject = f"thread:{thread.id}" if thread else f"channel:{account.id}"
        counted = f"{len(plan.messages)} baru, {plan.known} sudah ada"
        audit_trail.write(actor, now, AuditEvent("impor_percakapan", subject, after=counted))
        complaint = _open_case(thread) if not beside else _newest_of(thread) if plan.opens else None
        return Imported(len(plan.messages), plan.known, complaint)


def _check(export: Export, choice: ImportChoice) -> None:
    if export.day_first is None:
        raise RuleBroken("Tanggal dalam ekspor ini terbaca dua cara. Pilih lebih dahulu mana yang benar.")
    if choice.person not in export.senders:
        raise RuleBroken("Pilih nama pelapor di antara pengirim dalam ekspor ini.")
    if choice.office == choice.person:
        raise RuleBroken("Nama kantor dan nama pelapor tidak boleh sama.")


def _desk_thread(number: str) -> str:
    return f"whatsapp:{number}"


def _known_thread(number: str) -> Thread | None:
    """Return the private conversation with this number, on a real channel first, then the most recent.

    None on an account that passes the front desk by: whoever imports does not hold that telephone.
    """
    named = (Handle.kind == str(HandleKind.PHONE)) & (Handle.value == number) & (Thread.kind == str(Kind.DM))
    # A call of the same person is another conversation than his chat.
    chat = (ChannelAccount.kind != KIND) | (Thread.external_id == _desk_thread(number))
    query = Thread.select(Thread, ChannelAccount).join_from(Thread, Handle).join_from(Thread, ChannelAccount)
    newest = Thread.last_message_at.desc(nulls="last")
    past = WayIn.select(WayIn.account).where(WayIn.ended_at.is_null() & WayIn.account.is_null(False))
    named &= Thread.account.not_in(past)
    return query.where(named & chat).order_by((ChannelAccount.kind == KIND).asc(), newest, Thread.id).first()


def _items(wanted: list[ExportedMessage], choice: ImportChoice, number: str, place: str) -> list[IncomingMessage]:
    """Return the messages; equal ones in the same minute are numbered to tell them apart."""
    seen: Counter[str] = Counter()
    name = "" if choice.person.startswith("+") else choice.person
    author = Author(HandleKind.PHONE, number, name)
    items = []
    for row in wanted:
        equal = _fingerprint(row, place)
        items.append(_item(row, f"ekspor:{equal}:{seen[equal]}", place, author, choice.office))
        seen[equal] += 1
    return items


def _fingerprint(row: ExportedMessage, place: str) -> str:
    minute = row.written_at.replace(second=0)
    parts = (place, minute.isoformat(), row.text, row.file or row.left_out, "ditarik" if row.withdrawn else "")
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:40]


def _item(row: ExportedMessage, external_id: str, place: str, author: Author, office: str) -> IncomingMessage:
    carries = row.file or row.left_out
    file = IncomingAttachment({"file": row.file}, filename=carries) if carries else None
    return IncomingMessage(
        kind=Kind.DM,
        external_id=external_id,
        thread_id=place,
        author=author,
        direction=Direction.OUT if row.sender == office else Direction.IN,
        text=row.text,
        sent_at=from_wib(row.written_at),
        payload=json.dumps({"ekspor": row.raw, "baris": row.line}, ensure_ascii=False),
        attachments=(file,) if file else (),
        withdrawn=row.withdrawn,
    )


def _not_known(items: list[IncomingMessage], thread: Thread | None) -> list[IncomingMessage]:
    """Return the messages that neither an earlier import nor the gateway brought (same words in the same minute)."""
    if thread is None:
        return items
    stored = StoredMessages(thread, {item.external_id for item in items})
    left = [item for item in items if item.external_id not in stored.imported and not stored.takes(item)]
    # What was taken back since stands in the export without its words.
    return [item for item in left if not (item.withdrawn and stored.takes_any(item))]


def _is_news(fresh: list[IncomingMessage], thread: Thread | None, now: datetime) -> bool:
    """Whether the citizen wrote something newer than all that is known; older history opens no complaint."""
    inbound = [item.sent_at for item in fresh if item.direction is Direction.IN]
    edge = thread.last_message_at if thread and thread.last_message_at else now - _NEWS
    return bool(inbound) and max(inbound) > edge


def _open_case(thread: Thread | None) -> Complaint | None:
    if thread is None:
        return None
    held = Complaint.select().join(OpenThread).where(OpenThread.thread == thread.id).first()
    return held.lead if held is not None and held.lead_id is not None else held


def _newest_of(thread: Thread | None) -> Complaint | None:
    return Complaint.select().where(Complaint.thread == thread).order_by(Complaint.id.desc()).first()


def _thread_of(account: ChannelAccount, plan: ImportPlan) -> Thread | None:
    place = _desk_thread(plan.number)
    return Thread.get_or_none((Thread.account == account.id) & (Thread.external_id == place))


def _note_files(
    account: ChannelAccount,
    messages: tuple[IncomingMessage, ...],
    files: Mapping[str, StoredFile],
    now: datetime,
) -> None:
    """Record the attachments' files, and mark those the export does not contain as missing."""
    carrying = [message.external_id for message in messages if message.attachments]
    for start in range(0, len(carrying), _PAGE):
        mine = (Message.account == account.id) & Message.external_id.in_(carrying[start : start + _PAGE])
        for row in Attachment.select().join(Message).join(Envelope).where(mine & (Attachment.state == "menunggu")):
            file = files.get(str(json.loads(row.ref).get("file")))
            if file:
                record_stored(row.id, file.sha256, file.size, file.mime, mismatch=False)
            else:
                record_fetch_failed(row.id, NOT_EXPORTED, now, gone=True)
