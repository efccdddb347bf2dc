"""What a case closed as no complaint leaves unfinished: drafts and unsent answers are called off with its reason."""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.answers.reply_state import change_state
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.give_number import cancel_number
from models.actions.core.links.graph import all_below
from models.actions.core.sent_papers import check_surely_unsigned, end_open
from models.rules.core.errors import ReplyNotAllowed
from models.rules.core.stored_moments import LONGEST_LEASE, is_ahead
from models.rules.core.texts import storable
from models.rules.papers.documents import DocumentState
from models.rules.papers.signed_elsewhere import SentState
from models.rules.replies.delivery import OPEN_STATES, ReplyState
from models.tables import Complaint, Document, Outbox, ReplyFile

_UNSENT = (ReplyState.QUEUED, ReplyState.WAITING, ReplyState.PARKED)
_WHY = "pengaduannya ditutup sebagai bukan pengaduan"


def close_off(case: Complaint, reason: str, actor: Actor, now: datetime) -> None:
    """Call off the unsent answers and discard the drafts of a case; what was signed or sent stays.

    Raises ReplyNotAllowed where an answer is being sent or of unknown fate: nobody can say yet what was told.
    """
    _call_off_replies([case.id, *all_below(case.id)], case.number, actor, now)
    _discard_drafts(case, reason, actor, now)


def _call_off_replies(complaints: list[int], number: str, actor: Actor, now: datetime) -> None:
    states = [str(state) for state in OPEN_STATES]
    waiting = list(Outbox.select().where(Outbox.complaint.in_(complaints) & Outbox.state.in_(states)))
    begun = _begun(waiting)
    for reply in waiting:
        claimed = is_ahead(reply.lease_until, now, LONGEST_LEASE)
        unsent = reply.state in _UNSENT and not claimed and reply.id not in begun
        if not unsent or not change_state(reply, ReplyState.CANCELLED, actor, now, reason=_WHY):
            raise ReplyNotAllowed(
                f"Masih ada jawaban {number} yang sedang dikirim atau belum pasti terkirim. "
                "Tunggu hasilnya atau putuskan dulu, lalu tutup kasusnya."
            )


def _begun(waiting: list[Outbox]) -> set[int]:
    """Return the files whose words were sent already: taken away, the answer would look whole."""
    words = Outbox.alias()
    mine = ReplyFile.reply.in_([reply.id for reply in waiting]) & (words.state == str(ReplyState.SENT))
    rows = ReplyFile.select(ReplyFile.reply).join(words, on=ReplyFile.answer == words.id)
    return {reply for (reply,) in rows.where(mine).tuples()}


def _discard_drafts(case: Complaint, reason: str, actor: Actor, now: datetime) -> None:
    unsigned = Document.state.in_([str(DocumentState.KONSEP), str(DocumentState.DIPARAF)])
    why = f"Pengaduan ditutup sebagai bukan pengaduan: {reason.strip()}"
    for draft in Document.select().where((Document.complaint == case.id) & unsigned):
        check_surely_unsigned(draft)
        Document.update(
            state=str(DocumentState.BATAL), cancelled_by=actor.staff_id, cancelled_at=now, cancel_reason=why
        ).where(Document.id == draft.id).execute()
        cancel_number(draft.id, storable(why), actor)
        end_open(draft.id, SentState.DITARIK, storable(why), actor, now)
        audit_trail.write(
            actor, now, AuditEvent("batal", f"document:{draft.id}", draft.state, str(DocumentState.BATAL))
        )
