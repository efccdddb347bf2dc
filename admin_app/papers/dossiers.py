"""The dossier of a case as files: made in the PDF queue, and found again by the hash of the case's contents.

The files are deleted after a day, since the same dossier can be made again at any time; this happens when the next
one is made, a day later, and when the program starts.
"""

import contextlib
import os
import tempfile
import threading
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import IO, Any, cast

from admin_app.files.attachment_files import safe_filename
from admin_app.files.paper_pictures import with_pictures
from admin_app.papers.papers import issued
from admin_app.papers.pdf_copies import PdfComing, queue_of
from admin_app.papers.pdf_queue import Wanted
from docgen.dossier import IssuedPaper, dossier_pdf
from docgen.dossier_archive import Entry, Original, content_hash, numbered, write_archive
from docgen.dossier_sections import Gap
from docgen.errors import DocumentError
from docgen.pdf import Converter, PdfFailed, PdfNoRoom
from docgen.pdf_pages import PdfUnreadable, page_count
from models.actions.papers.dossier.dossier_facts import dossier_facts
from models.actions.papers.dossier.dossier_files import CaseFile, case_files
from models.actions.papers.dossier.dossier_records import issued_papers
from models.actions.papers.keep_pdf import known_pdf
from models.actions.retention.destruction.beside import DOSSIERS
from models.actions.upkeep.lost_files import fault_of
from models.rules.core.errors import DocumentNotAllowed
from models.rules.papers.copy_states import counts_as_copy
from models.rules.papers.documents import ENDED, DocumentState, paper_title
from models.rules.upkeep.losses import Fault
from models.tables import Complaint, Document
from models.tables.core.file_lock import is_taken, taken
from models.tables.core.files.store import FileStore
from models.tables.core.filled import filled
from models.tables.core.settings import Settings

PLACE = DOSSIERS  # the folder beside the database
KEPT = 24 * 3600.0  # seconds
_ISSUED = (str(DocumentState.DITANDATANGANI), str(DocumentState.DITARIK))
_LARGEST_PICTURE = 25_000_000  # bytes; larger files are only listed, and are in the archive
_WHY = {
    Fault.MISSING: "tidak ada di penyimpanan",
    Fault.CHANGED: "isinya berubah sejak disimpan",
    Fault.UNREADABLE: "tidak terbaca",
}


@dataclass(frozen=True)
class Paper:
    """An issued paper of the case: its title, its stored Word file, and existing PDFs of it, the signed one first."""

    title: str
    word: str
    pdfs: tuple[str, ...]


@dataclass(frozen=True)
class Dossier:
    """A dossier, made or to be made: what the case contains now, and where its files are."""

    number: str
    facts: dict[str, object]
    originals: list[Original]
    pictures: list[str]
    papers: list[Paper]
    store: FileStore
    sha256: str
    stem: Path

    @property
    def pdf(self) -> Path:
        """Return the path of its PDF, made or not."""
        return self.stem.with_suffix(".pdf")

    @property
    def archive(self) -> Path:
        """Return the path of its archive, made or not; it is written last."""
        return self.stem.with_suffix(".zip")

    @property
    def key(self) -> str:
        """Return its key in the queue."""
        return f"berkas perkara {self.stem.name}"

    @property
    def turn(self) -> Path:
        """Return the path of the lock that whoever makes it or has it in his queue holds."""
        return self.stem.with_suffix(".giliran")


def dossier_of(case: Complaint, settings: Settings) -> Dossier:
    """Return the dossier of what the case contains now, without making its files."""
    without_file = (Document.complaint == case.id) & Document.sha256.is_null()
    # All are read before the first is written: a write during a half-read query fails after another's write.
    for paper in list(Document.select().where(without_file & Document.state.in_(_ISSUED))):
        issued(paper, settings, filled(paper.signed_at))  # signed, but the power went before its file was written
    facts, files, store = dossier_facts(case), case_files(case), settings.files
    originals = [
        Original(name, partial(store.open, file.sha256), file.kind, file.sha256) for name, file in _named(files)
    ]
    sizes = [(original, _size(store, original.sha256)) for original in originals]
    entries = [Entry(one.name, one.kind, size, one.sha256) for one, size in sizes if size is not None]
    sha256 = content_hash(facts, entries)
    return Dossier(
        case.number,
        facts,
        originals,
        [file.sha256 for file in files if file.folder == "lampiran"],
        [_paper(paper) for paper in issued_papers(case)],
        store,
        sha256,
        settings.data_dir / PLACE / f"{case.public_id}-{sha256}",
    )


def _named(files: Sequence[CaseFile]) -> Iterator[tuple[str, CaseFile]]:
    for place, file in enumerate(files, 1):
        yield numbered(file.folder, place, safe_filename(file.name)), file


def _size(store: FileStore, sha256: str) -> int | None:
    """Return the length of a stored file; None where none lies there."""
    try:
        return store.size(sha256)
    except FileNotFoundError:
        return None


def _paper(paper: Document) -> Paper:
    title = paper_title(paper)
    cancelled = f" ({paper.state.upper()})" if paper.state in ENDED else ""
    made = known_pdf(str(paper.sha256))
    copy = paper.signed_copy if counts_as_copy(paper.signed_copy, paper.signed_copy_state) else None
    known = [sha256 for sha256 in (copy, made) if sha256]
    named = f"{title} {paper.number}" if paper.number else title
    return Paper(named + cancelled, str(paper.sha256), tuple(known))


def ask_for(dossier: Dossier, settings: Settings) -> None:
    """Queue it unless it is being made, here or by another program. Raises DocumentNotAllowed where it cannot be."""
    queue = queue_of(settings.data_dir)
    try:
        dossier.turn.parent.mkdir(parents=True, exist_ok=True)
        turn = taken(dossier.turn)
    except OSError as err:
        raise DocumentNotAllowed(PdfNoRoom().sentence) from err
    if turn is None:
        return
    try:
        queue.want(Wanted(dossier.key, make=partial(_made_in_turn, dossier, queue.converter, turn)))
    except DocumentError as err:
        turn.close()
        raise DocumentNotAllowed(err.sentence) from err


def look_for(dossier: Dossier, settings: Settings) -> bool:
    """Whether it is made. Raises PdfComing while it is being made, DocumentNotAllowed where that failed here."""
    queue = queue_of(settings.data_dir)
    try:
        queue.get(dossier.key)
    except DocumentError as err:
        raise DocumentNotAllowed(err.sentence) from err
    if (before := queue.place(dossier.key)) >= 0 or is_taken(dossier.turn):
        raise PdfComing(before, "Berkas perkara sedang disusun.")
    return dossier.archive.is_file()


def _made_in_turn(dossier: Dossier, converter: Converter, turn: IO[bytes]) -> bytes:
    try:
        with turn:
            return _made(dossier, converter)
    finally:
        with contextlib.suppress(OSError):
            dossier.turn.unlink()


def _made(dossier: Dossier, converter: Converter) -> bytes:
    """Make both files; if the PDF cannot be made, the archive alone, whose manifest says so."""
    try:
        dossier.archive.parent.mkdir(parents=True, exist_ok=True)
        _clear(dossier.archive.parent)
        why, gone = "", _lacking(dossier)
        try:
            pdf: bytes | None = _pdf(dossier, gone, converter)
        except PdfNoRoom:
            raise
        except DocumentError as problem:
            pdf, why = None, problem.sentence
        if pdf is not None:
            with _finished(dossier.pdf) as unfinished:
                unfinished.write_bytes(pdf)
        with _finished(dossier.archive) as unfinished:
            write_archive(unfinished, dossier.facts, dossier.originals, gone, pdf, why)
    except OSError as err:
        raise PdfNoRoom from err
    later = threading.Timer(KEPT + 1, _clear, (dossier.archive.parent,))
    later.daemon = True
    later.start()
    return b""


def _lacking(dossier: Dossier) -> dict[str, str]:
    """Return the originals that cannot be had as they were, by name, each with why."""
    return {one.name: why for one in dossier.originals if (why := _why_not(dossier.store, one.sha256))}


def _why_not(store: FileStore, sha256: str) -> str:
    if not sha256:
        return "belum pernah tersimpan"
    fault = fault_of(store, sha256)
    return _WHY[fault] if fault is not None else ""


def _pdf(dossier: Dossier, gone: Mapping[str, str], converter: Converter) -> bytes:
    """Make the PDF of what is whole; a file that was changed is not shown as the original."""
    gaps = [Gap(one.name, one.sha256, gone[one.name]) for one in dossier.originals if one.name in gone]
    bad, store = {gap.sha256 for gap in gaps}, dossier.store
    papers = _bound([_without(paper, bad) for paper in dossier.papers if paper.word not in bad], store)
    photos = {
        one: partial(store.read, one) for one in dossier.pictures if one not in bad and _is_small_enough(one, store)
    }
    try:
        return dossier_pdf(_with_emblem(dossier), papers, photos, converter.convert, gaps)
    except PdfUnreadable as err:
        raise PdfFailed from err


def _with_emblem(dossier: Dossier) -> Mapping[str, object]:
    """Return the facts with the emblem's picture; one that is lost keeps no dossier from being made."""
    try:
        return with_pictures(dossier.facts, dossier.store)
    except DocumentNotAllowed:
        return {**dossier.facts, "kop": {**dict(cast(Any, dossier.facts["kop"])), "emblem": None}}


def _without(paper: Paper, bad: Collection[str]) -> Paper:
    return replace(paper, pdfs=tuple(sha256 for sha256 in paper.pdfs if sha256 not in bad))


def _bound(papers: Sequence[Paper], store: FileStore) -> list[IssuedPaper]:
    """Return every paper whose Word file exists: with an existing PDF, else to be made of that file."""
    found = [(paper, _readable(paper.pdfs, store)) for paper in papers if store.has(paper.word)]
    return [IssuedPaper(paper.title, pdf, b"" if pdf else store.read(paper.word)) for paper, pdf in found]


def _readable(pdfs: Sequence[str], store: FileStore) -> bytes | None:
    """Return the first PDF that can be put into the bundle; a locked or damaged one is in the archive only."""
    for sha256 in pdfs:
        with contextlib.suppress(PdfUnreadable, FileNotFoundError):
            content = store.read(sha256)
            if page_count(content):
                return content
    return None


def _is_small_enough(picture: str, store: FileStore) -> bool:
    size = _size(store, picture)
    return size is not None and size <= _LARGEST_PICTURE


@contextlib.contextmanager
def _finished(target: Path) -> Iterator[Path]:
    """Yield a file to write, which gets its name only when it is complete."""
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
    os.close(handle)
    try:
        yield Path(name)
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)


def clear_old(settings: Settings) -> None:
    """Remove dossiers more than a day old, when the program starts."""
    _clear(settings.data_dir / PLACE)


def _clear(folder: Path) -> None:
    """Remove files more than a day old: they hold whole cases and can be made again."""
    for path in folder.iterdir() if folder.is_dir() else ():
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < time.time() - KEPT:
                path.unlink()
