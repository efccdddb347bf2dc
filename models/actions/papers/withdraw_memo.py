"""Takes a memo back with the case it handed over, by its signer, while the next desk has not acted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import facts_of
from models.actions.core.form_key import spend_form_key
from models.actions.core.move_complaint import follow
from models.actions.core.office_facts import office_settings
from models.actions.core.trail_order import acts_on, last_act
from models.actions.core.unread_news import Look, demand_look
from models.actions.papers.locked_paper import locked_paper
from models.actions.papers.paper_rights import signing_delegates, signing_role
from models.rules.cases.sop import Move, MoveRow, Stage
from models.rules.cases.workflow import check_withdrawal
from models.rules.core.errors import AlreadyDone, DocumentNotAllowed, ReasonMissing
from models.rules.core.moments import to_wib
from models.rules.papers.documents import DocumentState
from models.rules.papers.withdrawals import HANDED_OVER_WITH, way_back
from models.tables import Complaint, Document, History, database
from models.tables.core.prepared import prepared

_PAPER = "sudah dibuatkan naskah di meja berikutnya"
# What the next desk can have done, as the trail names it, the most telling first.
_DONE = {
    "isi": "sudah ditulisi di meja berikutnya",
    "konsep": _PAPER,
    "paraf": _PAPER,
    "tanda_tangan": _PAPER,
    "jeda": "jamnya dijeda di meja berikutnya",
}


@dataclass(frozen=True)
class HandedOver:
    """A case handed over by memo and still where that brought it: the memo, its number in the trail, the way back."""

    memo: Document
    since: int
    way: MoveRow


def handed_over(case: Complaint, history: Sequence[History] | None = None) -> HandedOver | None:
    """Return the memo that brought a case to the desk where it is now; None where no memo did.

    `history`: its rows in order, if already read.
    """
    last = _last_move.first(case.id) if history is None else _last_of(history)
    way = way_back(last.move, Stage(case.stage)) if last is not None else None
    if last is None or way is None:
        return None
    memos = (Document.complaint == case.id) & (Document.type == HANDED_OVER_WITH[Move(last.move)])
    signed = memos & (Document.state == str(DocumentState.DITANDATANGANI))
    memo = max(Document.select().where(signed), key=_signed, default=None)
    moved_by = last_act(f"complaint:{case.id}", last.move)
    return HandedOver(memo, moved_by.number if moved_by else 0, way) if memo is not None else None


def _last_of(history: Sequence[History]) -> History | None:
    return next((row for row in reversed(history) if row.move in _MOVES), None)


_MOVES = frozenset(map(str, Move))


@prepared
def _last_move(case: int) -> Any:
    moved = (History.complaint == case) & History.move.in_([str(move) for move in Move])
    return History.select().where(moved).order_by(History.id.desc()).limit(1)


def _signed(memo: Document) -> tuple[int, int]:
    signed = last_act(f"document:{memo.id}", "tanda_tangan")
    return (signed.number if signed else 0, memo.id)


def withdrawable_memo(
    case: Complaint, actor: Actor, now: datetime, history: Sequence[History] | None = None
) -> Document | None:
    """Return the memo of a case that this person may take back now, if there is one; `history`: if already read."""
    over = handed_over(case, history)
    may = over is not None and may_withdraw(over, case, actor, now) and not acted_on(case, over.since)
    return over.memo if over is not None and may else None


def withdraw_memo(
    document_id: int,
    reason: str,
    actor: Actor,
    now: datetime,
    *,
    form_key: str | None = None,
    look: Look | None = None,
) -> Complaint:
    """Take a memo back and its case with it. Raises DocumentNotAllowed, AlreadyDone, ReasonMissing, NotVisible.

    The memo keeps its number and stays in the register as withdrawn; the next of its kind says that it replaces it.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        document, case = locked_paper(document_id, actor)
        if document.state == DocumentState.DITARIK:
            raise AlreadyDone("Nota dinas ini sudah ditarik.")
        over = handed_over(case) if case is not None else None
        if case is None or over is None or over.memo.id != document.id:
            raise DocumentNotAllowed("Nota dinas ini tidak dapat ditarik: kasusnya sudah berjalan sesudahnya.")
        _check(over, case, reason, actor, now)
        demand_look(case, look, actor, now)
        ended = {"cancelled_by": actor.staff_id, "cancelled_at": now, "cancel_reason": reason.strip()}
        Document.update({**ended, "state": str(DocumentState.DITARIK)}).where(Document.id == document.id).execute()
        follow(case, over.way, actor, now, reason)
        event = AuditEvent("tarik_naskah", f"document:{document.id}", document.state, str(DocumentState.DITARIK))
        audit_trail.write(actor, now, event)
        return case


def may_withdraw(over: HandedOver, case: Complaint, actor: Actor, now: datetime) -> bool:
    """Whether this person holds the post that signs this memo, or signed it himself on that post's behalf."""
    settings, code = office_settings(), over.memo.type
    if actor.among({signing_role(case, code, settings, over.way.target)}):
        return True
    delegates = signing_delegates(case, code, settings, to_wib(now).date(), over.way.target)
    return over.memo.signed_by_id == actor.staff_id and actor.among(delegates)


def acted_on(case: Complaint, since: int) -> str:
    """Return what the desk that has a case did with it since it arrived, for a sentence; empty where it did nothing.

    Opening the case or writing a note beside it is not acting; both leave nothing that a withdrawal would undo.
    `since`: the number under which the trail has the handing over.
    """
    if (holder := case.assignee) is not None:
        return f"sudah dipegang {holder.name or holder.username}"
    mine = Document.select(Document.id).where(Document.complaint == case.id)
    papers = [f"document:{number}" for (number,) in mine.tuples()]
    acts = {_DONE[act.event] for act in acts_on([f"complaint:{case.id}", *papers], _DONE, since)}
    return next((words for words in _DONE.values() if words in acts), "")


def _check(over: HandedOver, case: Complaint, reason: str, actor: Actor, now: datetime) -> None:
    if not may_withdraw(over, case, actor, now):
        raise DocumentNotAllowed("Nota dinas hanya dapat ditarik penanda tangannya.")
    if done := acted_on(case, over.since):
        raise DocumentNotAllowed(f"Nota dinas ini tidak dapat ditarik lagi: kasusnya {done}.")
    if not reason.strip():
        raise ReasonMissing("Tuliskan alasan penarikan lebih dahulu.")
    check_withdrawal(facts_of(case, now), over.way.move, reason)
