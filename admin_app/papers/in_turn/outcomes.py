"""What became of each paper of one press: its fate in words, and what a refusal or a fault left of it."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from admin_app.papers.paper_buttons import what_comes
from models.actions.core.form_key import was_spent
from models.actions.core.sent_papers import latest_of
from models.actions.papers.pending_signatures import begin_time, pending_of
from models.actions.papers.sign_document import check_unsigned, way_of_draft
from models.rules.core.errors import RuleBroken
from models.rules.papers.documents import DocumentState, paper_title
from models.rules.papers.esign import Refused
from models.rules.papers.signed_elsewhere import SentState
from models.rules.papers.signing_ways import row_of
from models.tables import Document, PendingSignature, SentPaper

FAULT = "Program gagal di tengah jalan. Buka naskahnya, lihat keadaannya, dan beri tahu Administrator."
NO_FILE = "Berkasnya belum dibuat; membuka naskahnya membuatnya."
AFTERWARDS = "Program gagal sesudahnya: lihat kasusnya, dan beri tahu Administrator."
_log = logging.getLogger(__name__)
# Of one paper alone; any other refusal of the service would be the next paper's too.
_OF_ONE = frozenset({str(Refused.FILE), str(Refused.NOT_SENT)})


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
class Outcome:
    """What became of one paper, and the sentence that says so; `stops`: nothing after it was begun.

    `signature`: the one that can still be taken back; until its time is given, the sentence says only what else is.
    """

    paper: Document
    fate: Fate
    sentence: str
    stops: bool = False
    signature: PendingSignature | None = None

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
    def signed(self) -> bool:
        """Whether it is signed; what can still be taken back is not."""
        return self.fate is Fate.TERBIT

    @property
    def unsettled(self) -> bool:
        """Whether its page at the service has to settle what became of it there."""
        return self.fate in (Fate.TIDAK_PASTI, Fate.KEMBALI) and row_of(way_of_draft(self.paper)).service


@dataclass(frozen=True)
class Begun:
    """How a paper stood as its turn came: its one-time key of this press, and its newest attempt at the service."""

    paper: Document
    key: str
    before: int


def begun(paper: Document, key: str) -> Begun:
    """Return how a paper stands as its turn comes."""
    return Begun(paper, key, _latest(paper))


def after_refusal(begun: Begun, sentence: str) -> Outcome:
    """Return what a refusal leaves of a paper: signed all the same where it came after the signature."""
    return _kept(begun, f" {sentence}") or _sent(begun, sentence) or _unbegun(begun, sentence)


def after_fault(begun: Begun) -> Outcome:
    """Return what a fault of the program leaves of a paper, unsure where that cannot be read; it stops the rest."""
    try:
        left = _kept(begun, "") or _sent(begun, FAULT) or Outcome(begun.paper, Fate.GAGAL, FAULT)
    except Exception:  # noqa: BLE001 - what was signed before it must be told
        left = Outcome(begun.paper, Fate.TIDAK_PASTI, FAULT)
    return replace(left, stops=True)


def with_times(outcomes: Sequence[Outcome], clock: Callable[[], datetime], seconds: float) -> list[Outcome]:
    """Begin the time in which each signature can be taken back, now that all are told of; return them with it."""
    signatures = [one.signature.id for one in outcomes if one.signature is not None]
    try:
        begun = begin_time(signatures, clock() + timedelta(seconds=seconds))
    except Exception as err:  # noqa: BLE001 - what was signed before it must be told; each has a time of its own
        _log.error("the times of a batch were not begun together: %s", type(err).__name__)
        begun = {}
    return [_timed(one, begun) for one in outcomes]


def _timed(one: Outcome, begun: Mapping[int, PendingSignature]) -> Outcome:
    if one.signature is None:
        return one
    comes = what_comes(begun.get(one.signature.id, one.signature))
    return replace(one, sentence=f"{comes} {one.sentence}".strip())


def _kept(begun: Begun, why: str) -> Outcome | None:
    """Return the outcome of a paper that this very press signed, or that waits for its time since; else None."""
    if not was_spent(begun.key):
        return None
    paper = Document.get_by_id(begun.paper.id)
    if paper.state == DocumentState.DITANDATANGANI:
        number = f"Terbit dengan nomor {paper.number}." if paper.number else "Terbit."
        return Outcome(paper, Fate.TERBIT, f"{number} {AFTERWARDS if paper.sha256 else NO_FILE}{why}")
    pending = pending_of([paper.id]).get(paper.id)
    return Outcome(paper, Fate.MENUNGGU, f"{AFTERWARDS}{why}", signature=pending) if pending is not None else None


def _sent(begun: Begun, sentence: str) -> Outcome | None:
    """Return what a refusal means by the attempt it left, for this paper and for those after it; None without one."""
    sent = latest_of([begun.paper.id]).get(begun.paper.id)
    if sent is None or sent.id == begun.before:
        return None
    if sent.state == SentState.KEMBALI:
        return Outcome(begun.paper, Fate.KEMBALI, sentence)
    if sent.state == SentState.DITOLAK:
        return Outcome(begun.paper, Fate.GAGAL, sentence, stops=sent.why not in _OF_ONE)
    return Outcome(begun.paper, Fate.TIDAK_PASTI, sentence, stops=True)


def _unbegun(begun: Begun, sentence: str) -> Outcome:
    """Return why nothing was begun; where another submission was faster, that, whatever was met on the way."""
    try:
        check_unsigned(Document.get_by_id(begun.paper.id))
    except RuleBroken as ended:
        sentence = ended.sentence
    return Outcome(begun.paper, Fate.GAGAL, sentence)


def _latest(paper: Document) -> int:
    found: SentPaper | None = latest_of([paper.id]).get(paper.id)
    return found.id if found is not None else 0
