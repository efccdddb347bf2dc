"""Makes the package of a draft: Word by the worker, what the form asks, the enclosures that are there."""

import tempfile
from collections.abc import Iterator
from datetime import datetime
from typing import IO

from admin_app.files.attachment_files import safe_filename
from admin_app.papers.papers import file_name, issued, preview
from admin_app.papers.pdf_copies import pdf_of
from docgen.srikandi.package import Package, write_package
from models.actions.core.actor import Actor
from models.actions.papers.sent.form_facts import Enclosed, enclosed_with, form_facts
from models.rules.core.errors import DocumentNotAllowed
from models.rules.core.moments import to_wib
from models.rules.papers.documents import DOCUMENTS
from models.rules.papers.srikandi_form import FormField, form_fields, word_name
from models.tables import Complaint, Document, SentPaper
from models.tables.core.file_store import read
from models.tables.core.settings import Settings

_IN_MEMORY = 8_000_000  # bytes; a larger package is on disk while it is sent


def fields_of(
    paper: Document, case: Complaint | None, sent: SentPaper | None, actor: Actor, now: datetime
) -> tuple[FormField, ...]:
    """Return what SRIKANDI's form asks about a draft, filled."""
    enclosed = enclosed_with(paper, case, actor)
    names = (*(name for name, _ in _named(enclosed)), *(DOCUMENTS[each.type].title for each in enclosed.papers))
    number = sent.number if sent is not None else ""
    return form_fields(form_facts(paper, case, number, names, to_wib(now).date()))


def packed(
    paper: Document, case: Complaint | None, sent: SentPaper | None, actor: Actor, settings: Settings, now: datetime
) -> IO[bytes]:
    """Return the ZIP, open at its beginning. Raises DocumentNotAllowed where the Word file cannot be made."""
    word = preview(paper, settings, now)
    enclosed, missing, found = enclosed_with(paper, case, actor), [], {}
    for name, sha256 in _named(enclosed):
        try:
            found[name] = read(settings.files_dir, sha256)
        except FileNotFoundError:
            missing.append(f"{name} (tidak ada di penyimpanan, atau isinya berubah)")
    for name, content in _papers(enclosed, settings, now):
        found[name] = content
    if enclosed.left_out:
        missing.append(f"lampiran pengaduan ({enclosed.left_out})")
    missing += [f"{DOCUMENTS[each.type].title} (menyebut pelapor yang dirahasiakan)" for each in enclosed.naming]
    title = DOCUMENTS[paper.type].title
    about = f"{title} {case.number if case is not None else paper.about}"
    package = Package(word_name(title), word, about, fields_of(paper, case, sent, actor, now), found, missing)
    # The file is closed by whoever sends it.
    target = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
    write_package(target, package)
    target.seek(0)
    return target


def _named(enclosed: Enclosed) -> Iterator[tuple[str, str]]:
    """Yield the files with names that differ from each other."""
    for place, (name, sha256) in enumerate(enclosed.files, 1):
        yield f"{place:02}_{safe_filename(name)}", sha256


def _papers(enclosed: Enclosed, settings: Settings, now: datetime) -> Iterator[tuple[str, bytes]]:
    """Yield the issued papers as PDF, as SRIKANDI takes no Word file there; as Word where no PDF can be made now."""
    for paper in enclosed.papers:
        try:
            yield safe_filename(file_name(paper, "pdf")), pdf_of(paper, settings, now)
        except DocumentNotAllowed:
            yield safe_filename(file_name(paper)), issued(paper, settings, now)
