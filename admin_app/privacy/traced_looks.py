"""Has what a page showed recorded: a row for each address that shows a case, a file or a search, and what is refused.

A row is asked when the page is drawn and before it leaves. An address that shows neither stands in the test's list.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, g, request
from flask.wrappers import Response

from admin_app.shell.access import current_actor, now
from models.actions.core.actor import Actor
from models.actions.privacy.record_looks import LookBook
from models.rules.privacy.looks import Look
from models.tables import (
    Attachment,
    Complaint,
    ComplaintMessage,
    DeliveryProof,
    Document,
    Outbox,
    ReplyFile,
    ReportPhoto,
    WaitingFile,
)

_BOOK = "looks"
_SHOWN = (200, 206)
_REFUSED = (403, 404)

Case = Callable[[Mapping[str, Any]], int | None]


@dataclass(frozen=True)
class Traced:
    """What is recorded of an address: the kind of look, the case it is of, and what it showed of that."""

    look: Look
    case: Case
    kind: str = ""  # of what it showed, where that is not the case itself


def _of_public_id(said: Mapping[str, Any]) -> int | None:
    known: tuple[str, int] = g.get("found_case", ("", 0))
    if known[0] == said["public_id"]:
        return known[1]
    return Complaint.select(Complaint.id).where(Complaint.public_id == said["public_id"]).scalar()


def _of_id(said: Mapping[str, Any]) -> int | None:
    number = str(said.get("id", ""))
    return int(number) if number.isdigit() and len(number) < 10 else None


def _of_paper(said: Mapping[str, Any]) -> int | None:
    return Document.select(Document.complaint).where(Document.public_id == said["public_id"]).scalar()


def _of_message(message: Any) -> int | None:
    links = ComplaintMessage.select(ComplaintMessage.complaint).where(ComplaintMessage.message.in_(message))
    return links.order_by(ComplaintMessage.id).limit(1).scalar()


def _of_attachment(said: Mapping[str, Any]) -> int | None:
    return _of_message(Attachment.select(Attachment.message).where(Attachment.public_id == said["public_id"]))


def _of_answer(said: Mapping[str, Any]) -> int | None:
    rows = Outbox.select(Outbox.complaint).join(ReplyFile, on=ReplyFile.answer == Outbox.id)
    return rows.where(ReplyFile.public_id == said["public_id"]).scalar()


def _of_waiting(said: Mapping[str, Any]) -> int | None:
    return WaitingFile.select(WaitingFile.complaint).where(WaitingFile.public_id == said["public_id"]).scalar()


def _of_proof(said: Mapping[str, Any]) -> int | None:
    return DeliveryProof.select(DeliveryProof.complaint).where(DeliveryProof.id == said["proof_id"]).scalar()


def _of_photo(said: Mapping[str, Any]) -> int | None:
    return ReportPhoto.select(ReportPhoto.complaint).where(ReportPhoto.id == said["photo_id"]).scalar()


def _of_reply_row(said: Mapping[str, Any]) -> int | None:
    return Outbox.select(Outbox.complaint).where(Outbox.id == _of_id(said)).scalar()


def _of_paper_row(said: Mapping[str, Any]) -> int | None:
    return Document.select(Document.complaint).where(Document.id == _of_id(said)).scalar()


def _of_message_row(said: Mapping[str, Any]) -> int | None:
    number = _of_id(said)
    return _of_message([number]) if number else None


def _none(_said: Mapping[str, Any]) -> int | None:
    return None


_CASE, _FILE = Look.CASE, Look.FILE
TRACED: dict[str, Traced] = {
    "meja.case": Traced(_CASE, _of_public_id),
    "field_checks.one": Traced(_CASE, _of_public_id),
    "confidentiality.one": Traced(_CASE, _of_public_id),
    "blackened.one": Traced(_CASE, _of_attachment, "samaran"),
    "blackened.picture": Traced(_FILE, _of_attachment, "samaran"),
    "text_review.one": Traced(_FILE, _of_public_id, "tinjauan"),
    "personal_data.person": Traced(_CASE, _of_public_id, "data_pribadi"),
    "folders.one": Traced(_CASE, _of_public_id, "folder"),
    "folders.contents": Traced(_FILE, _of_public_id, "daftar_isi"),
    "folders.label": Traced(_FILE, _of_public_id, "label"),
    "dossiers.one": Traced(_CASE, _of_public_id, "berkas_perkara"),
    "dossiers.pdf": Traced(_FILE, _of_public_id, "berkas_perkara"),
    "dossiers.archive": Traced(_FILE, _of_public_id, "berkas_perkara"),
    "complaints.details_view": Traced(_CASE, _of_id),
    "messages.details_view": Traced(_CASE, _of_message_row, "message"),
    "outbox.details_view": Traced(_CASE, _of_reply_row, "outbox"),
    "documents.details_view": Traced(_CASE, _of_paper_row, "document"),
    "documents.look": Traced(_FILE, _of_paper, "document"),
    "documents.frame": Traced(_FILE, _of_paper, "document"),
    "documents.pdf": Traced(_FILE, _of_paper, "document"),
    "documents.download": Traced(_FILE, _of_paper, "document"),
    "documents.signed_copy": Traced(_FILE, _of_paper, "document"),
    "office_papers.one": Traced(_FILE, _none, "document"),
    "office_papers.frame": Traced(_FILE, _none, "document"),
    "office_papers.pdf": Traced(_FILE, _none, "document"),
    "office_papers.download": Traced(_FILE, _none, "document"),
    "office_papers.signed_copy": Traced(_FILE, _none, "document"),
    "srikandi.one": Traced(_FILE, _of_paper, "document"),
    "srikandi.package": Traced(_FILE, _of_paper, "document"),
    "srikandi.returned": Traced(_FILE, _of_paper, "document"),
    "esign.one": Traced(_FILE, _of_paper, "document"),
    "esign.returned": Traced(_FILE, _of_paper, "document"),
    "in_turn.frame": Traced(_FILE, _of_paper, "document"),
    "in_turn.pdf": Traced(_FILE, _of_paper, "document"),
    "attachment_files.download": Traced(_FILE, _of_attachment, "attachment"),
    "attachment_files.preview": Traced(_FILE, _of_attachment, "attachment"),
    "media_files.play": Traced(_FILE, _of_attachment, "attachment"),
    "attachment_files.proof": Traced(_FILE, _of_proof, "proof"),
    "attachment_files.photo": Traced(_FILE, _of_photo, "foto"),
    "answer_files.sent": Traced(_FILE, _of_answer, "berkas_jawaban"),
    "answer_files.preview": Traced(_FILE, _of_answer, "berkas_jawaban"),
    "answer_files.waiting": Traced(_FILE, _of_waiting, "berkas_jawaban"),
}
SEARCHES = frozenset({"search.index"})


def register(app: Flask) -> None:
    """Have every answer looked at before it leaves."""
    app.extensions[_BOOK] = LookBook()
    app.after_request(_record)


def book_of(app: Flask) -> LookBook:
    """Return the looks of this process that are not stored yet."""
    found: LookBook = app.extensions[_BOOK]
    return found


def note_shown(endpoint: str) -> None:
    """Record what an address shows where it is drawn for a button that was refused."""
    _note(TRACED[endpoint])


def _record(response: Response) -> Response:
    endpoint = request.endpoint or ""
    row = TRACED.get(endpoint)
    if row is not None and request.method == "GET" and response.status_code in _SHOWN:
        _note(row)
    elif "searched" in g:
        _of_book(Look.SEARCH, "cari", g.searched)
    elif _searches_list(endpoint) and response.status_code in _SHOWN:
        _of_book(Look.SEARCH, f"alamat:{_rule()}", "")
    elif g.get("form_refused"):
        _of_book(Look.FORM_REFUSED, f"alamat:{_rule()}", "")
    elif response.status_code in _REFUSED and endpoint and "asked_for_proof" not in g and current_actor() is not None:
        _of_book(Look.REFUSED, f"alamat:{_rule()}", _shown_of(request.view_args or {}))
    return response


def _searches_list(endpoint: str) -> bool:
    in_list = endpoint.endswith(".index_view") and request.args.get("search")
    return bool(in_list or (endpoint == "meja.index" and request.args.get("cari")))


def _note(row: Traced) -> None:
    said = {**request.args, **(request.view_args or {})}
    case = row.case(said)
    shown = f"{row.kind}:{_shown_of(said)}" if row.kind else ""
    _of_book(row.look, f"complaint:{case}" if case else shown, shown if case else "")


def _shown_of(said: Mapping[str, Any]) -> str:
    """Return by which name an address names what it shows."""
    names = ("public_id", "id", "proof_id", "photo_id")
    return next((str(said[name])[:40] for name in names if name in said), "")


def _rule() -> str:
    return str(request.url_rule)[:80] if request.url_rule else ""


def _of_book(look: Look, subject: str, detail: str) -> None:
    who = current_actor() or Actor("", address=request.remote_addr or "")
    book_of(current_app).note(look, who, subject, detail, now())
