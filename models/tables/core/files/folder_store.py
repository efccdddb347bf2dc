"""The file store of an office on one machine: a folder beside the database, a file under each sha256."""

import hashlib
import os
import re
import secrets
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from models.rules.core.moments import to_unix
from models.tables.core.durable import sync_folder, write_durably
from models.tables.core.files.store import FOLDER, FileNotWhole, FileStore, StillStored

_PIECE = 1 << 20
_NAME = re.compile("[0-9a-f]{64}")
_COMING = "incoming"  # where a file is written whose sha256 is not known yet
_REMOVING = ".removing"  # what follows a file's name while it is removed
_MARK = "store-mark"  # a file by which this folder is told from an empty one in its place


@dataclass(frozen=True)
class FolderStore(FileStore):
    """Files in a folder of this machine. Another machine has none of them."""

    root: Path
    kind = FOLDER

    @property
    def place(self) -> str:
        """Return the folder."""
        return str(self.root)

    def make_ready(self) -> None:
        """Make the folder."""
        self.root.mkdir(parents=True, exist_ok=True)

    def mark(self) -> str:
        """Return what this folder is known by, or an empty text where it was never marked, or is not there."""
        try:
            return (self.root / _MARK).read_text("ascii").strip()
        except FileNotFoundError:
            return ""

    def give_mark(self) -> str:
        """Mark this folder where it has no mark, and return its mark."""
        if not self.mark():
            self.make_ready()
            sync_folder(self.root.parent)  # the folder itself, or a power cut leaves its row alone
            write_durably(self.root / _MARK, secrets.token_hex(16).encode())
        return self.mark()

    def path_of(self, sha256: str) -> Path:
        """Return where the file of this sha256 lies. Raises FileNotFoundError for what is no sha256."""
        if not _NAME.fullmatch(sha256):
            raise FileNotFoundError(sha256)
        return self.root / sha256[:2] / sha256

    def keep(self, content: bytes) -> str:
        """Keep bytes by temp file, fsync and rename; equal bytes share one file."""
        sha256 = hashlib.sha256(content).hexdigest()
        if not self.touch(sha256):
            with _part(self.path_of(sha256).parent) as (file, part):
                file.write(content)
                _to_disk(file)
                self._give_name(part, sha256)
        return sha256

    def keep_from(self, pieces: Iterable[bytes]) -> str:
        """Keep a file from its pieces, beside the others until its name is known."""
        with _part(self.root / _COMING) as (file, part):
            sha256 = _write(file, pieces)
            if not self.touch(sha256):
                self._give_name(part, sha256)
        return sha256

    def keep_as(self, sha256: str, pieces: Iterable[bytes]) -> bool:
        """Keep the file of this sha256, in place of what lies there."""
        with _part(self.path_of(sha256).parent) as (file, part):
            if _write(file, pieces) != sha256:
                return False
            self._give_name(part, sha256)
        return True

    def touch(self, sha256: str) -> bool:
        """Touch a file that is there and whole, so that `remove` leaves it alone; False where it has to be kept."""
        if not self.is_intact(sha256):
            return False
        try:
            os.utime(self.path_of(sha256))
        except FileNotFoundError:  # removed in between
            return False
        return True

    def _give_name(self, part: Path, sha256: str) -> None:
        target = self.path_of(sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        part.replace(target)
        sync_folder(target.parent)

    def pieces(self, sha256: str) -> Iterator[bytes]:
        """Yield the bytes that lie there, a megabyte at a time."""
        with self.path_of(sha256).open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece

    def open(self, sha256: str) -> IO[bytes]:
        """Return the file itself, compared with its name before; what is sent is what was compared."""
        with ExitStack() as closing:
            file = closing.enter_context(self.path_of(sha256).open("rb"))
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                raise FileNotWhole(sha256)
            file.seek(0)
            closing.pop_all()
        return file

    def read(self, sha256: str) -> bytes:
        """Return the bytes of a file. Raises FileNotFoundError; FileNotWhole where others lie in its place."""
        content = self.path_of(sha256).read_bytes()
        if hashlib.sha256(content).hexdigest() != sha256:
            raise FileNotWhole(sha256)
        return content

    def has(self, sha256: str) -> bool:
        """Whether a file lies under this sha256."""
        return bool(_NAME.fullmatch(sha256)) and self.path_of(sha256).is_file()

    def size(self, sha256: str) -> int:
        """Return the length of the file that lies there, in bytes."""
        return self.path_of(sha256).stat().st_size

    def names(self, untouched_since: datetime | None = None) -> Iterator[str]:
        """Yield the names of all files; of those not touched since, where given."""
        edge = None if untouched_since is None else to_unix(untouched_since)
        for path in sorted(self.root.glob("??/*")):
            if _NAME.fullmatch(path.name) and path.is_file() and (edge is None or path.stat().st_mtime < edge):
                yield path.name

    def remove(self, sha256: str, untouched_since: datetime) -> bool | None:
        """Remove a file not touched since; None where it was, False where none lies there."""
        path = self.root
        try:
            path = self.path_of(sha256)
            if not _is_removed(path, to_unix(untouched_since)):
                return None
            sync_folder(path.parent)
        except FileNotFoundError:
            return False
        except OSError as err:  # open in another program (Windows), a read-only disk
            raise StillStored(str(path)) from err
        return True

    def leftovers(self, untouched_since: datetime) -> Iterator[str]:
        """Yield the half-written files not touched since."""
        yield from map(str, self._parts(untouched_since))

    def clear_leftovers(self, untouched_since: datetime) -> int:
        """Remove the half-written files not touched since; return how many went."""
        parts = list(self._parts(untouched_since))
        for part in parts:
            part.unlink(missing_ok=True)
        for aside in self.root.glob(f"*/*{_REMOVING}"):
            _end_removal(aside)
        return len(parts)

    def _parts(self, untouched_since: datetime) -> Iterator[Path]:
        edge = to_unix(untouched_since)
        for path in self.root.glob("*/*.part"):
            with suppress(FileNotFoundError):  # finished meanwhile
                if path.stat().st_mtime < edge:
                    yield path


def _is_removed(path: Path, edge: float) -> bool:
    """Remove a file not touched since an edge (seconds of Unix time); return whether it was. Raises OSError."""
    aside = path.with_suffix(_REMOVING)
    _end_removal(aside)
    if path.stat().st_mtime >= edge:
        return False
    path.rename(aside)  # whoever keeps it from now on finds none, and writes it anew
    try:
        if untouched := aside.stat().st_mtime < edge:  # it may have been touched since it was looked at
            aside.unlink()
        return untouched
    finally:
        _end_removal(aside)


def _end_removal(aside: Path) -> None:
    """Give a file its name back whose removal did not end, where nobody kept it anew meanwhile."""
    if not aside.exists():
        return
    if aside.with_suffix("").exists():
        aside.unlink()
    else:
        aside.rename(aside.with_suffix(""))


@contextmanager
def _part(folder: Path) -> Iterator[tuple[IO[bytes], Path]]:
    """Yield a new file to write and its path; gone afterwards unless it got a name."""
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file, Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _write(file: IO[bytes], pieces: Iterable[bytes]) -> str:
    """Write pieces down to the disk and return the sha256 of them all."""
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
        file.write(piece)
    _to_disk(file)
    return digest.hexdigest()


def _to_disk(file: IO[bytes]) -> None:
    """Wait until a file is on the disk, and close it: Windows renames none that is open."""
    file.flush()
    os.fsync(file.fileno())
    file.close()
