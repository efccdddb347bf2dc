"""One press for the papers that were looked at: each stands or fails alone; what nobody is sure of stops the rest."""

import hashlib
import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from admin_app.forms.onward import moved
from admin_app.papers import papers
from admin_app.papers.esign.signing import Submitted, sign_by_service
from admin_app.papers.in_turn.form import NOT_SHOWN, form_on
from admin_app.papers.in_turn.outcomes import FAULT, Fate, Outcome, after_fault, after_refusal, begun, with_times
from admin_app.papers.in_turn.reading import why_not_here
from models.actions.core.actor import Actor
from models.actions.core.move_complaint import move_complaint
from models.actions.core.sent_papers import words_of
from models.actions.core.unread_news import Look
from models.actions.papers.in_turn.shown import was_shown
from models.actions.papers.in_turn.waiting import still_waits
from models.actions.papers.locked_paper import CHANGED
from models.actions.papers.own_service.attempt import block_today
from models.actions.papers.pending_signatures import pending_of
from models.actions.papers.sign_document import check_unsigned, way_of_draft
from models.rules.cases.sop import Move
from models.rules.core.errors import AlreadyDone, DocumentNotAllowed, NumberNotAllowed, RuleBroken, UnreadNews
from models.rules.papers.signing_ways import row_of
from models.tables import Document, PendingSignature
from models.tables.core.filled import filled
from models.tables.core.one_look import one_look
from models.tables.core.settings import Settings

# Seconds after which no further paper is begun. One may wait ten minutes, for its PDF, two answers of the service and
# what is looked up in PDFs; a proxy waits twelve for ours (deploy/nginx.conf).
BEGIN_WITHIN = 100.0
_TOLD_WITHIN = 2 * BEGIN_WITHIN  # seconds a signature on paper waits more, until all of its press are told of
NO_LONGER = "Naskah ini tidak menunggu tanda tangan Anda lagi: kasusnya berpindah, atau konsepnya dikembalikan."
NOT_BEGUN = "Belum dimulai: yang sebelumnya harus dibereskan dahulu. Tidak ada yang dikirim."
TOO_LONG = "Belum dimulai: yang sebelumnya terlalu lama untuk sekali tekan. Lihat lagi, lalu tanda tangani sisanya."
UNREAD = "Kasusnya belum diteruskan: ada kabar pelapor yang belum dibaca. Buka kasusnya."
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Wish:
    """One paper that was ticked: the form it was shown in, and what was typed of it."""

    paper: Document
    mark: str
    number: str = ""
    move: Move | None = None
    look: Look | None = None  # None: the paper has no case

    @property
    def service(self) -> bool:
        """Whether the own e-signature service signs it."""
        return row_of(way_of_draft(self.paper)).service


@dataclass(frozen=True)
class Pen:
    """Who pressed, by which clock and settings; `secret` is the passphrase, used for this press and nothing else."""

    actor: Actor
    settings: Settings
    clock: Callable[[], datetime]
    key: bytes = field(repr=False)
    form_key: str
    secret: str = field(default="", repr=False)


def sign_in_turn(wishes: Sequence[Wish], pen: Pen) -> list[Outcome]:
    """Sign each of these papers, as if each were signed alone, and return what became of every one."""
    outcomes: list[Outcome] = []
    began, left, typed = time.monotonic(), "", set[str]()
    for wish in _ordered(wishes):
        if not left and time.monotonic() - began > BEGIN_WITHIN:
            left = TOO_LONG
        if left:
            outcomes.append(Outcome(wish.paper, Fate.BELUM, left))
            continue
        outcomes.append(_signed(wish, pen, typed))
        typed.add(wish.number)
        left = NOT_BEGUN if outcomes[-1].stops else ""
    return with_times(outcomes, pen.clock, pen.settings.undo_seconds)


def _ordered(wishes: Iterable[Wish]) -> list[Wish]:
    """Return them in the order they are signed: the service's first, which takes longest; what moves a case last.

    A move before another paper of its case would take that from its signer's desk; of several one move is made.
    """
    found = sorted(wishes, key=lambda wish: (not wish.service, wish.move is not None))
    last = {wish.paper.complaint_id: wish for wish in found}
    return [wish if wish is last[wish.paper.complaint_id] else replace(wish, move=None) for wish in found]


def _signed(wish: Wish, pen: Pen, typed: Iterable[str]) -> Outcome:
    before = None
    try:
        before = begun(wish.paper, _key(wish, pen))
        try:
            _check_number(wish, typed)
            with one_look():
                words, look = _looked_at(wish, pen)
            return _by_service(wish, words, look, pen) if wish.service else _on_paper(wish, words, pen)
        except RuleBroken as broken:
            return after_refusal(before, broken.sentence)
    except Exception as err:  # noqa: BLE001 - what was signed before it must be told
        _log.error("a batch of signatures was stopped by %s", type(err).__name__)  # its text may quote a citizen
        return after_fault(before) if before is not None else Outcome(wish.paper, Fate.GAGAL, FAULT, stops=True)


def _check_number(wish: Wish, typed: Iterable[str]) -> None:
    """Raise NumberNotAllowed where this press brought the number for an earlier paper already."""
    if wish.number and wish.number in typed:
        raise NumberNotAllowed(f"Nomor {wish.number} sudah diketik untuk naskah lain di layar ini.")


def _looked_at(wish: Wish, pen: Pen) -> tuple[str, str]:
    """Return words and look of a draft that is still what was shown. Raises AlreadyDone, DocumentNotAllowed."""
    draft, now = Document.get_by_id(wish.paper.id), pen.clock()
    check_unsigned(draft)
    if pending_of([draft.id]):
        raise AlreadyDone("Naskah ini sedang ditandatangani dan masih dapat diurungkan.")
    if cannot := why_not_here(draft, draft.complaint if draft.complaint_id else None, pen.actor, now):
        raise DocumentNotAllowed(cannot)
    if not still_waits(draft.id):
        raise DocumentNotAllowed(NO_LONGER)
    look = _look(draft, pen, now) if wish.service else ""  # before the form is found again, so that both are one
    if form_on(draft, pen.actor, pen.settings, now).mark != wish.mark:
        raise DocumentNotAllowed(CHANGED)
    if not was_shown(draft.id, wish.mark, pen.actor.person_id):
        raise DocumentNotAllowed(NOT_SHOWN)
    return words_of(draft), look


def _look(draft: Document, pen: Pen, now: datetime) -> str:
    block = block_today(draft, draft.complaint if draft.complaint_id else None, pen.actor, now)
    return papers.look_of(draft, block, pen.settings)


def _by_service(wish: Wish, words: str, look: str, pen: Pen) -> Outcome:
    said = (words, wish.number, _key(wish, pen))
    submitted = Submitted(wish.paper, pen.actor, pen.settings, pen.clock, pen.key, *said, look=look)
    signed = sign_by_service(submitted, pen.secret)
    return Outcome(signed, Fate.TERBIT, f"Terbit dengan nomor {signed.number}.")


def _on_paper(wish: Wish, words: str, pen: Pen) -> Outcome:
    now, number, key = pen.clock(), wish.number or None, _key(wish, pen)
    try:
        pending, left = _submitted(wish, words, pen, now), ""
    except UnreadNews:  # it is about the case: the paper is signed as it was seen
        pending, left = _submitted(replace(wish, move=None), words, pen, now), UNREAD
    if pending is not None:
        return Outcome(wish.paper, Fate.MENUNGGU, left, signature=pending)
    signed = papers.sign(wish.paper.id, pen.actor, now, pen.settings, number=number, form_key=key, seen=words)
    done = f"Terbit dengan nomor {signed.number}." if signed.number else "Terbit."
    return Outcome(signed, Fate.TERBIT, f"{done} {_moved(wish, pen)}".strip())


def _submitted(wish: Wish, words: str, pen: Pen, now: datetime) -> PendingSignature | None:
    return papers.submit_signature(
        *(wish.paper.id, pen.actor, now, pen.settings),
        number=wish.number or None,
        move=wish.move,
        form_key=_key(wish, pen),
        look=wish.look,
        seen=words,
        longer=_TOLD_WITHIN,
    )


def _moved(wish: Wish, pen: Pen) -> str:
    """Make the move that was wanted with a signature that took effect at once; return what became of it."""
    if wish.move is None:
        return ""
    try:
        case = move_complaint(filled(wish.paper.complaint_id), wish.move, pen.actor, pen.clock(), look=wish.look)
    except UnreadNews:
        return UNREAD
    except RuleBroken as broken:
        return f"Kasusnya belum diteruskan: {broken.sentence}"
    return moved(wish.move, case)


def _key(wish: Wish, pen: Pen) -> str:
    """Return the one-time key of one paper of this press: the same press again signs nothing again."""
    return hashlib.sha256(f"{pen.form_key}:{wish.paper.id}".encode()).hexdigest()[:40]
