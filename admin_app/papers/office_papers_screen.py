"""Naskah kantor: a month's lists and the records of outages, drafted, initialled, signed and downloaded."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import Response, abort, current_app, flash, make_response, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.files.attachment_files import SANDBOX, safe_filename
from admin_app.forms.choices import choices
from admin_app.forms.fields import (
    CANCEL_FIELD,
    COPY_REASON_FIELD,
    NUMBER_FIELD,
    RETURN_FIELD,
    SEEN_NUMBER_FIELD,
    WORDING_FIELDS,
)
from admin_app.forms.kept_form import Kept
from admin_app.papers import papers
from admin_app.papers.copy_words import label_of
from admin_app.papers.office_papers import find_paper, read_paper, rows_of_month, rows_of_outages
from admin_app.papers.page_frame import framed
from admin_app.papers.paper_buttons import asked_date, what_comes
from admin_app.papers.pdf_copies import FRAMED, pages_of, pdf_of
from admin_app.papers.returned_copies import look_again, look_at
from admin_app.papers.sent_copies import sent_copy
from admin_app.shell import times
from admin_app.shell.access import now, signed_in_actor
from admin_app.shell.guarded_page import GuardedPage
from models.actions.core.actor import Actor
from models.actions.figures.close_month import open_months
from models.actions.papers.cancel_document import cancel_document
from models.actions.papers.draft_document import draft_office_paper
from models.actions.papers.initial_document import initial_document, return_document
from models.actions.papers.pending_signatures import undo_signature
from models.actions.papers.signed.attach_signed_copy import attach_signed_copy, check_signed_copy
from models.actions.papers.signed.check_again import check_again
from models.rules.core.errors import NotPermitted, NotVisible, RuleBroken
from models.rules.core.texts import storable
from models.rules.figures.months import month_label, month_of
from models.rules.papers.documents import STATE_LABELS, DocumentState, paper_title
from models.rules.papers.signed_copy import MOST_BYTES, check_pdf
from models.rules.staff.permissions import Permission
from models.tables import Document, MonthClose
from models.tables.core.settings import Settings

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FORM_FIELDS = {
    "number": NUMBER_FIELD,
    "cancel": CANCEL_FIELD,
    "back": RETURN_FIELD,
    "seen_number": SEEN_NUMBER_FIELD,
    "copy_reason": COPY_REASON_FIELD,
}


@dataclass(frozen=True)
class Submission:
    """One submission of a form about a paper."""

    paper: Document
    actor: Actor
    now: datetime
    settings: Settings

    def word(self, name: str) -> str:
        """Return a field as typed, with plain line ends."""
        return storable(request.form.get(name, "")).replace("\r\n", "\n")

    @property
    def key(self) -> str | None:
        """Return the form's one-time key."""
        return request.form.get("form_key")


def _redraft(submission: Submission) -> str:
    _draft(submission.paper.type, submission.paper.about, submission.actor, submission.now)
    return "Konsep disusun ulang dari keadaan sekarang."


def _draft(code: str, about: str, actor: Actor, at: datetime) -> Document:
    typed = {field.name: storable(request.form[field.name]) for field in WORDING_FIELDS if field.name in request.form}
    changes = {name: text.replace("\r\n", "\n") for name, text in typed.items()}
    return draft_office_paper(code, about, actor, at, changes=changes, form_key=request.form.get("form_key"))


def _initial(submission: Submission) -> str:
    initial_document(submission.paper.id, submission.actor, submission.now, form_key=submission.key)
    return "Konsep diparaf."


def _give_back(submission: Submission) -> str:
    return_document(
        submission.paper.id, submission.word("comment"), submission.actor, submission.now, form_key=submission.key
    )
    return "Konsep dikembalikan dengan catatan."


def _sign(submission: Submission) -> str:
    if submission.word("versi") != str(submission.paper.version):
        raise RuleBroken("Konsep ini baru saja disusun ulang. Lihat isinya, lalu tanda tangani.")
    number = submission.word("number").strip() or None
    dated = asked_date(submission.word("dated"), submission.word("dated_reason"))
    who = (submission.paper.id, submission.actor, submission.now, submission.settings)
    pending = papers.submit_signature(*who, number=number, dated=dated, form_key=submission.key)
    if pending is not None:
        return what_comes(pending)
    signed = papers.sign(*who, number=number, dated=dated, form_key=submission.key)
    return f"{paper_title(signed)} ditandatangani{f' dengan nomor {signed.number}' if signed.number else ''}."


def _take_back(submission: Submission) -> str:
    undo_signature(submission.paper.id, submission.actor, submission.now)
    return "Tanda tangan diurungkan. Tidak ada nomor yang terpakai."


def _cancel(submission: Submission) -> str:
    cancel_document(
        submission.paper.id, submission.word("reason"), submission.actor, submission.now, form_key=submission.key
    )
    return "Naskah dibatalkan."


def _file_copy(submission: Submission) -> str:
    upload, typed = request.files.get("berkas"), submission.word("seen_number")
    content = upload.stream.read(MOST_BYTES + 1) if upload else b""
    check_pdf(content)
    paper, settings, who = submission.paper, submission.settings, (submission.actor, submission.now)
    came = look_at(paper, content, settings, submission.now, typed=typed, reason=submission.word("copy_reason"))
    check_signed_copy(paper.id, came, *who)
    paper = attach_signed_copy(paper.id, settings.files.keep(content), came, *who, form_key=submission.key)
    return f"Salinan bertanda tangan tersimpan tanpa perubahan: {label_of(paper)}."


def _look_again(submission: Submission) -> str:
    paper, who = submission.paper, (submission.actor, submission.now)
    if not paper.signed_copy:
        abort(404)
    came = look_again(paper, submission.settings, submission.now)
    paper = check_again(paper.id, paper.signed_copy, came.verdict, *who, form_key=submission.key)
    return f"Salinan bertanda tangan diperiksa lagi: {label_of(paper)}."


_BUTTONS: dict[str, Callable[[Submission], str]] = {
    "susun": _redraft,
    "paraf": _initial,
    "kembalikan": _give_back,
    "tanda-tangani": _sign,
    "urungkan-ttd": _take_back,
    "batal": _cancel,
    "unggah-salinan": _file_copy,
    "periksa-salinan": _look_again,
}


class OfficePapersPage(GuardedPage):
    """The papers of the office itself."""

    permission = Permission.SEE_MONTHS

    @expose("/")
    def index_view(self) -> ResponseReturnValue:
        """List the papers of a month, and the outages of the last two months."""
        return self._list(_asked_month(), "")

    @expose("/konsep", methods=("POST",))
    def draft(self) -> ResponseReturnValue:
        """Draft a paper of a month or of an outage, and open it."""
        code, about = request.form.get("jenis", ""), request.form.get("tentang", "")
        try:
            paper = _draft(code, about, signed_in_actor(), now())
        except NotPermitted:
            raise
        except RuleBroken as broken:
            return self._list(_asked_month(), broken.sentence), 409
        return redirect(self.get_url(".one", public_id=paper.public_id), 303)

    @expose("/<public_id>")
    def one(self, public_id: str) -> ResponseReturnValue:
        """Show one paper with its pages and everything this person may do with it."""
        return self._one(public_id, Kept())

    @expose("/<public_id>/<button>", methods=("POST",))
    def submit(self, public_id: str, button: str) -> ResponseReturnValue:
        """Do what a button says; where it is refused, show the page with what was typed."""
        paper = find_paper(public_id)
        if paper is None or button not in _BUTTONS:
            abort(404)
        submission = Submission(paper, signed_in_actor(), now(), current_app.config["ADUAN"])
        try:
            flash(_BUTTONS[button](submission), "success")
        except (NotVisible, NotPermitted):
            raise
        except RuleBroken as broken:
            page = self._one(public_id, Kept(button, request.form, broken.sentence))
            page.status_code = 409
            return page
        return redirect(self.get_url(".one", public_id=public_id), 303)

    @expose("/<public_id>/unduh")
    def download(self, public_id: str) -> ResponseReturnValue:
        """Send a paper's Word file: the issued one, or the present draft."""
        paper = _paper(public_id)
        response = Response(papers.issued(paper, current_app.config["ADUAN"], now()), mimetype=_WORD)
        response.headers.set("Content-Disposition", "attachment", filename=safe_filename(papers.file_name(paper)))
        response.headers["Content-Security-Policy"] = SANDBOX
        return response

    @expose("/<public_id>/pdf")
    def pdf(self, public_id: str) -> ResponseReturnValue:
        """Send a paper as PDF, for viewing inside our page or as a download."""
        paper = _paper(public_id)
        response = Response(pdf_of(paper, current_app.config["ADUAN"], now()), mimetype="application/pdf")
        how = "attachment" if request.args.get("unduh") == "ya" else "inline"
        response.headers.set("Content-Disposition", how, filename=safe_filename(papers.file_name(paper, "pdf")))
        response.headers["Content-Security-Policy"] = FRAMED
        return response

    @expose("/<public_id>/halaman")
    def frame(self, public_id: str) -> ResponseReturnValue:
        """Show the pages of a draft inside the page on which it is signed; `nomor` asks for one of them alone."""
        here, pdf = (self.get_url(name, public_id=public_id) for name in (".frame", ".pdf"))
        return framed(_paper(public_id), here, pdf, current_app.config["ADUAN"], now())

    @expose("/<public_id>/salinan")
    def signed_copy(self, public_id: str) -> ResponseReturnValue:
        """Send the signed PDF exactly as it came back; `lama` asks for one that was replaced."""
        return sent_copy(_paper(public_id))

    def _list(self, month: str, problem: str) -> str:
        actor, at = signed_in_actor(), now()
        closed = [row.month for row in MonthClose.select(MonthClose.month)]
        months = sorted({*closed, *open_months(at), month_of(at), month}, reverse=True)
        return str(
            self.render(
                "papers/office_papers.html",
                month=month,
                months=[(each, month_label(each)) for each in months],
                closed=month in closed,
                rows=rows_of_month(month, actor, at),
                outages=rows_of_outages(actor, at),
                states=STATE_LABELS,
                problem=problem,
            )
        )

    def _one(self, public_id: str, kept: Kept) -> Response:
        seen = read_paper(public_id, signed_in_actor(), now())
        if seen is None:
            abort(404)
        paper = seen.paper
        pages = pages_of(lambda: pdf_of(paper, current_app.config["ADUAN"], now()))
        words = {
            "states": STATE_LABELS,
            "DocumentState": DocumentState,
            "choices": choices,
            "times": times,
            **_FORM_FIELDS,
        }
        words["actor_id"] = signed_in_actor().staff_id
        page = self.render("papers/office_paper.html", seen=seen, kept=kept, pages=pages, **words)
        page = pages.dress(make_response(page))
        if seen.pending is not None:
            page.headers["Refresh"] = str(max(1, round((seen.pending.due_at - now()).total_seconds()) + 1))
        return page


def _paper(public_id: str) -> Document:
    paper = find_paper(public_id)
    if paper is None:
        abort(404)
    return paper


def _asked_month() -> str:
    """Return the month asked for, else the newest that is over."""
    asked = request.values.get("bulan", "")
    try:
        month_label(asked)
    except RuleBroken:
        return next(iter(reversed(open_months(now()))), month_of(now()))
    return asked
