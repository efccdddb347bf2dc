"""The papers of the visible complaints, with their files. Papers are made and signed in Meja Kerja."""

from typing import Any

from flask import Response, abort, current_app
from flask_admin import expose
from peewee import ModelSelect

from admin_app.asking import signed_in_actor
from admin_app.attachment_files import SANDBOX, safe_filename
from admin_app.columns import Choice, Column, case_link, route
from admin_app.filing_words import document_pill
from admin_app.guarded_view import GuardedView
from admin_app.papers import file_name, issued
from models.rules.documents import DOCUMENTS, STATE_LABELS, DocumentState
from models.rules.permissions import Deed
from models.tables import Document
from models.tables.visible import visible

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _title(code: str) -> str:
    return DOCUMENTS[code].title if code in DOCUMENTS else code


class DocumentsView(GuardedView):
    """The list of papers."""

    deed = Deed.READ_DOCUMENTS
    export_deed = Deed.EXPORT
    search_hint = "Nomor, hal, atau tujuan"
    empty_sentence = "Belum ada naskah."
    id_field = Document.public_id
    list_joins = (Document.complaint, Document.signed_by)
    order = (Document.drafted_at.desc(),)
    searched = (Document.number, Document.subject, Document.recipient)
    columns = (
        Column("nomor", "Nomor", lambda row: row.number, Document.number),
        Column("jenis", "Jenis", lambda row: _title(row.type), Document.type),
        Column(
            "kasus",
            "Pengaduan",
            lambda row: case_link(row.complaint.public_id, row.complaint.number),
            plain=lambda row: row.complaint.number,
        ),
        Column("hal", "Hal", lambda row: row.subject),
        Column("tujuan", "Yth.", lambda row: row.recipient),
        Column("tanggal", "Tanggal", lambda row: row.date, Document.date),
        Column("status", "Status", lambda row: document_pill(row.state), Document.state),
        Column("penandatangan", "Ditandatangani oleh", lambda row: row.signed_by.name if row.signed_by_id else None),
    )
    detail_columns = (
        *columns,
        Column("berkas", "Berkas", lambda row: route("documents.download", "Unduh Word", public_id=row.public_id)),
        Column("konsep", "Dikonsep", lambda row: row.drafted_at),
        Column("ttd", "Ditandatangani", lambda row: row.signed_at),
        Column("batal", "Alasan batal", lambda row: row.cancel_reason),
        Column("sidik", "Sidik berkas (SHA-256)", lambda row: row.sha256),
    )
    choices = (
        Choice(
            "jenis",
            "Jenis",
            lambda: [(code, row.title) for code, row in DOCUMENTS.items()],
            lambda value: Document.type == value,
        ),
        Choice(
            "status",
            "Status",
            lambda: [(str(state), STATE_LABELS[state]) for state in DocumentState],
            lambda value: Document.state == value,
        ),
    )

    def scope(self, query: ModelSelect) -> ModelSelect:
        """Narrow to the papers of visible complaints."""
        return query.where(visible(signed_in_actor().sight))

    def row_actions(self, row: Any) -> list[tuple[str, str]]:
        """Offer the file itself."""
        return [*super().row_actions(row), ("Unduh", self.get_url(".download", public_id=row.public_id))]

    @expose("/<public_id>/unduh")
    def download(self, public_id: str) -> Any:
        """Send a paper's Word file: the issued one, or the draft as it stands."""
        paper = self.get_one(public_id)
        if paper is None:
            abort(404)
        response = Response(issued(paper, current_app.config["ADUAN"]), mimetype=_WORD)
        response.headers.set("Content-Disposition", "attachment", filename=safe_filename(file_name(paper)))
        response.headers["Content-Security-Policy"] = SANDBOX
        return response
