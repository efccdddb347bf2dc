"""Sends the signed copy of a paper, or one that was replaced: there for whoever may see the paper."""

from flask import abort, request
from flask.typing import ResponseReturnValue

from admin_app.files.attachment_files import sent_as_download
from admin_app.papers.papers import file_name
from models.tables import Document, ReplacedCopy


def sent_copy(paper: Document) -> ResponseReturnValue:
    """Send the copy the address asks for, exactly as it came; 404 where it is another paper's, or destroyed."""
    asked, stem = request.args.get("lama", ""), file_name(paper).removesuffix(".docx")
    if not asked:
        return _sent(paper.signed_copy, f"{stem}_ttd.pdf")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 8 else 0
    mine = (ReplacedCopy.id == number) & (ReplacedCopy.document == paper.id)
    row = ReplacedCopy.get_or_none(mine)
    return _sent(row.sha256 if row is not None else None, f"{stem}_ttd_diganti_{number}.pdf")


def _sent(sha256: str | None, name: str) -> ResponseReturnValue:
    if not sha256:
        abort(404)
    return sent_as_download(sha256, name)
