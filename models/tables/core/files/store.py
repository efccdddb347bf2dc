"""The contract of a file store: what attachments and papers are kept in, wherever that is. Never in a transaction."""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO, ClassVar

FOLDER, DATABASE = "folder", "database"  # the kinds of store, as ADUAN_FILE_STORE names them


class FileNotWhole(FileNotFoundError):
    """Other bytes lie in the place of a stored file: it cannot be had, but may be whole in a backup."""


class StillStored(Exception):
    """A file could not be removed, or is not known to be gone: its order stands. `where` says in which place."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


class FileStore(ABC):
    """Files by the sha256 of their bytes: each once, whole or not at all, on the disk before `keep` returns.

    Who keeps a file keeps it before the row that names it. All moments are naive UTC.
    """

    kind: ClassVar[str]

    @property
    @abstractmethod
    def place(self) -> str:
        """Return where the files are, in an operator's words."""

    @abstractmethod
    def make_ready(self) -> None:
        """Make what the store needs where nothing of the office is there yet: a restore puts the files back first."""

    @abstractmethod
    def keep(self, content: bytes) -> str:
        """Keep these bytes and return their sha256. A file that is there is touched, one that was changed mended."""

    @abstractmethod
    def keep_from(self, pieces: Iterable[bytes]) -> str:
        """Keep a file from its pieces, never held in memory whole, and return its sha256."""

    @abstractmethod
    def keep_as(self, sha256: str, pieces: Iterable[bytes]) -> bool:
        """Keep the file of this sha256 from its pieces; False, with nothing kept, where they are another file's."""

    @abstractmethod
    def touch(self, sha256: str) -> bool:
        """Touch a file that is there and whole, so that `remove` leaves it alone; False where it has to be kept."""

    @abstractmethod
    def pieces(self, sha256: str) -> Iterator[bytes]:
        """Yield the bytes that lie there, compared with nothing. Raises FileNotFoundError, OSError."""

    @abstractmethod
    def open(self, sha256: str) -> IO[bytes]:
        """Return a whole file, open at its beginning, to seek in and to close. Raises as `read` does."""

    @abstractmethod
    def has(self, sha256: str) -> bool:
        """Whether something lies under this sha256, whole or not."""

    @abstractmethod
    def size(self, sha256: str) -> int:
        """Return the length in bytes of what lies there. Raises FileNotFoundError."""

    @abstractmethod
    def names(self, untouched_since: datetime | None = None) -> Iterator[str]:
        """Yield the sha256 of every file in order; only of those not touched since that moment, where given."""

    @abstractmethod
    def remove(self, sha256: str, untouched_since: datetime) -> bool | None:
        """Remove a file; None where it was touched since then, False where it was not there. Raises StillStored."""

    @abstractmethod
    def leftovers(self, untouched_since: datetime) -> Iterator[str]:
        """Yield what was begun and never finished, by what it is called there (F10); no reader sees it as a file."""

    @abstractmethod
    def clear_leftovers(self, untouched_since: datetime) -> int:
        """Remove what was begun and never finished; return how many."""

    def read(self, sha256: str) -> bytes:
        """Return the bytes of a file. Raises FileNotFoundError; FileNotWhole where others lie in its place."""
        content = b"".join(self.pieces(sha256))
        if hashlib.sha256(content).hexdigest() != sha256:
            raise FileNotWhole(sha256)
        return content

    def is_intact(self, sha256: str) -> bool:
        """Whether the file is there with the bytes of its name. Raises OSError where it cannot be read."""
        digest = hashlib.sha256()
        try:
            for piece in self.pieces(sha256):
                digest.update(piece)
        except FileNotFoundError:
            return False
        return digest.hexdigest() == sha256
