"""Stores uploaded files under their sha256, judged by their content and never by their name."""

from collections.abc import Iterable
from functools import partial

import filetype
from werkzeug.datastructures import FileStorage

from admin_app.files.attachment_files import HEAD, safe_filename
from models.rules.channels.messages import StoredFile
from models.rules.core.errors import RuleBroken
from models.rules.core.texts import storable
from models.tables.core.files.store import FileStore

_PICTURES = {"image/jpeg": "JPG", "image/png": "PNG", "image/webp": "WEBP"}
_UNKNOWN = "application/octet-stream"
_PIECE = 1 << 20  # bytes


def kept_files(
    uploads: Iterable[FileStorage], store: FileStore, allowed: frozenset[str] = frozenset()
) -> list[StoredFile]:
    """Store every chosen file; only `allowed` types, where given. Raises RuleBroken for another type."""
    chosen = [upload for upload in uploads if upload.filename]
    for upload in chosen:
        head = _head_of(upload)
        if not head:
            raise RuleBroken(f"Berkas “{_name_of(upload)}” kosong. Pilih berkas lain.")
        if allowed and (filetype.guess_mime(head) or _UNKNOWN) not in allowed:
            raise RuleBroken(f"Berkas “{_name_of(upload)}” bukan {_named(allowed)}.")
    return [_kept(upload, store) for upload in chosen]


def _kept(upload: FileStorage, store: FileStore) -> StoredFile:
    head = _head_of(upload)
    sha256 = store.keep_from(iter(partial(upload.stream.read, _PIECE), b""))
    return StoredFile(sha256, filetype.guess_mime(head) or _UNKNOWN, storable(_name_of(upload)), upload.stream.tell())


def _head_of(upload: FileStorage) -> bytes:
    """Return the first bytes of an upload, which is at its beginning again then."""
    upload.stream.seek(0)
    head: bytes = upload.stream.read(HEAD)
    upload.stream.seek(0)
    return head


def _name_of(upload: FileStorage) -> str:
    return safe_filename(upload.filename or "")


def _named(allowed: frozenset[str]) -> str:
    """Return allowed types in the words of an officer."""
    pictures = [word for mime, word in _PICTURES.items() if mime in allowed]
    return " atau ".join(
        [
            *([f"gambar ({', '.join(pictures)})"] if pictures else []),
            *(["PDF"] if "application/pdf" in allowed else []),
        ]
    )


def kept_content(name: str, content: bytes, store: FileStore) -> StoredFile:
    """Store one file's content under its sha256."""
    mime = filetype.guess_mime(content[:HEAD]) or _UNKNOWN
    return StoredFile(store.keep(content), mime, storable(safe_filename(name)), len(content))
