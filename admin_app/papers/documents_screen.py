"""The papers of visible complaints, with their files. Papers are made and signed in Meja Kerja."""

from typing import Any

from flask import Response, abort, current_app, make_response, request
from flask.typing import ResponseReturnValue
from flask_admin import expose
from markupsafe import Markup
from peewee import ModelSelect

from admin_app.files.attachment_files import SANDBOX, safe_filename
from admin_app.lists.guarded_view import GuardedView
from admin_app.papers.copy_words import copy_words, label_of, replaced_of
from admin_app.papers.page_frame import framed
from admin_app.papers.papers import file_name, issued
from admin_app.papers.pdf_copies import FRAMED, pages_of, pdf_of
from admin_app.papers.sent_copies import sent_copy
from admin_app.papers.srikandi.sent_words import elsewhere_of, sent_label, words_by_paper
from admin_app.shell.access import now, signed_in_actor
from admin_app.shell.columns import Choice, Column, case_link, route
from admin_app.shell.filing_words import document_pill
from admin_app.shell.masking import mask_rows, masked
from models.actions.core.identities import mask_of
from models.actions.core.own_types.catalogue import titles
from models.actions.privacy.check_masked import check_masked
from models.rules.papers.documents import STATE_LABELS, DocumentState, paper_title
from models.rules.papers.signed_elsewhere import SentState
from models.rules.search.searching import Found
from models.rules.staff.permissions import Permission
from models.tables import Document, SentPaper
from models.tables.privacy.visible import visible

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _title(paper: Any) -> str:
    return paper_title(paper)


def _state(row: Any) -> Markup:
    """Return the mark of a paper's state, and where it is while that is elsewhere."""
    sent = row.sent_words
    away = Markup(" <span>{}</span>").format(sent_label(sent)) if sent is not None and sent.is_open else Markup("")
    return document_pill(row.state) + away


def _copy_link(row: Document) -> Markup | None:
    return route("documents.signed_copy", "Unduh PDF", public_id=row.public_id) if row.signed_copy else None


def _signer(row: Document) -> str | None:
    """Return who signed a paper: an account, else, where another system did, the name on its certificate."""
    return row.signed_by.name if row.signed_by is not None else row.signed_copy_signer or None


class DocumentsView(GuardedView):
    """The list of papers."""

    permission = Permission.READ_DOCUMENTS
    export_permission = Permission.EXPORT
    search_hint = "Nomor, hal, atau tujuan"
    empty_sentence = "Belum ada naskah."
    id_field = Document.public_id
    list_joins = (Document.complaint, Document.signed_by)
    order = (Document.drafted_at.desc(),)
    head = 2_000  # a section's fifth of all papers is neither sorted whole nor walked whole for a page of the newest
    searched = (Document.number, Document.subject, Document.recipient)
    found_as = Found.NASKAH
    unindexed = Document.complaint.is_null()  # papers of the office itself
    columns = (
        Column("nomor", "Nomor", lambda row: row.number, Document.number),
        Column("jenis", "Jenis", lambda row: _title(row), Document.type),
        Column(
            "kasus",
            "Pengaduan",
            lambda row: case_link(row.complaint.public_id, row.complaint.number) if row.complaint_id else None,
            plain=lambda row: row.complaint.number if row.complaint_id else "",
        ),
        Column("hal", "Hal", lambda row: row.subject),
        Column("tujuan", "Yth.", lambda row: row.recipient),
        Column("tanggal", "Tanggal", lambda row: row.date, Document.date),
        Column("status", "Status", lambda row: _state(row), Document.state),
        Column("penandatangan", "Ditandatangani oleh", _signer),
        Column("tanda_tangan", "Keadaan salinan", lambda row: label_of(row) if row.signed_copy else None),
    )
    detail_columns = (
        *columns,
        Column("berkas", "Berkas", lambda row: route("documents.download", "Unduh Word", public_id=row.public_id)),
        Column("lihat", "Tampilan", lambda row: route("documents.look", "Lihat halaman", public_id=row.public_id)),
        Column("konsep", "Dikonsep", lambda row: row.drafted_at),
        Column("tempat", "Tempat tanda tangan", lambda row: sent_label(row.sent_words)),
        Column("ttd", "Ditandatangani", lambda row: row.signed_at),
        Column("kewenangan", "Dasar tanda tangan", lambda row: row.authority),
        Column("batal", "Alasan batal atau ditarik", lambda row: row.cancel_reason),
        Column("salinan", "Salinan bertanda tangan", _copy_link),
        Column("penanda", "Nama pada sertifikatnya", lambda row: row.signed_copy_signer),
        Column("waktu_ttd", "Waktu tanda tangannya", lambda row: row.signed_copy_time),
        Column("diperiksa", "Salinan diperiksa", lambda row: row.signed_copy_checked),
        Column("sidik", "Sidik berkas (SHA-256)", lambda row: row.sha256),
    )
    choices = (
        Choice(
            "jenis",
            "Jenis",
            lambda: [*titles().items()],
            lambda value: Document.type == value,
        ),
        Choice(
            "status",
            "Status",
            lambda: [(str(state), STATE_LABELS[state]) for state in DocumentState],
            lambda value: Document.state == value,
        ),
        Choice(
            "tempat",
            "Tempat tanda tangan",
            lambda: [
                (str(SentState.DI_LUAR), "Di SRIKANDI atau layanan"),
                (str(SentState.KEMBALI), "Kembali, belum ditegaskan"),
                (str(SentState.TIDAK_PASTI), "Tidak pasti di layanan"),
            ],
            lambda value: Document.id.in_(SentPaper.select(SentPaper.document).where(SentPaper.state == value)),
        ),
    )

    def scope(self, query: ModelSelect) -> ModelSelect:
        """Narrow to the papers of visible complaints."""
        return query.where(visible(signed_in_actor().scope))

    def prepare(self, rows: list[object]) -> None:
        """Mask the papers of protected complainants, and note where each is signed."""
        papers: Any = rows
        sent = words_by_paper(papers)
        for row in papers:
            row.sent_words = sent.get(row.id)
        mask_rows(rows, "complaint_id")

    def title_of(self, row: Document) -> str:
        """Return the paper's title with its number."""
        return f"{_title(row)} {row.number or ''}".rstrip()

    def row_actions(self, row: Document) -> list[tuple[str, str]]:
        """Offer to look at it, and its file."""
        look = ("Lihat", self.get_url(".look", public_id=row.public_id))
        return [*super().row_actions(row), look, ("Unduh", self.get_url(".download", public_id=row.public_id))]

    @expose("/<public_id>/unduh")
    def download(self, public_id: str) -> ResponseReturnValue:
        """Send a paper's Word file: the issued one, or the present draft."""
        paper = self._paper(public_id)
        response = Response(issued(paper, current_app.config["ADUAN"], now()), mimetype=_WORD)
        response.headers.set("Content-Disposition", "attachment", filename=safe_filename(file_name(paper)))
        response.headers["Content-Security-Policy"] = SANDBOX
        return response

    @expose("/<public_id>/salinan")
    def signed_copy(self, public_id: str) -> ResponseReturnValue:
        """Send the signed PDF exactly as it came back; `lama` asks for one that was replaced."""
        return sent_copy(self._paper(public_id))

    @expose("/<public_id>/lihat")
    def look(self, public_id: str) -> ResponseReturnValue:
        """Show a paper's pages, or say why they cannot be shown; the Word file is always offered."""
        paper = self._paper(public_id)
        pages = pages_of(lambda: pdf_of(paper, current_app.config["ADUAN"], now()))
        told: dict[str, object] = {"copy": copy_words(paper), "replaced": replaced_of([paper]).get(paper.id, ())}
        sent = words_by_paper([paper]).get(paper.id)
        if paper.complaint_id:  # why it was taken back may name whoever is protected
            sent = masked(sent, mask_of(paper.complaint))
        told |= {"sent": sent, "elsewhere": elsewhere_of(paper)}
        page = self.render("papers/paper.html", paper=paper, title=_title(paper), pages=pages, **told)
        return pages.dress(make_response(page))

    @expose("/<public_id>/pdf")
    def pdf(self, public_id: str) -> ResponseReturnValue:
        """Send a paper as PDF, for viewing inside our page or as a download."""
        paper = self._paper(public_id)
        response = Response(pdf_of(paper, current_app.config["ADUAN"], now()), mimetype="application/pdf")
        how = "attachment" if request.args.get("unduh") == "ya" else "inline"
        response.headers.set("Content-Disposition", how, filename=safe_filename(file_name(paper, "pdf")))
        response.headers["Content-Security-Policy"] = FRAMED
        return response

    @expose("/<public_id>/halaman")
    def frame(self, public_id: str) -> ResponseReturnValue:
        """Show the pages of a draft inside the page on which it is signed; `nomor` asks for one of them alone."""
        here, pdf = (self.get_url(name, public_id=public_id) for name in (".frame", ".pdf"))
        return framed(self._paper(public_id), here, pdf, current_app.config["ADUAN"], now())

    def _paper(self, public_id: str) -> Any:
        paper = self.get_one(public_id)
        if paper is None:
            abort(404)
        check_masked(paper, signed_in_actor(), now())
        return paper
