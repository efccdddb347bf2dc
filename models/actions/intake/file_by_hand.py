"""Files what an officer saw, heard or read as a message of the `manual` channel: same number, same clock, once."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.intake.files.store_attachment import record_stored
from models.actions.intake.receive_messages import receive_page
from models.rules.channels.channels import CHANNELS
from models.rules.channels.messages import Author, Direction, IncomingAttachment, IncomingMessage, Page, StoredFile
from models.rules.core.errors import AlreadyDone, RuleBroken, TextEmpty, TextTooLong
from models.rules.core.moments import iso
from models.rules.core.texts import storable
from models.rules.intake.filing import MOST_FILES, ORIGINS, TEXT_LIMIT, Origin, Person, link_of, person_of
from models.rules.intake.three_times import OLDEST_FILED
from models.rules.staff.permissions import Permission
from models.tables import Attachment, ChannelAccount, Complaint, ComplaintMessage, Contact, Handle, Message, database
from models.tables.core.database import is_sqlite

# The one channel no agent reads is the officers' own.
KIND = next(kind for kind, row in CHANNELS.items() if not row.needs_agent)
# A phone's clock may run ahead of ours a little.
_AHEAD = timedelta(minutes=2)


@dataclass(frozen=True)
class Filing:
    """What the officer typed. `reach`: a phone number or account name; `about`: the words of the publication.

    `seen_at`: when the office had it; of a letter the day it reached the office, never the date written on it.
    """

    origin: Origin
    text: str
    seen_at: datetime
    name: str = ""
    reach: str = ""
    link: str = ""
    about: str = ""


def file_by_hand(
    filing: Filing, files: Sequence[StoredFile], form_key: str, actor: Actor, now: datetime
) -> Complaint | None:
    """File a complaint and return the one it opened or joined; the same form twice is one.

    Raises NotPermitted, TextEmpty, TextTooLong, RuleBroken (with the sentence that says what to correct).
    """
    actor.demand(Permission.FILE_COMPLAINT)
    message = _message(filing, files, form_key, now)
    with database.atomic():
        account = desk_account(now)
        if _filed(account, form_key) is None:
            receive_page(account.id, str(message.kind), Page((message,)), now, "desk", actor)
            filed = _filed(account, form_key)
            if filed is None:
                raise AlreadyDone
            _note_files(filed, files)
            _note_name(message.author)
            subject = f"message:{filed.id}"
            told = f"{filing.origin}, diterima {iso(filed.sent_at)}"
            audit_trail.write(actor, now, AuditEvent("catat_pengaduan", subject, after=told))
        return _complaint_of(_filed(account, form_key))


def desk_account(now: datetime) -> ChannelAccount:
    """Return the account for what officers file, made when first needed. Needs a transaction."""
    if not is_sqlite():
        # Two officers may file the office's first complaint at the same moment.
        database.execute_sql("SELECT pg_advisory_xact_lock(hashtext(%s))", ("desk account",))
    found = ChannelAccount.select().where(ChannelAccount.kind == KIND).order_by(ChannelAccount.id).first()
    return found or ChannelAccount.create(kind=KIND, label=CHANNELS[KIND].label, created_at=now)


def _message(filing: Filing, files: Sequence[StoredFile], form_key: str, now: datetime) -> IncomingMessage:
    text, row = storable(filing.text).strip(), ORIGINS[filing.origin]
    check_filing(filing, len(files), now)
    person = person_of(filing.origin, storable(filing.name), storable(filing.reach))
    # An unnamed person cannot be found again: his conversation is this one form.
    handle = person.handle or f"tanpa kontak {hashlib.sha256(form_key.encode()).hexdigest()[:10]}"
    link = link_of(storable(filing.link))
    shown = replace(filing, text=text)
    payload = {**asdict(shown), "seen_at": iso(filing.seen_at), "files": [file.sha256 for file in files]}
    return IncomingMessage(
        kind=row.kind,
        external_id=form_key,
        thread_id=_thread(filing.origin, handle, link),
        author=Author(person.kind, handle, person.name),
        direction=Direction.IN,
        text=text,
        sent_at=min(filing.seen_at, now),
        payload=json.dumps(payload, ensure_ascii=False),
        attachments=tuple(
            IncomingAttachment({"sha256": file.sha256}, file.mime, file.filename, file.size) for file in files
        ),
        permalink=link or None,
        about=_about(filing, person),
    )


def check_filing(filing: Filing, files: int, now: datetime) -> None:
    """Raise TextEmpty, TextTooLong or RuleBroken where it cannot be filed, or not with so many files."""
    text = storable(filing.text).strip()
    if not text and not files:
        raise TextEmpty("Tuliskan isi pengaduannya, atau lampirkan tangkapan layarnya.")
    if len(text) > TEXT_LIMIT:
        raise TextTooLong(f"Teks {len(text)} karakter, batasnya {TEXT_LIMIT}. Lampirkan sisanya sebagai berkas.")
    if files > MOST_FILES:
        raise RuleBroken(f"Paling banyak {MOST_FILES} berkas. Kurangi lampirannya.")
    if filing.seen_at > now + _AHEAD:
        raise RuleBroken("Waktu diterima masih di depan. Periksa tanggal dan jamnya.")
    if filing.seen_at < now - OLDEST_FILED:
        raise RuleBroken("Waktu diterima lebih dari setahun yang lalu. Periksa tahunnya.")
    person_of(filing.origin, storable(filing.name), storable(filing.reach))
    link_of(storable(filing.link))


def _thread(origin: Origin, handle: str, link: str) -> str:
    """Return the conversation's id: one per person and way, and for comments one per publication."""
    place = f":{link}" if ORIGINS[origin].kind == "comment" and link else ""
    return f"{origin}:{handle}{place}"[:200]


def _about(filing: Filing, person: Person) -> str:
    said = storable(filing.about).strip()
    return said or ORIGINS[filing.origin].label + (f" – {person.name}" if person.name else "")


def _filed(account: ChannelAccount, form_key: str) -> Message | None:
    return Message.get_or_none((Message.account == account.id) & (Message.external_id == form_key))


def _note_files(message: Message, files: Sequence[StoredFile]) -> None:
    for attachment in Attachment.select().where(Attachment.message == message.id).order_by(Attachment.position):
        file = files[attachment.position]
        record_stored(attachment.id, file.sha256, file.size, file.mime, mismatch=False)


def _note_name(author: Author) -> None:
    """Store the name the officer heard for a person who has none."""
    if not author.display_name:
        return
    handle = Handle.get((Handle.kind == str(author.handle_kind)) & (Handle.value == author.handle[:200]))
    Contact.update(name=author.display_name).where((Contact.id == handle.contact_id) & (Contact.name == "")).execute()


def _complaint_of(message: Message | None) -> Complaint | None:
    if message is None:
        return None
    linked = (ComplaintMessage.message == message.id) & ComplaintMessage.undone_at.is_null()
    return (
        Complaint.select()
        .join(ComplaintMessage)
        .where(linked)
        .order_by(Complaint.open.desc(), Complaint.id.desc())
        .first()
    )
