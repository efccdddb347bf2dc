"""Tanda tangan di SRIKANDI: one paper handed over, its package, the PDF that comes back, and its confirmation."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask import Response, abort, current_app, flash, redirect, request, send_file
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.files.attachment_files import SANDBOX, safe_filename, sent_as_download
from admin_app.forms.kept_form import NOTHING_KEPT, Kept
from admin_app.papers import papers
from admin_app.papers.paper_submission import PaperSubmission
from admin_app.papers.srikandi.coming_back import look_at_kept, look_at_return
from admin_app.papers.srikandi.packing import packed
from admin_app.papers.srikandi.reading import find_paper, read_page
from admin_app.shell.access import now, signed_in_actor
from admin_app.shell.guarded_page import GuardedPage
from admin_app.shell.masking import masked
from models.actions.core.identities import mask_of
from models.actions.core.sent_papers import all_of, open_of, words_of
from models.actions.papers.sent.confirm import Answers, confirm_signed
from models.actions.papers.sent.hand_over import check_may_go, hand_over
from models.actions.papers.sent.receive import check_came_back, keep_returned, look_anew
from models.actions.papers.sent.take_back import take_back
from models.actions.papers.sent.trace_package import trace_package
from models.actions.papers.sign_document import way_of_draft
from models.actions.privacy.check_masked import check_identity_open
from models.rules.core.errors import NotPermitted, NotVisible, NumberNotAllowed, RuleBroken
from models.rules.core.moments import to_wib
from models.rules.core.texts import storable
from models.rules.papers.documents import paper_title
from models.rules.papers.signed_copy import MOST_BYTES, check_pdf
from models.rules.papers.signing_ways import row_of
from models.rules.privacy.masking import NO_MASK
from models.rules.staff.permissions import Permission
from models.tables import Complaint, Document, SentPaper


@dataclass(frozen=True)
class Submission(PaperSubmission):
    """One submission of a form on the page."""

    case: Complaint | None

    @property
    def sent(self) -> SentPaper:
        """Return the open hand-over. Raises NotVisible where there is none."""
        found = open_of([self.paper.id]).get(self.paper.id)
        if found is None:
            raise NotVisible
        return found


def _hand_over(submission: Submission) -> str:
    check_may_go(submission.paper.id, submission.actor, submission.now)
    hand_over(
        submission.paper.id,
        papers.made_word(submission.paper, submission.settings, submission.now),
        submission.actor,
        submission.now,
        number=submission.word("nomor"),
        form_key=submission.key,
    )
    return f"{submission.title} tercatat di SRIKANDI. Unduh paketnya, lalu daftarkan di sana."


def _bring_back(submission: Submission) -> str:
    upload = request.files.get("berkas")
    content = upload.stream.read(MOST_BYTES + 1) if upload else b""
    check_pdf(content)
    came = look_at_return(submission.paper, content, submission.settings, submission.now)
    who = (submission.actor, submission.now)
    check_came_back(submission.paper.id, came, *who)
    keep_returned(submission.paper.id, submission.settings.files.keep(content), came, *who, form_key=submission.key)
    return "PDF tersimpan. Cocokkan yang terbaca padanya dengan naskah ini."


def _look_again(submission: Submission) -> str:
    sent = submission.sent
    came = look_at_kept(submission.paper, sent, submission.settings, submission.now)
    who = (submission.actor, submission.now)
    look_anew(submission.paper.id, str(sent.sha256), came, *who, form_key=submission.key)
    return "PDF diperiksa lagi."


def _confirm(submission: Submission) -> str:
    sent = submission.sent
    answers = _answers()
    came = look_at_kept(submission.paper, sent, submission.settings, submission.now)
    # A paper that cannot be made any more would take a number and have no file.
    papers.demand_makeable(submission.paper, submission.settings, to_wib(submission.now).date())
    signed = confirm_signed(
        submission.paper.id, came, answers, submission.actor, submission.now, form_key=submission.key
    )
    papers.issued(signed, submission.settings, submission.now)
    return f"{submission.title} nomor {signed.number} terbit. PDF dari SRIKANDI menjadi salinan bertanda tangannya."


def _answers() -> Answers:
    """Return what a form says of the PDF. Raises NumberNotAllowed where its day is none."""
    said = {name: storable(request.form.get(name, "")).strip() for name in ("nomor", "tanggal", "pdf")}
    return Answers(said["nomor"], _day(said["tanggal"]), frozenset(request.form.getlist("ya")), said["pdf"])


def _take_back(submission: Submission) -> str:
    on_paper = submission.word("lalu") == "kertas"
    who = (submission.actor, submission.now)
    take_back(submission.paper.id, submission.word("alasan"), *who, on_paper=on_paper, form_key=submission.key)
    if on_paper:
        return f"{submission.title} ini ditandatangani di atas kertas. Hapus juga konsepnya di SRIKANDI."
    return f"{submission.title} diambil kembali. Perbaiki konsepnya, lalu serahkan lagi."


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError as err:
        raise NumberNotAllowed("Tanggal naskah tidak terbaca. Pilih tanggalnya lagi.") from err


def _typed() -> Answers | None:
    """Return what was sent in, as far as it can be read at all."""
    try:
        return _answers()
    except NumberNotAllowed:
        return None


_BUTTONS: dict[str, Callable[[Submission], str]] = {
    "serahkan": _hand_over,
    "unggah": _bring_back,
    "periksa": _look_again,
    "tegaskan": _confirm,
    "ambil-kembali": _take_back,
}


class SrikandiPage(GuardedPage):
    """The signing of one paper in SRIKANDI; it is reached from the paper."""

    permission = Permission.READ_DOCUMENTS

    def is_visible(self) -> bool:
        """Return False: it is reached from the paper."""
        return False

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Redirect to the papers that are there now."""
        return redirect(self.get_url("documents.index_view", tempat="di_luar"))

    @expose("/<public_id>")
    def one(self, public_id: str) -> ResponseReturnValue:
        """Show where a paper is, what to enter there, what came back, and what is asked about it."""
        paper, case = find_paper(public_id, signed_in_actor(), now())
        if row_of(way_of_draft(paper)).service:
            return redirect(self.get_url("esign.one", public_id=public_id))
        return self._draw(paper, case, NOTHING_KEPT)

    @expose("/<public_id>/paket")
    def package(self, public_id: str) -> ResponseReturnValue:
        """Send the package of a paper that was handed over, and note who took it."""
        actor, at = signed_in_actor(), now()
        paper, case = find_paper(public_id, actor, at)
        sent = open_of([paper.id]).get(paper.id)
        if sent is None:
            flash("Serahkan naskah ini ke SRIKANDI lebih dahulu; paketnya lalu dapat diunduh.", "warning")
            return redirect(self.get_url(".one", public_id=public_id))
        archive = packed(paper, case, sent, actor, current_app.config["ADUAN"], at)
        trace_package(paper.id, actor, at)
        about = case.number if case is not None else paper.about
        name = safe_filename(f"SRIKANDI {paper_title(paper)} {about}.zip")
        response = send_file(archive, "application/zip", as_attachment=True, download_name=name)
        response.headers["Content-Security-Policy"] = SANDBOX
        return response

    @expose("/<public_id>/pdf")
    def returned(self, public_id: str) -> ResponseReturnValue:
        """Send the PDF that came back and waits for its confirmation, or an earlier one (`lama`), as it came."""
        paper, case = find_paper(public_id, actor := signed_in_actor(), now())
        earlier = request.args.get("lama", "")
        asked = (row for row in all_of(paper.id) if str(row.id) == earlier)
        sent = next(asked, None) if earlier else open_of([paper.id]).get(paper.id)
        if sent is None or not sent.sha256:
            flash("PDF itu tidak ada: belum diunggah, sudah ditegaskan, atau dimusnahkan.", "warning")
            return redirect(self.get_url(".one", public_id=public_id))
        if case is not None and sent.words != words_of(paper):  # it may name who was protected since
            check_identity_open(case, actor, now())
        return sent_as_download(sent.sha256, f"{papers.file_name(paper).removesuffix('.docx')}_srikandi.pdf")

    @expose("/<public_id>/<button>", methods=("POST",))
    def submit(self, public_id: str, button: str) -> ResponseReturnValue:
        """Do what a button says; where it is refused, show the page with what was typed."""
        actor, at = signed_in_actor(), now()
        paper, case = find_paper(public_id, actor, at)
        if button not in _BUTTONS or row_of(way_of_draft(paper)).service:
            abort(404)
        try:
            flash(_BUTTONS[button](Submission(paper, actor, at, current_app.config["ADUAN"], case)), "success")
        except (NotVisible, NotPermitted):
            raise
        except RuleBroken as broken:
            page = self._draw(paper, case, Kept(button, request.form, broken.sentence))
            page.status_code = 409
            return page
        return redirect(self.get_url(".one", public_id=public_id), 303)

    def _draw(self, paper: Document, case: Complaint | None, kept: Kept) -> Response:
        typed = _typed() if kept.form == "tegaskan" else None
        stored = current_app.config["ADUAN"]
        seen = read_page(Document.get_by_id(paper.id), case, signed_in_actor(), stored, now(), typed)
        seen = masked(seen, mask_of(case) if case is not None else NO_MASK)
        ticked = frozenset(request.form.getlist("ya"))
        return Response(self.render("papers/srikandi.html", seen=seen, kept=kept, ticked=ticked, paper=seen.paper))
