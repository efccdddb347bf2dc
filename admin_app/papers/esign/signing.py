"""One press: the attempt is noted, the PDF made, the certificate asked, the PDF sent once, what comes judged."""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from admin_app.papers import papers
from admin_app.papers.esign.reaching import reached, turn_at_service
from admin_app.papers.esign.service import EsignService, OutcomeUnsure, SigningRefused
from admin_app.papers.esign.shapes import Order, Place, Secret
from admin_app.papers.pdf_copies import PdfComing, converted
from admin_app.papers.returned_copies import examined
from docgen.errors import DocumentError
from docgen.render import shared_examiner
from models.actions.core.actor import Actor
from models.actions.core.sent_papers import mark_of
from models.actions.office.signing_service import service_in_use
from models.actions.papers.own_service.after_restore import recall_signings
from models.actions.papers.own_service.attempt import begin_attempt, facts_sent, mark_sent, nik_of, undated
from models.actions.papers.own_service.finish import day_of, finish_signed
from models.actions.papers.own_service.outcome import receive_signed, refuse_attempt, unsure_attempt
from models.actions.papers.sent.hand_over import MadeWord
from models.actions.papers.sent.receive import CameBack, look_anew
from models.rules.core.errors import DocumentNotAllowed, RuleBroken
from models.rules.papers.documents import paper_title
from models.rules.papers.esign import CERTIFICATE_WORDS, REFUSED_WORDS, UNSURE_WORDS, Refused, may_sign_with
from models.rules.papers.signature_place import Point, placed
from models.rules.papers.signing_service import Asks
from models.tables import Document, SentPaper, SigningService
from models.tables.core.filled import filled
from models.tables.core.secrets import SecretLost
from models.tables.core.settings import Settings
from models.tables.papers.signings_log import End, Signing, note_answered, note_asked

_log = logging.getLogger(__name__)
_TURNS = 8  # how often it waits as long as a page does for its PDF
OTHER_LOOK = (
    "Templat, kop surat, atau penanda tangan naskah ini berubah sejak Anda membukanya. Belum ada yang dikirim. Lihat "
    "lagi halamannya, lalu tanda tangani."
)
_NO_LOG = (
    "Catatan penandatanganan (signings.log) tidak dapat dibaca atau ditulis, jadi tidak ada yang dikirim. Beri tahu "
    "Administrator."
)
_LATE = (
    "Layanan menjawab sesudah naskah ini dinyatakan tidak ditandatangani. PDF-nya tersimpan; beri tahu Administrator."
)


@dataclass(frozen=True)
class Submitted:
    """One press of one person: what he looked at, what he typed, by which clock and key it goes."""

    paper: Document
    actor: Actor
    settings: Settings
    clock: Callable[[], datetime]
    key: bytes
    seen: str
    number: str = ""
    form_key: str | None = None
    look: str = ""  # of the pages that were looked at (papers.look_of)


def sign_by_service(submitted: Submitted, typed: str) -> Document:
    """Sign a draft through the own service and count it as signed. `typed`: passphrase or code, used once.

    Raises RuleBroken with what became of it: refused, unsure, or back and not counted yet.
    """
    if not typed:
        raise DocumentNotAllowed("Ketik passphrase atau kode Anda lebih dahulu. Belum ada yang dikirim.")
    with turn_at_service():
        _recall(submitted)
        sent = begin_attempt(
            submitted.paper.id,
            submitted.seen,
            submitted.actor,
            submitted.clock(),
            number=submitted.number,
            form_key=submitted.form_key,
        )
        sha256 = _asked(submitted, sent, typed)
    if not receive_signed(sent.id, sha256, submitted.actor, submitted.clock()):
        raise DocumentNotAllowed(_LATE)
    return _counted(submitted, sent.id)


def _recall(submitted: Submitted) -> None:
    """Settle first what a restored database does not know of this paper. Raises DocumentNotAllowed."""
    try:
        recall_signings(submitted.settings, submitted.clock(), [submitted.paper.public_id])
    except OSError as err:
        raise DocumentNotAllowed(_NO_LOG) from err


def _asked(submitted: Submitted, sent: SentPaper, typed: str) -> str:
    """Store what the service gave back, return its hash; else note what became of it, and raise its sentence."""
    who, step = (submitted.actor, submitted.clock), _Step()
    try:
        sha256 = submitted.settings.files.keep(_through(submitted, sent, typed, step))
        _note_end(submitted, step, End.SIGNED, sha256)
        return sha256
    except SigningRefused as refused:
        sentence = REFUSED_WORDS[refused.why]
        _note_end(submitted, step, End.REFUSED)
        at = step.asked.at if step.asked else None
        refuse_attempt(sent.id, str(refused.why), sentence, refused.raw, who[0], who[1](), asked=at)
        raise DocumentNotAllowed(sentence) from None
    except OutcomeUnsure as unsure:
        unsure_attempt(sent.id, unsure.raw, who[0], who[1]())
        raise DocumentNotAllowed(UNSURE_WORDS) from None
    except Exception as err:
        if step.asked:  # an error page would say "try again"
            unsure_attempt(sent.id, "", who[0], who[1]())
            _log.error("signing of attempt %s left unsure by %s", sent.id, type(err).__name__)
            raise DocumentNotAllowed(UNSURE_WORDS) from None
        why = err.why if isinstance(err, NothingCanBeSent) else Refused.NOT_SENT
        sentence = err.sentence if isinstance(err, RuleBroken) else REFUSED_WORDS[why]
        refuse_attempt(sent.id, str(why), sentence, "", who[0], who[1]())
        raise


class NothingCanBeSent(DocumentNotAllowed):
    """Belum ada yang dikirim ke layanan tanda tangan: sebabnya bukan naskah ini, jadi yang berikutnya pun tidak."""

    def __init__(self, why: Refused, sentence: str) -> None:
        super().__init__(sentence)
        self.why = why


@dataclass
class _Step:
    """How far an attempt went: what was written down before the service was asked, None before that."""

    asked: Signing | None = None


def _note_asked(submitted: Submitted, sent: SentPaper, at: datetime) -> Signing:
    """Write beside the database that the service is about to be asked. Raises DocumentNotAllowed where it cannot."""
    asked = Signing(submitted.paper.public_id, at, sent.number, submitted.actor.staff_id)
    try:
        note_asked(submitted.settings.signings_log, asked)
    except OSError as err:
        raise NothingCanBeSent(Refused.OTHER, _NO_LOG) from err
    return asked


def _note_end(submitted: Submitted, step: _Step, end: End, file: str = "") -> None:
    """Write what was answered; where it cannot be written, it counts as not known there, which is the safe side."""
    if step.asked is None:
        return
    try:
        note_answered(submitted.settings.signings_log, replace(step.asked, end=end, file=file))
    except OSError as err:
        _log.error("signings.log: the end of attempt at %s is not written: %s", step.asked.at, type(err).__name__)


def _through(submitted: Submitted, sent: SentPaper, typed: str, step: _Step) -> bytes:
    row = service_in_use()
    if row is None:
        raise NothingCanBeSent(Refused.ACCESS, "Layanan tanda tangan baru saja dihapus. Belum ada yang dikirim.")
    pdf, made = _pdf_of(submitted, sent, row)
    _check_look(submitted, sent, made)
    try:
        with reached(row, submitted.key) as service:
            nik = nik_of(submitted.actor)
            _check_certificate(service, nik)
            kept = submitted.settings.files.keep(pdf)
            mark_sent(sent.id, kept, submitted.actor, at := submitted.clock(), made=made)
            step.asked = _note_asked(submitted, sent, at)
            order = Order(pdf, nik, Place(row.tag), paper_title(submitted.paper))
            return service.sign(order, Secret(typed, one_time=row.asks == Asks.CODE))
    except SecretLost as lost:
        raise NothingCanBeSent(
            Refused.ACCESS, "Sandi akun kantor pada layanan tidak dapat dibuka. Minta Administrator mengetiknya lagi."
        ) from lost


def _check_look(submitted: Submitted, sent: SentPaper, made: MadeWord) -> None:
    """Raise DocumentNotAllowed where template, letterhead or signer changed since the pages were looked at."""
    block = undated(json.loads(sent.block))
    if papers.look_mark(sent.words, made.template_sha256, block) != submitted.look:
        raise DocumentNotAllowed(OTHER_LOOK)


def _check_certificate(service: EsignService, nik: str) -> None:
    state = service.certificate(nik)
    if not may_sign_with(state):
        raise NothingCanBeSent(
            Refused.CERTIFICATE,
            f"{CERTIFICATE_WORDS[state]} Belum ada yang dikirim; nomornya tetap untuk naskah ini.",
        )


def _pdf_of(submitted: Submitted, sent: SentPaper, row: SigningService) -> tuple[bytes, MadeWord]:
    """Return the PDF that is signed, in which its mark stands once, and its Word. Raises DocumentNotAllowed."""
    paper = as_sent(submitted.paper, sent)
    # Of the block alone, which was looked at: what changes from here on is not in the file that is sent.
    made = papers.made_word(paper, submitted.settings, submitted.clock(), fixed=True)
    word = submitted.settings.files.read(made.sha256)
    for turn in range(_TURNS):
        try:
            pdf = converted(word, submitted.settings, submitted.clock(), issued_paper=False)
            break
        except PdfComing:
            if turn == _TURNS - 1:
                raise
    try:
        words, _ = shared_examiner().all_words(pdf)
    except DocumentError as err:
        raise DocumentNotAllowed(err.sentence) from err
    found = "".join(words.split()).count(row.tag)
    if found != 1:
        raise DocumentNotAllowed(
            f"Tanda {row.tag} untuk tempat tanda tangan tampak {found} kali pada naskah ini, seharusnya sekali. "
            "Minta Administrator memeriksa templat jenis ini atau memilih tanda lain."
        )
    return pdf, made


def as_sent(paper: Document, sent: SentPaper) -> Document:
    """Return a draft as it is sent, with number, date and block; nothing is stored."""
    shown = Document.get_by_id(paper.id)
    shown.facts = facts_sent(shown, sent)
    return shown


def look_at(paper: Document, sent: SentPaper, content: bytes, settings: Settings, now: datetime) -> CameBack:
    """Return what a PDF from the service is beside the one that was sent. Raises DocumentNotAllowed."""
    ours = None
    if sent.pdf:
        try:
            ours = settings.files.read(sent.pdf)
        except OSError:
            ours = None  # made anew from the same facts
    shown = as_sent(paper, sent)
    # What nobody has of what was sent may have gone with later words than a backup has.
    seen = examined(shown, content, settings, now, ours, None if sent.pdf else sent.number)
    where = placed(seen.drawn, _mark_in(ours, str(json.loads(shown.facts).get("anchor") or "")))
    return CameBack(seen.first, seen.verdict, sent.number, day_of(sent), seen.rest, placed=where)


def _mark_in(ours: bytes | None, mark: str) -> Point | None:
    """Return where the mark stood in the PDF that was sent; None where that is not known."""
    if ours is None or not mark:
        return None
    try:
        return shared_examiner().place_of(ours, mark)
    except DocumentError:
        return None


def _counted(submitted: Submitted, sent_id: int) -> Document:
    """Judge what came back and count the paper as signed; else it waits, with what is asked about it."""
    sent = SentPaper.get_by_id(sent_id)
    content = submitted.settings.files.read(filled(sent.sha256))
    came = look_at(submitted.paper, sent, content, submitted.settings, submitted.clock())
    look_anew(submitted.paper.id, filled(sent.sha256), came, submitted.actor, submitted.clock())
    signed = finish_signed(submitted.paper.id, came, mark_of(sent), frozenset(), submitted.actor, submitted.clock())
    papers.issued(signed, submitted.settings, submitted.clock())
    return signed
