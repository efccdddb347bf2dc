"""Stores uploaded files under their sha256, judged by their content and never by their name."""

from collections.abc import Iterable
from pathlib import Path

import filetype
from werkzeug.datastructures import FileStorage

from admin_app.files.attachment_files import safe_filename
from models.rules.channels.messages import StoredFile
from models.rules.core.errors import RuleBroken
from models.rules.core.texts import storable
from models.tables.core.file_store import keep

_PICTURES = {"image/jpeg": "JPG", "image/png": "PNG", "image/webp": "WEBP"}
_UNKNOWN = "application/octet-stream"


def kept_files(uploads: Iterable[FileStorage], root: Path, allowed: frozenset[str] = frozenset()) -> list[StoredFile]:
    """Store every chosen file; only `allowed` types, where given. Raises RuleBroken for another type."""
    read = [(upload.filename or "", upload.stream.read()) for upload in uploads if upload.filename]
    types = [filetype.guess_mime(content[:8192]) or _UNKNOWN for _, content in read]
    for (name, content), mime in zip(read, types, strict=True):
        if not content:
            raise RuleBroken(f"Berkas “{safe_filename(name)}” kosong. Pilih berkas lain.")
        if allowed and mime not in allowed:
            raise RuleBroken(f"Berkas “{safe_filename(name)}” bukan {_named(allowed)}.")
    return [kept_content(name, content, root) for name, content in read]


def _named(allowed: frozenset[str]) -> str:
    """Return allowed types in the words of an officer."""
    pictures = [word for mime, word in _PICTURES.items() if mime in allowed]
    return " atau ".join(
        [
            *([f"gambar ({', '.join(pictures)})"] if pictures else []),
            *(["PDF"] if "application/pdf" in allowed else []),
        ]
    )


def kept_content(name: str, content: bytes, root: Path) -> StoredFile:
    """Store one file's content under its sha256."""
    mime = filetype.guess_mime(content[:8192]) or _UNKNOWN
    return StoredFile(keep(root, content), mime, storable(safe_filename(name)), len(content))
