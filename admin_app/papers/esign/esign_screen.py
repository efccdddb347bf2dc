"""Tanda tangan lewat layanan: one paper signed through the office's own service, and what became of each attempt."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, abort, current_app, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.files.attachment_files import sent_as_download
from admin_app.forms.kept_form import NOTHING_KEPT, Kept
from admin_app.papers import papers
from admin_app.papers.esign.reaching import reached, turn_at_service
from admin_app.papers.esign.reading import is_running, read_page
from admin_app.papers.esign.service import SigningRefused
from admin_app.papers.esign.signing import Submitted, look_at, sign_by_service
from admin_app.papers.paper_submission import PaperSubmission
from admin_app.papers.srikandi.reading import find_paper
from admin_app.shell.access import now, signed_in_actor
from admin_app.shell.guarded_page import GuardedPage
from admin_app.shell.masking import masked
from admin_app.shell.safe_headers import policy
from models.actions.core.identities import mask_of
from models.actions.core.sent_papers import open_of, words_of
from models.actions.papers.own_service.attempt import allow_code, nik_of
from models.actions.papers.own_service.correct_declaration import correct_declaration
from models.actions.papers.own_service.finish import finish_signed
from models.actions.papers.own_service.outcome import declare_unsigned
from models.actions.papers.sent.receive import check_came_back, keep_returned, look_anew
from models.actions.papers.sent.take_back import take_back
from models.actions.privacy.check_masked import check_identity_open
from models.rules.core.errors import DocumentNotAllowed, NotPermitted, NotVisible, RuleBroken
from models.rules.papers.esign import REFUSED_WORDS
from models.rules.papers.signed_copy import MOST_BYTES, check_pdf
from models.rules.papers.signed_elsewhere import SentState
from models.rules.privacy.masking import NO_MASK
from models.rules.staff.permissions import Permission
from models.tables import Complaint, Document, SentPaper
from models.tables.core.secrets import load_key

_SECRET = "rahasia"  # the field that is never shown again
_LOST = "PDF dari layanan tidak ada di penyimpanan, atau isinya berubah. Unggah lagi, atau beri tahu Administrator."


_CORRECTED = {
    SentState.TIDAK_PASTI: "Pernyataan dicabut. Pastikan apa jadinya di layanan, lalu unggah PDF-nya.",
    SentState.KEMBALI: "Pernyataan dicabut. Periksa PDF yang ada di sini, lalu tegaskan.",
}


@dataclass(frozen=True)
class Submission(PaperSubmission):
    """One submission of a form on the page."""

    @property
    def sent(self) -> SentPaper:
        """Return the open attempt. Raises NotVisible where there is none."""
        found = open_of([self.paper.id]).get(self.paper.id)
        if found is None or not found.block:
            raise NotVisible
        return found

    def signing(self) -> Submitted:
        """Return what the button that signs was given."""
        key = load_key(self.settings.secret_key_file)
        said = (self.word("kata"), self.word("nomor"), self.key)
        return Submitted(self.paper, self.actor, self.settings, now, key, *said, look=self.word("wujud"))


def _sign(submission: Submission) -> str:
    signed = sign_by_service(submission.signing(), request.form.get(_SECRET, ""))
    return f"{submission.title} nomor {signed.number} terbit, ditandatangani lewat layanan tanda tangan."


def _ask_code(submission: Submission) -> str:
    try:
        with turn_at_service():
            row = allow_code(submission.paper.id, submission.actor, submission.now, form_key=submission.key)
            with reached(row, load_key(submission.settings.secret_key_file)) as service:
                service.ask_code(nik_of(submission.actor))
    except SigningRefused as refused:
        raise DocumentNotAllowed(REFUSED_WORDS[refused.why]) from None
    return "Kode diminta. Lihat aplikasi BSrE di telepon Anda, lalu ketik kodenya di bawah."


def _bring_back(submission: Submission) -> str:
    if is_running(submission.sent, submission.now):
        raise DocumentNotAllowed("Layanan masih mengurus naskah ini. Muat ulang halamannya sebentar lagi.")
    upload = request.files.get("berkas")
    content = upload.stream.read(MOST_BYTES + 1) if upload else b""
    check_pdf(content)
    who = (submission.actor, submission.now)
    came = look_at(submission.paper, submission.sent, content, submission.settings, submission.now)
    check_came_back(submission.paper.id, came, *who)
    sha256 = submission.settings.files.keep(content)
    keep_returned(submission.paper.id, sha256, came, *who, form_key=submission.key)
    return "PDF tersimpan. Penanda tangannya menegaskan bahwa ini naskahnya."


def _look_again(submission: Submission) -> str:
    sent = submission.sent
    came = look_at(submission.paper, sent, _kept(submission), submission.settings, submission.now)
    who = (submission.actor, submission.now)
    look_anew(submission.paper.id, str(sent.sha256), came, *who, form_key=submission.key)
    return "PDF diperiksa lagi."


def _kept(submission: Submission) -> bytes:
    try:
        return submission.settings.files.read(submission.sent.sha256 or "")
    except OSError as err:
        raise DocumentNotAllowed(_LOST) from err


def _confirm(submission: Submission) -> str:
    came = look_at(submission.paper, submission.sent, _kept(submission), submission.settings, submission.now)
    agreed, seen = frozenset(request.form.getlist("ya")), submission.word("pdf")
    who = (submission.actor, submission.now)
    signed = finish_signed(submission.paper.id, came, seen, agreed, *who, form_key=submission.key)
    papers.issued(signed, submission.settings, submission.now)
    return f"{submission.title} nomor {signed.number} terbit. PDF dari layanan menjadi salinan bertanda tangannya."


def _declare(submission: Submission) -> str:
    who = (submission.actor, submission.now)
    declare_unsigned(submission.paper.id, submission.word("alasan"), *who, form_key=submission.key)
    return "Tercatat bahwa naskah ini tidak ditandatangani. Nomornya tetap; naskah dapat ditandatangani lagi."


def _correct(submission: Submission) -> str:
    who = (submission.actor, submission.now)
    anew = correct_declaration(submission.paper.id, submission.word("alasan"), *who, form_key=submission.key)
    return _CORRECTED[SentState(anew.state)]


def _on_paper(submission: Submission) -> str:
    who = (submission.actor, submission.now)
    take_back(submission.paper.id, submission.word("alasan"), *who, on_paper=True, form_key=submission.key)
    return f"{submission.title} ditandatangani di atas kertas."


_BUTTONS: dict[str, Callable[[Submission], str]] = {
    "tandatangani": _sign,
    "minta-kode": _ask_code,
    "unggah": _bring_back,
    "periksa": _look_again,
    "tegaskan": _confirm,
    "nyatakan": _declare,
    "cabut": _correct,
    "kertas": _on_paper,
}


class EsignPage(GuardedPage):
    """The signing of one paper through the office's own service; it is reached from the paper."""

    permission = Permission.READ_DOCUMENTS

    def is_visible(self) -> bool:
        """Return False: it is reached from the paper."""
        return False

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Redirect to the papers of which nobody knows whether they were signed."""
        return redirect(self.get_url("documents.index_view", tempat="tidak_pasti"))

    @expose("/<public_id>")
    def one(self, public_id: str) -> ResponseReturnValue:
        """Show the paper's pages with the field for the passphrase, or what became of the last attempt."""
        return self._draw(*find_paper(public_id, signed_in_actor(), now()), NOTHING_KEPT)

    @expose("/<public_id>/pdf")
    def returned(self, public_id: str) -> ResponseReturnValue:
        """Send the PDF that came back and does not count yet, exactly as it came."""
        paper, case = find_paper(public_id, actor := signed_in_actor(), now())
        sent = open_of([paper.id]).get(paper.id)
        if sent is None or not sent.sha256:
            flash("Tidak ada PDF dari layanan tanda tangan yang menunggu.", "warning")
            return redirect(self.get_url(".one", public_id=public_id))
        if case is not None and sent.words != words_of(paper):  # it may name who was protected since
            check_identity_open(case, actor, now())
        return sent_as_download(sent.sha256, f"{papers.file_name(paper).removesuffix('.docx')}_layanan.pdf")

    @expose("/<public_id>/<button>", methods=("POST",))
    def submit(self, public_id: str, button: str) -> ResponseReturnValue:
        """Do what a button says; where it is refused, show the page with what was typed, but no secret."""
        actor, at = signed_in_actor(), now()
        paper, case = find_paper(public_id, actor, at)
        if button not in _BUTTONS:
            abort(404)
        try:
            flash(_BUTTONS[button](Submission(paper, actor, at, current_app.config["ADUAN"])), "success")
        except (NotVisible, NotPermitted):
            raise
        except RuleBroken as broken:
            shown = {name: value for name, value in request.form.items() if name != _SECRET}
            page = self._draw(paper, case, Kept(button, shown, broken.sentence))
            page.status_code = 409
            return page
        return redirect(self.get_url(".one", public_id=public_id), 303)

    def _draw(self, paper: Document, case: Complaint | None, kept: Kept) -> Response:
        seen = read_page(Document.get_by_id(paper.id), case, signed_in_actor(), now())
        seen = masked(seen, mask_of(case) if case is not None else NO_MASK)
        ticked = frozenset(request.form.getlist("ya"))
        look = (
            papers.look_of(Document.get_by_id(paper.id), seen.block, current_app.config["ADUAN"])
            if seen.block
            else ""
        )
        given = {"seen": seen, "kept": kept, "ticked": ticked, "paper": seen.paper, "look": look}
        drawn = Response(self.render("papers/esign.html", **given))
        drawn.headers["Content-Security-Policy"] = policy("frame-src 'self'")  # the pages of what is to be signed
        return drawn
