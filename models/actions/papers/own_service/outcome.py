"""What became of an attempt: surely refused, unsure, back with a PDF, or declared not signed."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from models.actions.core import audit_trail
from models.actions.core.actor import AGENT, Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import touch
from models.actions.core.form_key import spend_form_key
from models.actions.core.sent_papers import MOST_REASON, open_of, words_of
from models.actions.papers.locked_paper import locked_paper
from models.actions.papers.sent.sent_rights import check_handler
from models.rules.core.errors import DocumentNotAllowed, ReasonMissing
from models.rules.core.texts import storable
from models.rules.papers.copy_states import state_of
from models.rules.papers.esign import REFUSED_WORDS, UNSURE_WORDS, Refused
from models.rules.papers.same_words import Sameness
from models.rules.papers.signed_elsewhere import SentState, surely_unsigned
from models.rules.papers.signing_ways import WAYS
from models.tables import Complaint, Document, SentPaper, database
from models.tables.core.stored_moments import is_past

# Longer than the service may take, with the PDF before it: whoever asked has an answer by then, or is gone.
STALE_AFTER = timedelta(minutes=6)
SIGNED_HERE = (
    "PDF yang ditandatangani ada di sini, jadi naskah ini tidak dapat dinyatakan tidak ditandatangani. Tegaskan PDF "
    "itu, tekan “Periksa lagi”, atau unggah PDF lain."
)
_OF_SERVICE = SentPaper.way.in_([key for key, row in WAYS.items() if row.service])
RUNNING = (SentState.MULAI, SentState.DI_LUAR)  # a press is at work, or its program is gone
_ASKED = (SentState.MULAI, SentState.DI_LUAR, SentState.TIDAK_PASTI)


def refuse_attempt(
    sent_id: int,
    why: str,
    sentence: str,
    said: str,
    actor: Actor,
    now: datetime,
    *,
    asked: datetime | None = None,
) -> None:
    """End an attempt that surely signed nothing; the paper keeps its number. `said`: the service's own words.

    `asked`: when the service was asked, of which this is the answer; an unsure row may tell of another signing.
    """
    ended = {"said": storable(said)[:300]} | _refused(why, sentence, actor, now)
    mine = _in(RUNNING)
    if asked is not None:
        mine |= _in((SentState.TIDAK_PASTI,)) & (SentPaper.sent_at == asked)
    _change(sent_id, mine, ended, AuditEvent("ttd_layanan_ditolak", "", after=why), actor, now)


def _refused(why: str, sentence: str, actor: Actor, now: datetime) -> dict[str, object]:
    ended: dict[str, object] = {
        "state": str(SentState.DITOLAK),
        "ended_by": actor.staff_id,
        "ended_at": now,
        "why": why,
    }
    return ended | {"reason": sentence[:MOST_REASON]}


def unsure_attempt(sent_id: int, said: str, actor: Actor, now: datetime) -> None:
    """Note that nobody knows whether it was signed; it is not sent again by itself."""
    _change(sent_id, _in(RUNNING), _unsure(said), AuditEvent("ttd_layanan_tidak_pasti", ""), actor, now)


def _unsure(said: str) -> dict[str, object]:
    reason = UNSURE_WORDS[:MOST_REASON]
    return {"state": str(SentState.TIDAK_PASTI), "said": storable(said)[:300], "reason": reason}


def receive_signed(sent_id: int, sha256: str, actor: Actor, now: datetime) -> bool:
    """Keep a stored PDF that the service gave back; False where somebody ended the attempt meanwhile."""
    back = {"state": str(SentState.KEMBALI), "sha256": sha256, "returned_by": actor.staff_id, "returned_at": now}
    event = AuditEvent("naskah_kembali", "", after=sha256)
    if _change(sent_id, _in(_ASKED), back | {"reason": ""}, event, actor, now):
        return True
    with database.atomic():  # what was signed is kept all the same, but not with an attempt that a destruction ended
        ended = (SentPaper.id == sent_id) & _in((SentState.TIDAK_JADI,)) & SentPaper.sha256.is_null()
        late = {"sha256": sha256, "returned_by": actor.staff_id, "returned_at": now}
        if SentPaper.update(late).where(ended).execute():
            for again in _taken_back(sent_id):
                _change(again.id, _in((SentState.TIDAK_PASTI,)), back, event, actor, now)
    return False


def _taken_back(sent_id: int) -> list[SentPaper]:
    """Return the unsure row that stands for an attempt since the word that it signed nothing was taken back."""
    sent = SentPaper.get_by_id(sent_id)
    same = (SentPaper.document == sent.document_id) & (SentPaper.sent_at == sent.sent_at)
    return list(SentPaper.select().where(same & _in((SentState.TIDAK_PASTI,))))


def settle_stale(now: datetime) -> int:
    """Note what became of attempts whose program is gone: unsure where it was sent, else nothing; return how many.

    Clock job, and asked before an attempt begins.
    """
    old, why = is_past(SentPaper.sent_at, now - STALE_AFTER, now), str(Refused.NOT_SENT)
    unsent = _refused(why, REFUSED_WORDS[Refused.NOT_SENT], AGENT, now)
    settled = 0
    for row in list(SentPaper.select().where(_OF_SERVICE & _in(RUNNING) & old)):
        # As it was read, and still as old: one that its program has sent meanwhile is running, not refused.
        same = _in((SentState(row.state),)) & old
        if row.state == SentState.DI_LUAR:
            event = AuditEvent("ttd_layanan_tidak_pasti", "")
            settled += _change(row.id, same, _unsure(""), event, AGENT, now)
        else:
            event = AuditEvent("ttd_layanan_ditolak", "", after=why)
            settled += _change(row.id, same, unsent, event, AGENT, now)
    return settled


def declare_unsigned(
    document_id: int, reason: str, actor: Actor, now: datetime, *, form_key: str | None = None
) -> Document:
    """Note that somebody looked at the service, and that this paper was not signed there, or not as it should be.

    Raises DocumentNotAllowed, ReasonMissing, AlreadyDone, NotVisible.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        document, case = locked_paper(document_id, actor)
        sent = open_of([document.id]).get(document.id)
        check_handler(document, case, sent, actor, now)
        if sent is None or sent.state not in (SentState.TIDAK_PASTI, SentState.KEMBALI):
            raise DocumentNotAllowed("Tidak ada yang perlu dipastikan. Muat ulang halamannya.")
        if sent.state == SentState.KEMBALI and is_signed_here(document, sent):
            raise DocumentNotAllowed(SIGNED_HERE)
        if not reason.strip():
            raise ReasonMissing("Tuliskan di mana Anda memeriksanya dan apa yang tampak di sana.")
        ended = {"state": str(SentState.TIDAK_JADI), "ended_by": actor.staff_id, "ended_at": now}
        ended |= {"reason": storable(reason).strip()[:MOST_REASON]}
        same = (SentPaper.id == sent.id) & (SentPaper.state == sent.state)
        if not SentPaper.update(ended).where(same).execute():  # the service answered meanwhile, without this lock
            raise DocumentNotAllowed(
                "Keadaan naskah ini baru saja berubah. Muat ulang halamannya, lalu periksa lagi."
            )
        event = AuditEvent("ttd_layanan_tidak_jadi", f"document:{document.id}", sent.state)
        _after(document, case, event, actor, now)
        return Document.get_by_id(document.id)


def is_signed_here(document: Document, sent: SentPaper) -> bool:
    """Whether the PDF that came back may be the signed paper, as far as it was looked at."""
    words = Sameness(sent.compared or Sameness.UNKNOWN)
    return sent.words == words_of(document) and not surely_unsigned(state_of(sent.copy_state), words)


def _in(states: tuple[SentState, ...]) -> Any:
    return SentPaper.state.in_([str(state) for state in states])


def _change(
    sent_id: int,
    which: Any,
    values: Mapping[str, object],
    event: AuditEvent,
    actor: Actor,
    now: datetime,
) -> bool:
    """Change an attempt of which this condition still holds; whether it did."""
    with database.atomic():
        if not SentPaper.update(dict(values)).where((SentPaper.id == sent_id) & which).execute():
            return False
        document = SentPaper.get_by_id(sent_id).document
        told = AuditEvent(event.event, f"document:{document.id}", event.before, event.after)
        _after(document, document.complaint, told, actor, now)
        return True


def _after(document: Document, case: Complaint | None, event: AuditEvent, actor: Actor, now: datetime) -> None:
    if case is not None:
        touch(case)
    audit_trail.write(actor, now, event)
