"""Files beside the database, each under its own sha256: attachments and issued papers. Never inside a transaction."""

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path


def path_of(root: Path, sha256: str) -> Path:
    """Return where the file of this sha256 lies."""
    return root / sha256[:2] / sha256


def keep(root: Path, content: bytes) -> str:
    """Store bytes durably (temp file, fsync, rename) and return their sha256; equal bytes share one file."""
    sha256 = hashlib.sha256(content).hexdigest()
    target = path_of(root, sha256)
    if is_intact(root, sha256):
        target.touch()  # it is needed again: `remove` leaves it alone
        return sha256
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(target)
    sync_folder(target.parent)
    return sha256


def keep_chunks(root: Path, sha256: str, chunks: Iterable[bytes]) -> bool:
    """Store a file of a known sha256 from its chunks, in place of what lies there; False where they are others."""
    target = path_of(root, sha256)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
    part, digest = Path(name), hashlib.sha256()
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        if digest.hexdigest() != sha256:
            return False
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(target.parent)
    return True


def read(root: Path, sha256: str) -> bytes:
    """Return the bytes of a stored file. Raises FileNotFoundError, also where others lie in its place."""
    content = path_of(root, sha256).read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise FileNotFoundError(errno.ENOENT, "its content was changed", str(path_of(root, sha256)))
    return content


def is_intact(root: Path, sha256: str) -> bool:
    """Whether the file exists and its content still has the sha256 of its name."""
    path = path_of(root, sha256)
    if not path.exists():
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == sha256


def remove(root: Path, sha256: str, older_than: float) -> bool | None:
    """Remove a file last touched before that unix time; return None where it is younger, False where it is gone."""
    path = path_of(root, sha256)
    if not path.exists():
        return False
    if path.stat().st_mtime >= older_than:
        return None
    path.unlink(missing_ok=True)
    sync_folder(path.parent)
    return True


def leftovers(root: Path, older_than: float) -> Iterator[Path]:
    """Return the half-written files last touched before that unix time (F10)."""
    yield from (path for path in root.glob("*/*.part") if path.stat().st_mtime < older_than)


def sync_folder(folder: Path) -> None:
    """Wait until a folder's list of files is on the disk."""
    if os.name != "posix":
        return  # Windows has no handle on folders; its rename is durable with the file's own flush
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_durably(path: Path, content: bytes) -> None:
    """Write a file in the place of the one there; killed at any moment, one of the two is whole."""
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    sync_folder(path.parent)
