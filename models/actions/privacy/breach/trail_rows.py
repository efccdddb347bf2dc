"""What a row of the audit trail shows of whom: a look, a file that left, or work on a case."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from models.actions.intake.join_contacts import person_of
from models.actions.privacy.access_log import recorded_since, restored_at
from models.rules.core.moments import day_words, to_wib
from models.rules.privacy import breach
from models.rules.privacy.accesses import EXPORTS, may_hold_people, shows_whole_case
from models.rules.privacy.breach import TALK, WHOLE, Data, Shown, Surety
from models.tables import Attachment, Audit, Complaint, Contact, Document, Handle, Message, Outbox, Thread

_FILES = frozenset({Data.FILES})
_PAPER = frozenset(Data)


def shown_by(row: Any, surety: Surety = Surety.CERTAIN) -> Iterator[Shown]:
    """Yield what one row of the trail shows; nothing where it is of no case and no file of a person."""
    named = evidence_of(row)
    kind, _, key = row.subject.partition(":")
    case = _case_of(kind, key)
    if row.event == "serahkan_data" and case is not None:
        yield from _of_person(case, row, surety, named)
    elif case is None:
        yield from _alone(kind, key, row, surety, named)
    elif shows_whole_case(row.event, row.after):
        dossier = "berkas_perkara" in row.event + row.after
        masked = not dossier and row.event != "lihat_identitas"
        yield Shown(case, row.at, surety, WHOLE if dossier else TALK, named, masked=masked)
    elif row.event in ("lihat_berkas", "lihat_lampiran", "unduh_paket_naskah"):
        what, _, which = row.after.partition(":")
        author = _author(which) if what == "attachment" else None
        data = _FILES if what in ("attachment", "berkas_jawaban", "foto", "proof") else _PAPER
        yield Shown(case, row.at, surety, data, named, contact=author or _contact(case), whole=False)
    else:
        # Who works on a case sees its page; the page of a person's data opens only with his identity.
        yield Shown(case, row.at, surety, TALK, named, masked=not row.after.startswith("data_pribadi"))


def leaves_list(row: Any) -> bool:
    """Whether a row says that a list left which may have held anybody."""
    return row.event in EXPORTS and may_hold_people(row.subject)


def everything(until: datetime, evidence: str = "", *, forwarded: bool = False) -> Iterator[Shown]:
    """Yield as possible all that stood in lists until a moment, destroyed later or not, and who has no case.

    `forwarded`: only the cases that a section received.
    """
    for case in cases_until(until, forwarded):
        yield Shown(case, until, Surety.POSSIBLE, TALK, evidence)
    for contact in () if forwarded else without_case(until):
        yield Shown(None, until, Surety.POSSIBLE, TALK, evidence, contact=contact, whole=False)


def cases_until(until: datetime, forwarded: bool = False) -> list[int]:
    """Return the cases that were recorded by a moment and not destroyed yet."""
    known = Complaint.recorded_at.is_null() | (Complaint.recorded_at <= until)
    known &= Complaint.destroyed_at.is_null() | (Complaint.destroyed_at > until)
    query = Complaint.select(Complaint.id).where(known & Complaint.forwarded if forwarded else known)
    return [case for (case,) in query.order_by(Complaint.id).tuples()]


def without_case(until: datetime) -> list[int]:
    """Return the contacts known by a moment who wrote and have no case of their own."""
    known = (Contact.created_at <= until) & Contact.id.not_in(Complaint.select(Complaint.contact))
    return [contact for (contact,) in Contact.select(Contact.id).where(known).order_by(Contact.id).tuples()]


def evidence_of(row: Any) -> str:
    """Return how a row of the trail is called: its chain and number, as the screen has it."""
    return f"{row.chain} no. {row.seq}"


def trail_reaches(since: datetime) -> list[str]:
    """Return what the trail lacks of the time since a moment: before looks were recorded, and what a restore took."""
    known = recorded_since()
    told = [breach.NEVER] if known is None else []
    if known is not None and known > since:
        told.append(breach.SINCE.format(wib_words(known)))
    return told + [breach.RESTORED.format(wib_words(at)) for at in restored_at() if at >= since]


def wib_words(moment: datetime) -> str:
    """Return a moment as it is written in the list: 25 November 2026 09.05 WIB."""
    local = to_wib(moment)
    return f"{day_words(local.date())} {local:%H.%M} WIB"


def rows_of(wanted: Any) -> Iterable[Any]:
    """Return the rows of the trail under a condition, in their order."""
    columns = (Audit.id, Audit.chain, Audit.seq, Audit.at, Audit.actor, Audit.event, Audit.subject, Audit.after)
    found: Iterable[Any] = Audit.select(*columns).where(wanted).order_by(Audit.id).namedtuples().iterator()
    return found


def _case_of(kind: str, key: str) -> int | None:
    """Return the case a subject of the trail is of."""
    if not key.isdigit():
        return None
    if kind == "complaint":
        return Complaint.select(Complaint.id).where(Complaint.id == int(key)).scalar()
    if kind == "document":
        return Document.select(Document.complaint).where(Document.id == int(key)).scalar()
    return Outbox.select(Outbox.complaint).where(Outbox.id == int(key)).scalar() if kind == "outbox" else None


def _alone(kind: str, key: str, row: Any, surety: Surety, named: str) -> Iterator[Shown]:
    """Yield a file or message that stood in no case."""
    if kind in ("attachment", "message"):
        who = _author(key) if kind == "attachment" else _writer(key)
        if who:
            data = _FILES if kind == "attachment" else TALK
            yield Shown(None, row.at, surety, data, named, contact=who, whole=False)


def _of_person(case: int, row: Any, surety: Surety, named: str) -> Iterator[Shown]:
    """Yield all of the person whose data were handed out, as far as the contacts were his then."""
    people = {_contact(case) or 0, *_then_joined(_contact(case) or 0, row)}
    mine = Complaint.contact.in_(sorted(people)) & (
        Complaint.recorded_at.is_null() | (Complaint.recorded_at <= row.at)
    )
    cases = list(Complaint.select(Complaint.id, Complaint.contact).where(mine).order_by(Complaint.id).tuples())
    for key, contact in cases:
        yield Shown(key, row.at, surety, WHOLE, named, contact=contact, whole=False, masked=False)
    for one in sorted(people - {contact for _key, contact in cases}):
        yield Shown(None, row.at, surety, WHOLE, named, contact=one, whole=False)


def _then_joined(contact: int, row: Any) -> set[int]:
    """Return the contacts that are joined with one, and those that were and have been parted since."""
    found = set(person_of(contact))
    parted = Audit.select(Audit.subject, Audit.before).where((Audit.event == "pisah_pelapor") & (Audit.id > row.id))
    for subject, before in parted.tuples():
        pair = {int(name.partition(":")[2]) for name in (subject, before) if name.partition(":")[2].isdigit()}
        if pair & found:
            found |= pair
    return found


def _contact(case: int) -> int | None:
    return Complaint.select(Complaint.contact).where(Complaint.id == case).scalar()


def _author(key: str) -> int | None:
    """Return the contact that sent a file, by its public name or its number."""
    mine = (
        (Attachment.public_id == key) | (Attachment.id == int(key)) if key.isdigit() else Attachment.public_id == key
    )
    rows = Attachment.select(Handle.contact).join(Message).join(Thread).join(Handle)
    return rows.where(mine).limit(1).scalar()


def _writer(key: str) -> int | None:
    if not key.isdigit():
        return None
    return Message.select(Handle.contact).join(Thread).join(Handle).where(Message.id == int(key)).scalar()
