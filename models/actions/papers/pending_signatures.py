"""A signature between its button and its number: a row that is taken back, or carried out once its time is over."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from peewee import InterfaceError, OperationalError

from models.actions.core import audit_trail
from models.actions.core.actor import Actor, actor_of
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import touch
from models.actions.core.form_key import spend_form_key
from models.actions.core.move_complaint import move_complaint
from models.actions.core.row_by_row import row_by_row
from models.actions.core.unread_news import Look, demand_look
from models.actions.papers.keep_template import active_template
from models.actions.papers.locked_paper import locked_paper
from models.actions.papers.sign_document import sign_document
from models.rules.cases.sop import MOVES, Move
from models.rules.core.errors import AlreadyDone, DocumentNotAllowed, NotVisible, RuleBroken
from models.rules.core.moments import to_wib
from models.rules.core.stored_moments import LONGEST_REST
from models.rules.papers.documents import DocumentState, paper_title
from models.rules.papers.numbering import PaperDate
from models.rules.papers.signing_ways import SignatureState
from models.tables import Complaint, Document, Notice, PendingSignature, Staff, database
from models.tables.core.prepared import prepared
from models.tables.core.stored_moments import has_come

NOTICE = "tanda_tangan"
MOST_TRIES = 3
_UNSIGNED = (DocumentState.KONSEP, DocumentState.DIPARAF)
_WAITING = str(SignatureState.MENUNGGU)
_FAULT = "Program gagal menjalankannya berulang kali. Tanda tangani lagi; bila berulang, beri tahu Administrator."


def submit_signature(
    document_id: int,
    actor: Actor,
    now: datetime,
    seconds: float,
    *,
    way: str,
    number: str | None = None,
    dated: PaperDate | None = None,
    move: Move | None = None,
    form_key: str | None = None,
    look: Look | None = None,
    seen: str = "",
) -> PendingSignature:
    """Keep a signature, and the move made with it, until its time is over; no number is spent before.

    `look`, `seen`: what of news and words the form had shown. Tried first and put back: raises what both actions do.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        document, case = _unsigned(document_id, actor, now, move, look, seen)
        with database.atomic() as tried:
            signed = _sign(document_id, actor, now, number, dated, move)
            tried.rollback()
        pending = PendingSignature.create(
            document=document.id,
            staff=actor.person_id,
            way=way,
            **_marks(document, signed),
            stage_since=case.stage_since if case is not None else None,
            move=str(move or ""),
            number=number or "",
            dated=dated.day if dated else None,
            dated_reason=dated.reason if dated else "",
            submitted_at=now,
            due_at=now + timedelta(seconds=seconds),
        )
        _after(document, "ajukan_tanda_tangan", document.type, actor, now)
        return pending


def _unsigned(
    document_id: int, actor: Actor, now: datetime, move: Move | None, look: Look | None, seen: str
) -> tuple[Document, Complaint | None]:
    """Return the paper and its case, locked, if it may be signed with this move. Raises AlreadyDone, UnreadNews."""
    document, case = locked_paper(document_id, actor, seen)
    if pending_of([document.id]):
        raise AlreadyDone("Naskah ini sedang ditandatangani dan masih dapat diurungkan.")
    if move is not None and case is not None:
        demand_look(case, look, actor, now, all_read=MOVES[move].files)
    return document, case


def begin_time(pending_ids: Sequence[int], due_at: datetime) -> dict[int, PendingSignature]:
    """Let these signatures, submitted together, take effect from this moment on; return those that wait for it."""
    mine = PendingSignature.id.in_(pending_ids) & (PendingSignature.state == _WAITING)
    with database.atomic():
        PendingSignature.update(due_at=due_at).where(mine).execute()
        return {row.id: row for row in PendingSignature.select().where(mine)}


def undo_signature(document_id: int, actor: Actor, now: datetime) -> PendingSignature:
    """Take a signature back before it took effect. Raises NotVisible where it is not his, AlreadyDone once it did."""
    with database.atomic():
        mine = (PendingSignature.document == document_id) & (PendingSignature.staff == actor.staff_id)
        pending = PendingSignature.select().where(mine).order_by(PendingSignature.id.desc()).first()
        if pending is None:
            raise NotVisible
        if not _end(pending.id, SignatureState.DIURUNGKAN, now):
            raise AlreadyDone("Tanda tangan ini sudah berlaku atau sudah diurungkan.")
        _after(pending.document, "urungkan_tanda_tangan", pending.document.type, actor, now)
        return PendingSignature.get_by_id(pending.id)


def pending_of(documents: Iterable[int]) -> dict[int, PendingSignature]:
    """Return the signatures of these papers that wait for their time, by paper."""
    papers = list(documents)
    return {row.document_id: row for row in _waiting_of(papers)} if papers else {}


@prepared
def _waiting_of(documents: list[int]) -> Any:
    waiting = PendingSignature.document.in_(documents) & (PendingSignature.state == _WAITING)
    return PendingSignature.select().where(waiting & ~PendingSignature.over)


def has_unended_signatures() -> bool:
    """Whether any signature still waits for its time, or for its paper to be filed; asked before each request."""
    return bool(_unended())


@prepared
def _unended() -> Any:
    return PendingSignature.select(PendingSignature.id).where(~PendingSignature.over).limit(1).tuples()


def due_signatures(now: datetime) -> list[int]:
    """Return the signatures whose time is over, the earliest first. One query, over the few that are not over."""
    waiting = ~PendingSignature.over & (PendingSignature.state == _WAITING)
    waiting &= has_come(PendingSignature.due_at, now, LONGEST_REST)
    rows = PendingSignature.select(PendingSignature.id).where(waiting)
    return [key for (key,) in rows.order_by(PendingSignature.due_at, PendingSignature.id).tuples()]


def carry_out(pending_id: int, now: datetime) -> Document | None:
    """Sign as submitted, with its move, in one transaction; None where somebody else did or it cannot be any more.

    Whoever changes the row's state first does it: a second program, or one begun anew after a kill, finds it changed.
    What cannot be signed any more lapses, and its signer is told why.
    """
    try:
        with database.atomic():
            if not _end(pending_id, SignatureState.BERLAKU, now, over=False):
                return None
            pending = PendingSignature.get_by_id(pending_id)
            actor = _signer(pending, now)
            _check_unchanged(pending, now)
            dated = PaperDate(pending.dated, pending.dated_reason) if pending.dated else None
            move = Move(pending.move) if pending.move else None
            signed = _sign(pending.document_id, actor, now, pending.number or None, dated, move)
            if _block(signed) != pending.block:
                raise DocumentNotAllowed("Pemangku jabatan penanda tangannya berubah setelah tombol ditekan.")
            if pending.look and _look(signed) != pending.look:
                raise DocumentNotAllowed("Templat atau kop suratnya berubah setelah tombol ditekan.")
            return signed
    except RuleBroken as broken:
        _lapse(pending_id, broken.sentence, now)
        return None


def carry_out_due(now: datetime) -> int:
    """Clock job: carry out every signature whose time is over; return how many took effect."""
    return row_by_row(due_signatures(now), lambda key: attempt(key, now))


def attempt(pending_id: int, now: datetime) -> bool:
    """Carry one out, whether it took effect; a fault of the program is counted, and the third sets it aside."""
    try:
        return carry_out(pending_id, now) is not None
    except (OperationalError, InterfaceError):
        raise  # the database was busy or away, which is no fault of this signature
    except Exception:
        with database.atomic():
            one = PendingSignature.id == pending_id
            PendingSignature.update(tries=PendingSignature.tries + 1).where(one).execute()
            worn_out = PendingSignature.select().where(one & (PendingSignature.tries >= MOST_TRIES)).exists()
        if worn_out:
            _lapse(pending_id, _FAULT, now)
        raise


def unfiled_signatures() -> list[PendingSignature]:
    """Return the signatures that took effect and whose paper was not filed yet (the agent makes no files)."""
    done = ~PendingSignature.over & (PendingSignature.state == str(SignatureState.BERLAKU))
    return list(PendingSignature.select().where(done).order_by(PendingSignature.id))


def mark_filed(pending_id: int) -> None:
    """Note that the paper of a signature was filed, or cannot be made now: opening it tries again."""
    PendingSignature.update(over=True).where(PendingSignature.id == pending_id).execute()


def _sign(
    document_id: int, actor: Actor, now: datetime, number: str | None, dated: PaperDate | None, move: Move | None
) -> Document:
    signed = sign_document(document_id, actor, now, number=number, dated=dated)
    if move is not None and signed.complaint_id is not None:
        move_complaint(signed.complaint_id, move, actor, now)
    return signed


def _signer(pending: PendingSignature, now: datetime) -> Actor:
    person: Staff = pending.staff
    if not person.active:
        raise DocumentNotAllowed(f"Akun {person.name or person.username} sudah tidak aktif.")
    return actor_of(person, day=to_wib(now).date())


def _check_unchanged(pending: PendingSignature, now: datetime) -> None:
    document = Document.get_by_id(pending.document_id)
    if pending.dated is None and to_wib(pending.submitted_at).date() != to_wib(now).date():
        raise DocumentNotAllowed("Harinya berganti setelah tombol ditekan, jadi tanggal naskahnya lain.")
    if document.state in _UNSIGNED and _hash(document.facts) != pending.words:
        raise DocumentNotAllowed("Kata-kata konsepnya berubah setelah tombol ditekan.")
    if document.complaint_id is not None:
        case = Complaint.get_by_id(document.complaint_id)
        if case.stage_since != pending.stage_since:
            raise DocumentNotAllowed("Kasusnya sudah berpindah setelah tombol ditekan.")


def _marks(document: Document, signed: Document) -> dict[str, Any]:
    """Return by what a signature knows later that nothing changed: the draft's words, its signer, its look."""
    return {"words": _hash(document.facts), "block": _block(signed), "look": _look(signed)}


def _block(signed: Document) -> str:
    """Return the hash of the block under which a paper is signed: whose name it carries."""
    return _hash(json.dumps(json.loads(signed.facts).get("signer"), sort_keys=True))


def _look(signed: Document) -> str:
    """Return the hash of what else a paper is signed with: its template, letterhead, and whoever it names besides.

    Neither its number nor its date, which come with its signature. A shipped template changes with the program alone.
    """
    facts = json.loads(signed.facts)
    given = {key: value for key, value in facts.items() if key not in ("signer", "number", "date")}
    own = signed.own_version
    template = active_template(signed.type, own.number if own is not None else 0)
    return _hash(json.dumps([template.sha256 if template is not None else "", given], sort_keys=True))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _end(pending_id: int, state: SignatureState, now: datetime, why: str = "", *, over: bool = True) -> bool:
    """Change a waiting signature's state; whether it still waited. Two who try wait for each other here."""
    waiting = (PendingSignature.id == pending_id) & (PendingSignature.state == _WAITING)
    ended = PendingSignature.update(state=str(state), ended_at=now, why=why, over=over)
    return bool(ended.where(waiting).execute())


def _lapse(pending_id: int, why: str, now: datetime) -> None:
    with database.atomic():
        if not _end(pending_id, SignatureState.GUGUR, now, why):
            return
        pending = PendingSignature.get_by_id(pending_id)
        document, person = pending.document, pending.staff
        what = f"{paper_title(document)}{_of_case(document)}"
        text = f"{what} tidak jadi ditandatangani: {why} Tidak ada nomor yang terpakai olehnya."
        key = f"ttd:{pending.id}:{person.id}"
        notice = Notice.insert(
            staff=person.id, kind=NOTICE, text=text, made_at=now, complaint=document.complaint_id, key=key
        )
        notice.on_conflict_ignore().execute()
        _after(document, "tanda_tangan_gugur", why, actor_of(person), now)


def _of_case(document: Document) -> str:
    return f" {case.number}" if (case := document.complaint) is not None else ""


def _after(document: Document, event: str, said: str, actor: Actor, now: datetime) -> None:
    if document.complaint_id is not None:
        touch(Complaint.get_by_id(document.complaint_id))
    audit_trail.write(actor, now, AuditEvent(event, f"document:{document.id}", after=said))
