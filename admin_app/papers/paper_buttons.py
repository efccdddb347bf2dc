"""The button handlers of a paper: draft, initial or return, sign, file its signed copy, cancel, withdraw."""

from collections.abc import Callable
from datetime import date

from admin_app.forms.fields import WORDING_FIELDS
from admin_app.forms.onward import ask_before, go_on
from admin_app.forms.own_fields import own_changes
from admin_app.forms.submission import Submission, chosen
from admin_app.papers import papers
from admin_app.papers.copy_words import label_of
from admin_app.papers.returned_copies import look_again, look_at
from admin_app.shell.times import second
from models.actions.core.case import holder_now
from models.actions.papers.cancel_document import cancel_document
from models.actions.papers.discard_draft import discard_draft
from models.actions.papers.draft_document import draft_document
from models.actions.papers.initial_document import initial_document, return_document
from models.actions.papers.pending_signatures import undo_signature
from models.actions.papers.signed.attach_signed_copy import attach_signed_copy, check_signed_copy
from models.actions.papers.signed.check_again import check_again
from models.actions.papers.withdraw_memo import withdraw_memo
from models.rules.cases.sop import MOVES, Move
from models.rules.core.errors import NotVisible, NumberNotAllowed, StaleCase
from models.rules.papers.documents import paper_title
from models.rules.papers.numbering import PaperDate
from models.rules.papers.signed_copy import MOST_BYTES, check_pdf
from models.rules.staff.roles import ROLES
from models.tables import Complaint, Document, PendingSignature


def draft(submission: Submission) -> str:
    """Draft a paper, or change its draft."""
    changes = {field.name: submission.word(field.name) for field in WORDING_FIELDS if field.name in submission.form}
    changes |= own_changes(submission.form, submission.word)
    code = submission.word("jenis")
    ask_before(submission)
    paper = draft_document(
        submission.case.id,
        code,
        submission.actor,
        submission.now,
        changes=changes,
        version=submission.version,
        form_key=submission.key,
    )
    return go_on(submission, f"Konsep {paper_title(paper)} tersimpan.")


def sign(submission: Submission) -> str:
    """Sign a draft, at once or after the time in which that can be taken back; then it has number and file."""
    document = _own_paper(submission)
    _as_seen(submission)
    ask_before(submission)
    typed = submission.word("number").strip() or None
    dated = asked_date(submission.word("dated"), submission.word("dated_reason"))
    who = (document, submission.actor, submission.now, submission.settings)
    move = chosen(Move, submission.word("lanjut")) if submission.word("lanjut") else None
    pending = papers.submit_signature(
        *who, number=typed, dated=dated, move=move, form_key=submission.key, look=submission.look
    )
    if pending is not None:
        return what_comes(pending)
    signed = papers.sign(*who, number=typed, dated=dated, form_key=submission.key)
    number = f" dengan nomor {signed.number}" if signed.number else ""
    return go_on(submission, f"{paper_title(signed)} ditandatangani{number}.")


def what_comes(pending: PendingSignature) -> str:
    """Return the sentence after a signature that can still be taken back: when it takes effect, and what with it."""
    onward = f", lalu {onward_words(pending)}" if pending.move else ""
    return (
        f"{paper_title(pending.document)} akan ditandatangani pukul {second(pending.due_at)}{onward}. "
        "Sampai saat itu dapat diurungkan; nomornya belum terpakai."
    )


def onward_words(pending: PendingSignature) -> str:
    """Return the move that goes with a signature, as it stands within a sentence."""
    label = MOVES[Move(pending.move)].label
    return label[0].lower() + label[1:]


def take_back_signature(submission: Submission) -> str:
    """Take a signature back before it takes effect."""
    pending = undo_signature(_own_paper(submission), submission.actor, submission.now)
    return f"Tanda tangan {paper_title(pending.document)} diurungkan. Tidak ada nomor yang terpakai."


def asked_date(typed: str, reason: str) -> PaperDate | None:
    """Return the earlier date a paper shall carry; None for today's. Raises NumberNotAllowed."""
    if not typed.strip():
        return None
    try:
        return PaperDate(date.fromisoformat(typed.strip()), reason.strip()[:300])
    except ValueError as err:
        raise NumberNotAllowed("Tanggal naskah tidak terbaca. Pilih tanggalnya lagi.") from err


def initial(submission: Submission) -> str:
    """Put one's initials on a draft."""
    _as_seen(submission)
    paper = initial_document(_own_paper(submission), submission.actor, submission.now, form_key=submission.key)
    return f"{paper_title(paper)} diparaf."


def give_back(submission: Submission) -> str:
    """Return a draft with a comment."""
    _as_seen(submission)
    paper = return_document(
        _own_paper(submission), submission.word("comment"), submission.actor, submission.now, form_key=submission.key
    )
    return f"{paper_title(paper)} dikembalikan dengan catatan."


def file_copy(submission: Submission) -> str:
    """File the signed PDF of a paper."""
    document, typed = _own_paper(submission), submission.word("seen_number")
    content = submission.files["berkas"].stream.read(MOST_BYTES + 1) if "berkas" in submission.files else b""
    check_pdf(content)
    who, settings = (submission.actor, submission.now), submission.settings
    reason = submission.word("copy_reason")
    came = look_at(Document.get_by_id(document), content, settings, submission.now, typed=typed, reason=reason)
    check_signed_copy(document, came, *who)
    paper = attach_signed_copy(document, settings.files.keep(content), came, *who, form_key=submission.key)
    return f"Salinan bertanda tangan {paper_title(paper)} tersimpan tanpa perubahan: {label_of(paper)}."


def look_at_copy_again(submission: Submission) -> str:
    """Look again at the signed copy of a paper, by the roots and the issued PDF there are now."""
    paper = Document.get_by_id(_own_paper(submission))
    came = look_again(paper, submission.settings, submission.now)
    who = (submission.actor, submission.now)
    paper = check_again(paper.id, str(paper.signed_copy), came.verdict, *who, form_key=submission.key)
    return f"Salinan bertanda tangan {paper_title(paper)} diperiksa lagi: {label_of(paper)}."


def _as_seen(submission: Submission) -> None:
    """Refuse where the case changed since the page was drawn: only what was on the screen is initialled or signed."""
    if Complaint.get_by_id(submission.case.id).version != submission.version:
        raise StaleCase


def cancel(submission: Submission) -> str:
    """Cancel a paper with a reason."""
    cancelled = cancel_document(_own_paper(submission), submission.word("reason"), submission.actor, submission.now)
    return f"{paper_title(cancelled)} dibatalkan."


def withdraw(submission: Submission) -> str:
    """Take a memo back with the case it handed over."""
    paper = _own_paper(submission)
    words = (submission.word("reason"), submission.actor, submission.now)
    case = withdraw_memo(paper, *words, form_key=submission.key, look=submission.look)
    memo = Document.get_by_id(paper)
    where = f"{case.number} kembali di meja {ROLES[holder_now(case)].label}"
    return f"{paper_title(memo)} {memo.number} ditarik: {where}."


def discard(submission: Submission) -> str:
    """Discard a draft with a reason."""
    words = (submission.word("reason"), submission.actor, submission.now)
    paper = discard_draft(_own_paper(submission), *words, form_key=submission.key)
    return f"Konsep {paper_title(paper)} dibuang."


def _own_paper(submission: Submission) -> int:
    document = submission.number("naskah")
    if not Document.select().where((Document.id == document) & (Document.complaint == submission.case.id)).exists():
        raise NotVisible
    return document


PAPER_BUTTONS: dict[str, Callable[[Submission], str]] = {
    "konsep": draft,
    "tanda-tangani": sign,
    "batal-naskah": cancel,
    "tarik-naskah": withdraw,
    "buang-konsep": discard,
    "urungkan-ttd": take_back_signature,
    "paraf": initial,
    "kembalikan": give_back,
    "salinan": file_copy,
    "periksa-salinan": look_at_copy_again,
}
