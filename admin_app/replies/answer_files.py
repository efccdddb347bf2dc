"""The files of an answer in the writing box: checked by content, made fit to send, with the channel's limits."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import filetype
from werkzeug.datastructures import FileStorage

from admin_app.files.attachment_files import safe_filename
from admin_app.papers.signed_pdf import pdf_text
from docgen.drawing.asking import shared_drawers
from docgen.errors import DocumentError
from models.actions.core.actor import Actor
from models.actions.core.rare_rows import may_have
from models.actions.replies.answer_files import files_of
from models.rules.channels.channels import Reach
from models.rules.channels.messages import StoredFile
from models.rules.channels.reply_files import JPEG, NAME_LIMIT, PDF, PICTURES, Files
from models.rules.core.declarations import Harmless
from models.rules.core.errors import FileNotAllowed
from models.rules.core.texts import storable
from models.tables import Complaint, WaitingFile
from models.tables.core.files.store import FileStore

# What is drawn anew as JPEG: upright, and without what a camera or a phone wrote into it.
_DRAWN = frozenset({*PICTURES, "image/webp"})
_SIDE = 2400  # pixels: a photographed page stays readable
AT_ONCE = 8


@dataclass(frozen=True)
class AttachedFiles:
    """What the writing box shows of files: which may be added, or why none may, and which are attached."""

    files: Harmless[Files | None]
    no_files: Harmless[str]
    waiting: tuple[WaitingFile, ...] = ()

    @property
    def accept(self) -> str:
        """Return what the file picker offers, WEBP included, which becomes a JPEG here."""
        pictures = ",image/webp,.webp" if self.files and PICTURES & set(self.files.limits) else ""
        return f"{self.files.accept}{pictures}" if self.files else ""

    @property
    def pdf_limit(self) -> int:
        """Return the most bytes of a PDF; pictures are reduced, so only their upload is limited."""
        return self.files.limits.get(PDF, 0) if self.files else 0

    @property
    def shown(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.files or self.no_files or self.waiting)


NOTHING_ATTACHED = AttachedFiles(None, "")


def attached_files(case: Complaint, reach: Reach | None, actor: Actor) -> AttachedFiles:
    """Return what a case's writing box shows of files; `reach` is the way of answering, None where there is none."""
    if reach is None:
        return NOTHING_ATTACHED
    waiting = files_of(case.id, actor) if may_have(case, WaitingFile) else ()
    return AttachedFiles(reach.files, reach.no_files, tuple(waiting))


def taken_in(upload: FileStorage, store: FileStore) -> StoredFile:
    """Store one upload, made fit to send. Raises FileNotAllowed for anything but a picture or a PDF.

    Raises DocumentNotAllowed for a PDF that is locked or contains active content.
    """
    name, content = safe_filename(upload.filename or ""), upload.stream.read()
    kind = filetype.guess_mime(content[:8192])
    if kind in _DRAWN:
        content, kind, name = _drawn(name, content), JPEG, f"{Path(name).stem}.jpg"
    elif kind == PDF:
        pdf_text(content)  # nothing leaves that would act on the citizen's device
    else:
        empty = "kosong" if not content else "bukan gambar (JPG, PNG, WEBP) atau PDF"
        raise FileNotAllowed(f"“{name}” {empty}. Pilih berkas lain.")
    return StoredFile(store.keep(content), kind, _short(storable(name)), len(content))


def chosen_uploads(uploads: Iterable[FileStorage]) -> list[FileStorage]:
    """Return the uploads that contain a file. Raises FileNotAllowed for more than a request may hold."""
    found = [upload for upload in uploads if upload.filename]
    if len(found) > AT_ONCE:
        raise FileNotAllowed(f"Pilih paling banyak {AT_ONCE} berkas sekali unggah.")
    return found


def _drawn(name: str, content: bytes) -> bytes:
    try:
        return shared_drawers().photo(content, _SIDE)[0]
    except DocumentError as err:
        raise FileNotAllowed(
            f"“{name}” bukan gambar yang dapat dibaca. Pilih JPG, PNG, atau WEBP yang utuh."
        ) from err


def _short(name: str) -> str:
    """Return a shortened name with its ending."""
    stem, dot, ending = name.rpartition(".")
    return name if len(name) <= NAME_LIMIT else f"{stem[: NAME_LIMIT - len(ending) - 2]}…{dot}{ending}"
