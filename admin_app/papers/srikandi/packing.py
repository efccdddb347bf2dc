"""Makes the package of a draft: Word by the worker, what the form asks, the enclosures that are there."""

import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO

from admin_app.files.attachment_files import safe_filename
from admin_app.papers.papers import file_name, issued, preview
from admin_app.papers.pdf_copies import PdfComing, pdf_of
from docgen.drawing.bare import bare
from docgen.srikandi.package import TAKEN, Package, place_of, write_package
from models.actions.core.actor import Actor
from models.actions.papers.sent.form_facts import Enclosed, enclosed_with, form_facts
from models.rules.core.errors import DocumentNotAllowed
from models.rules.core.moments import to_wib
from models.rules.papers.documents import paper_title
from models.rules.papers.srikandi_form import FormField, form_fields, word_name
from models.tables import Complaint, Document, SentPaper
from models.tables.core.settings import Settings

_IN_MEMORY = 8_000_000  # bytes; a larger package is on disk while it is sent


def fields_of(
    paper: Document, case: Complaint | None, sent: SentPaper | None, actor: Actor, settings: Settings, now: datetime
) -> tuple[FormField, ...]:
    """Return what SRIKANDI's form asks about a draft, filled; as enclosures what there is and SRIKANDI takes."""
    enclosed = enclosed_with(paper, case, actor)
    files = [name for name, sha256 in _named(enclosed) if settings.files.has(sha256)]
    papers = [safe_filename(file_name(each, "pdf")) for each in enclosed.papers]
    return _fields(paper, case, sent, [*files, *papers], now)


def _fields(
    paper: Document, case: Complaint | None, sent: SentPaper | None, names: Iterable[str], now: datetime
) -> tuple[FormField, ...]:
    taken = tuple(name for name in names if place_of(name) == TAKEN)
    number = sent.number if sent is not None else ""
    went = sent.sent_at if sent is not None and sent.sent_at else now  # what is filed by then stays so
    return form_fields(form_facts(paper, case, number, taken, to_wib(went).date()))


def packed(
    paper: Document, case: Complaint | None, sent: SentPaper | None, actor: Actor, settings: Settings, now: datetime
) -> IO[bytes]:
    """Return the ZIP, open at its beginning. Raises DocumentNotAllowed where the Word file cannot be made."""
    word = preview(paper, settings, now)
    enclosed, missing, found = enclosed_with(paper, case, actor), [], {}
    for name, sha256 in _named(enclosed):
        try:
            found[name] = bare(settings.files.read(sha256))
        except FileNotFoundError:
            missing.append(f"{name} (tidak ada di penyimpanan, atau isinya berubah)")
    for each in enclosed.papers:
        try:
            name, content = _enclosed_paper(each, settings, now)
            found[name] = content
        except PdfComing:
            missing.append(f"{paper_title(each)} (PDF-nya sedang dibuat; unduh paket sekali lagi)")
    if enclosed.left_out:
        missing.append(f"lampiran pengaduan ({enclosed.left_out})")
    missing += [f"{paper_title(each)} (menyebut pelapor yang dirahasiakan)" for each in enclosed.naming]
    title = paper_title(paper)
    about = f"{title} {case.number if case is not None else paper.about}"
    package = Package(word_name(title), word, about, _fields(paper, case, sent, found, now), found, missing)
    # The file is closed by whoever sends it.
    target = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
    write_package(target, package)
    target.seek(0)
    return target


def _named(enclosed: Enclosed) -> Iterator[tuple[str, str]]:
    """Yield the files with names that differ from each other."""
    for place, (name, sha256) in enumerate(enclosed.files, 1):
        yield f"{place:02}_{safe_filename(name)}", sha256


def _enclosed_paper(paper: Document, settings: Settings, now: datetime) -> tuple[str, bytes]:
    """Return an issued paper as PDF, as SRIKANDI takes no Word file there; as Word where no PDF of it can be made.

    Raises PdfComing where its PDF is not made yet.
    """
    try:
        return safe_filename(file_name(paper, "pdf")), pdf_of(paper, settings, now)
    except PdfComing:
        raise
    except DocumentNotAllowed:
        return safe_filename(file_name(paper)), issued(paper, settings, now)
