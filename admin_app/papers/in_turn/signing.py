"""One press for the papers that were looked at: each stands or fails alone; what nobody is sure of stops the rest."""

import hashlib
import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from admin_app.forms.onward import moved
from admin_app.papers import papers
from admin_app.papers.esign.signing import Submitted, sign_by_service
from admin_app.papers.in_turn.form import NOT_SHOWN, form_of, was_shown
from admin_app.papers.in_turn.reading import why_not_here
from admin_app.papers.paper_buttons import what_comes
from models.actions.core.actor import Actor
from models.actions.core.move_complaint import move_complaint
from models.actions.core.sent_papers import latest_of, words_of
from models.actions.core.unread_news import Look, ask_first
from models.actions.papers.in_turn.waiting import still_waits
from models.actions.papers.locked_paper import CHANGED
from models.actions.papers.own_service.attempt import block_today
from models.actions.papers.pending_signatures import pending_of
from models.actions.papers.sign_document import check_unsigned, way_of_draft
from models.rules.cases.sop import Move
from models.rules.core.errors import AlreadyDone, DocumentNotAllowed, NumberNotAllowed, RuleBroken
from models.rules.papers.documents import paper_title
from models.rules.papers.esign import Refused
from models.rules.papers.signed_elsewhere import SentState
from models.rules.papers.signing_ways import row_of
from models.tables import Document, SentPaper
from models.tables.core.filled import filled
from models.tables.core.settings import Settings

BEGIN_WITHIN = 200.0  # seconds: with the last paper's own, less than a proxy waits for an answer
NO_LONGER = "Naskah ini tidak menunggu tanda tangan Anda lagi: kasusnya berpindah, atau konsepnya dikembalikan."
NOT_BEGUN = "Belum dimulai: yang sebelumnya harus dibereskan dahulu. Tidak ada yang dikirim."
TOO_LONG = "Belum dimulai: layanan terlalu lama untuk sekali tekan. Lihat lagi, lalu tanda tangani sisanya."
FAULT = "Program gagal di tengah jalan. Buka naskahnya, lihat keadaannya, dan beri tahu Administrator."
# Of one paper alone; any other refusal of the service would be the next paper's too.
_OF_ONE = frozenset({str(Refused.FILE), str(Refused.NOT_SENT)})
_log = logging.getLogger(__name__)


class Fate(StrEnum):
    """What became of a paper of the batch."""

    TERBIT = "ditandatangani"
    MENUNGGU = "dapat diurungkan"
    KEMBALI = "kembali, belum terbit"
    TIDAK_PASTI = "tidak pasti"
    GAGAL = "tidak ditandatangani"
    BELUM = "belum dimulai"


_TONES = {
    Fate.TERBIT: "good",
    Fate.MENUNGGU: "info",
    Fate.KEMBALI: "warn",
    Fate.TIDAK_PASTI: "bad",
    Fate.GAGAL: "bad",
}


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
    key: bytes
    form_key: str
    secret: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of one paper, and the sentence that says so; `stops`: nothing after it was begun."""

    paper: Document
    fate: Fate
    sentence: str
    stops: bool = False

    @property
    def title(self) -> str:
        """Return what the paper is called."""
        return paper_title(self.paper)

    @property
    def tone(self) -> str:
        """Return the colour of its mark."""
        return _TONES.get(self.fate, "")

    @property
    def pending(self) -> bool:
        """Whether it can still be taken back."""
        return self.fate is Fate.MENUNGGU

    @property
    def good(self) -> bool:
        """Whether it is signed, or will be unless it is taken back."""
        return self.fate in (Fate.TERBIT, Fate.MENUNGGU)

    @property
    def unsettled(self) -> bool:
        """Whether its own page has to settle what became of it at the service."""
        return self.fate in (Fate.TIDAK_PASTI, Fate.KEMBALI)


def sign_in_turn(wishes: Sequence[Wish], pen: Pen) -> list[Outcome]:
    """Sign each of these papers, as if each were signed alone, and return what became of every one."""
    outcomes: list[Outcome] = []
    began, left, typed = time.monotonic(), "", set[str]()
    for wish in wishes:
        if not left and wish.service and time.monotonic() - began > BEGIN_WITHIN:
            left = TOO_LONG
        if left:
            outcomes.append(Outcome(wish.paper, Fate.BELUM, left))
            continue
        outcomes.append(_signed(wish, pen, typed))
        typed.add(wish.number)
        left = NOT_BEGUN if outcomes[-1].stops else ""
    return outcomes


def _signed(wish: Wish, pen: Pen, typed: Iterable[str]) -> Outcome:
    before = _latest(wish)
    try:
        _check_number(wish, typed)
        words, look = _looked_at(wish, pen)
        return _by_service(wish, words, look, pen) if wish.service else _on_paper(wish, words, pen)
    except RuleBroken as broken:
        return _refused(wish, broken.sentence, before)
    except Exception as err:  # noqa: BLE001 - what was signed before it must be told
        _log.error("a batch of signatures was stopped by %s", type(err).__name__)  # its text may quote a citizen
        return Outcome(wish.paper, Fate.GAGAL, FAULT, stops=True)


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
    if form_of(draft.id, pen.actor, pen.settings, now).mark != wish.mark:
        raise DocumentNotAllowed(CHANGED)
    if not was_shown(draft.id, wish.mark, pen.actor):
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
    now = pen.clock()
    who = (wish.paper.id, pen.actor, now, pen.settings)
    number, key = wish.number or None, _key(wish, pen)
    pending = papers.submit_signature(*who, number=number, move=wish.move, form_key=key, look=wish.look, seen=words)
    if pending is not None:
        return Outcome(wish.paper, Fate.MENUNGGU, what_comes(pending))
    if wish.move is not None and wish.look is not None:
        ask_first(filled(wish.paper.complaint_id), wish.look, pen.actor, now, key, False)
    signed = papers.sign(*who, number=number, form_key=key, seen=words)
    done = f"Terbit dengan nomor {signed.number}." if signed.number else "Terbit."
    return Outcome(signed, Fate.TERBIT, f"{done} {_moved(wish, pen)}".strip())


def _moved(wish: Wish, pen: Pen) -> str:
    """Make the move that was wanted with a signature that took effect at once; return what became of it."""
    if wish.move is None:
        return ""
    try:
        case = move_complaint(filled(wish.paper.complaint_id), wish.move, pen.actor, pen.clock(), look=wish.look)
    except RuleBroken as broken:
        return f"Kasusnya belum diteruskan: {broken.sentence}"
    return moved(wish.move, case)


def _refused(wish: Wish, sentence: str, before: int) -> Outcome:
    """Return what a refusal means for this paper, by the attempt it left, and for those after it."""
    sent = latest_of([wish.paper.id]).get(wish.paper.id)
    if sent is None or sent.id == before:
        return Outcome(wish.paper, Fate.GAGAL, _sure(wish, sentence))
    if sent.state == SentState.KEMBALI:
        return Outcome(wish.paper, Fate.KEMBALI, sentence)
    if sent.state == SentState.DITOLAK:
        return Outcome(wish.paper, Fate.GAGAL, sentence, stops=sent.why not in _OF_ONE)
    return Outcome(wish.paper, Fate.TIDAK_PASTI, sentence, stops=True)


def _sure(wish: Wish, sentence: str) -> str:
    """Return why nothing was begun; where another submission was faster, that, whatever was met on the way."""
    try:
        check_unsigned(Document.get_by_id(wish.paper.id))
    except RuleBroken as ended:
        return ended.sentence
    return sentence


def _latest(wish: Wish) -> int:
    found: SentPaper | None = latest_of([wish.paper.id]).get(wish.paper.id)
    return found.id if found is not None else 0


def _key(wish: Wish, pen: Pen) -> str:
    """Return the one-time key of one paper of this press: the same press again signs nothing again."""
    return hashlib.sha256(f"{pen.form_key}:{wish.paper.id}".encode()).hexdigest()[:40]
