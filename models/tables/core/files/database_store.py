"""The file store of an office on several machines: chunks in the PostgreSQL database that they share anyway.

Written some chunks at a time, each time in a short transaction; only the last one gives the file its name.
"""

import errno
import hashlib
import secrets
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from peewee import SQL, Expression, IntegrityError, PeeweeException

from models.tables.core.database import EXCEPTIONS, database, on_connection
from models.tables.core.files.chunks import CHUNK, KEY, UNPACKED, FileChunk, KeptFile, sealed
from models.tables.core.files.server_errors import disk_told, is_taken
from models.tables.core.files.store import DATABASE, FileNotWhole, FileStore, StillStored
from models.tables.core.server_clock import by_server

_TOGETHER = 8  # chunks a transaction
_IN_MEMORY = 2 * CHUNK  # an open file that is larger lies in a nameless one of the system
_LISTED = 1000
_ONE = "SELECT content FROM file_chunk WHERE file_id = %s AND number = %s"
_BY_SERVER = SQL("clock_timestamp() AT TIME ZONE 'UTC'")
_UNFINISHED = KeptFile.sha256.is_null()


class InTransaction(RuntimeError):
    """Somebody keeps a file inside a transaction, with which it would be rolled back: keep it before."""


@dataclass(frozen=True)
class DatabaseStore(FileStore):
    """Files in the open PostgreSQL database, the same for every machine."""

    kind = DATABASE

    @property
    def place(self) -> str:
        """Return that it is the database."""
        return "the database"

    def make_ready(self) -> None:
        """Make the tables, as their migration does."""
        with on_connection(), database.atomic():
            database.create_tables([KeptFile, FileChunk], safe=True)
            database.execute_sql(f"ALTER TABLE file_chunk ALTER COLUMN content {UNPACKED}")

    def keep(self, content: bytes) -> str:
        """Keep bytes that are in memory; what is there already is only compared and touched."""
        sha256 = hashlib.sha256(content).hexdigest()
        with _writing():
            if not self.touch(sha256):
                self._kept([content], None)
        return sha256

    def keep_from(self, pieces: Iterable[bytes]) -> str:
        """Keep a file from its pieces, at most some chunks of it in memory."""
        with _writing():
            return self._kept(pieces, None) or ""

    def keep_as(self, sha256: str, pieces: Iterable[bytes]) -> bool:
        """Keep the file of this sha256, in place of what lies there changed."""
        with _writing():
            return self._kept(pieces, sha256) is not None

    def _kept(self, pieces: Iterable[bytes], wanted: str | None) -> str | None:
        """Write the chunks and give them their name; None where they are not those wanted."""
        file = _Unfinished()
        try:
            for chunk in _evenly(pieces):
                file.add(chunk)
            sha256 = file.digest.hexdigest()
            if wanted not in (None, sha256):
                return None
            while True:
                seen = _id_of(sha256)  # before it is compared: what others keep meanwhile is whole, and not replaced
                if (seen is not None and self.touch(sha256)) or file.finish(sha256, seen):
                    return sha256
        finally:
            file.drop_unfinished()

    def touch(self, sha256: str) -> bool:
        """Touch a file that is there and whole; False where it has to be written."""
        if not self.is_intact(sha256):
            return False
        with on_connection(), disk_told():
            return bool(KeptFile.update(touched_at=_BY_SERVER).where(KeptFile.sha256 == sha256).execute())

    def pieces(self, sha256: str) -> Iterator[bytes]:
        """Yield the chunks that lie there."""
        with on_connection(), disk_told():
            row = _row_of(sha256)
        left, number = row.size, 0
        while left > 0:
            with on_connection(), disk_told():
                found = _chunk(row.id, number)
            if found is None:
                raise FileNotWhole(sha256)
            yield sealed(bytes(row.key), number, found)
            left, number = left - len(found), number + 1

    def open(self, sha256: str) -> IO[bytes]:
        """Return a copy, in memory where it is small, that goes when it is closed or the program ends."""
        digest = hashlib.sha256()
        with ExitStack() as closing:
            copy = closing.enter_context(tempfile.SpooledTemporaryFile(_IN_MEMORY))
            for piece in self.pieces(sha256):
                digest.update(piece)
                copy.write(piece)
            if digest.hexdigest() != sha256:
                raise FileNotWhole(sha256)
            copy.seek(0)
            closing.pop_all()
        return copy

    def has(self, sha256: str) -> bool:
        """Whether a finished file has this name."""
        with on_connection():
            return bool(sha256) and KeptFile.select().where(KeptFile.sha256 == sha256).exists()

    def size(self, sha256: str) -> int:
        """Return the length that was written, in bytes."""
        with on_connection():
            return _row_of(sha256).size

    def names(self, untouched_since: datetime | None = None) -> Iterator[str]:
        """Yield the names of all finished files, some at a time."""
        last = ""
        while True:
            with on_connection():
                after = KeptFile.sha256 > last
                wanted = after if untouched_since is None else after & _untouched(untouched_since)
                rows = KeptFile.select(KeptFile.sha256).where(wanted)
                found = [str(name) for (name,) in rows.order_by(KeptFile.sha256).limit(_LISTED).tuples()]
            yield from found
            if len(found) < _LISTED:
                return
            last = found[-1]

    def remove(self, sha256: str, untouched_since: datetime) -> bool | None:
        """Remove a file with all its chunks."""
        with _writing():
            mine = KeptFile.sha256 == sha256
            try:
                gone = KeptFile.delete().where(mine & _untouched(untouched_since)).execute()
            except PeeweeException as err:  # its row is held, its table damaged: the other orders go on
                raise StillStored(self.place) from err
            if gone:
                return True
            return None if self.has(sha256) else False

    def leftovers(self, untouched_since: datetime) -> Iterator[str]:
        """Yield what was begun and never finished."""
        with on_connection():
            rows = KeptFile.select(KeptFile.id).where(_UNFINISHED & _untouched(untouched_since)).order_by(KeptFile.id)
            yield from [f"the file {row.id} of kept_file" for row in rows]

    def clear_leftovers(self, untouched_since: datetime) -> int:
        """Remove what was begun and never finished, with its chunks."""
        with on_connection():
            return int(KeptFile.delete().where(_UNFINISHED & _untouched(untouched_since)).execute())


class _Unfinished:
    """A file being written: what is not in the database yet, and the row of what is."""

    def __init__(self) -> None:
        self.digest = hashlib.sha256()
        self._key, self._size, self._chunks = secrets.token_bytes(KEY), 0, 0
        self._waiting: list[tuple[int, bytes]] = []
        self._row: int | None = None

    def add(self, chunk: bytes) -> None:
        """Take the next chunk; the last ones wait for the file's name, so that a small file is one transaction."""
        if len(self._waiting) == _TOGETHER:
            with database.atomic():
                row = self._put(None)
            self._row, self._waiting = row, []
        self.digest.update(chunk)
        self._waiting.append((self._chunks, sealed(self._key, self._chunks, chunk)))
        self._size += len(chunk)
        self._chunks += 1

    def finish(self, sha256: str, changed: int | None) -> bool:
        """Give the file its name, in place of the row found changed; False where somebody else just gave it."""
        try:
            with database.atomic():
                if changed is not None:
                    KeptFile.delete().where(KeptFile.id == changed).execute()
                self._put(sha256)
        except IntegrityError as err:
            if not is_taken(err):
                raise
            return False
        self._row = None
        return True

    def _put(self, sha256: str | None) -> int:
        """Write what waits and, with it, the row: its size and its name once both are known. Raises OSError."""
        said = {"sha256": sha256, "size": self._size, "touched_at": _BY_SERVER}
        row = self._row
        if row is None:
            row = int(KeptFile.insert({**said, "key": self._key}).execute())
        elif KeptFile.update(said).where(KeptFile.id == row).execute() != 1:  # so slow that it was cleared away
            raise OSError(errno.ESTALE, "what was written of a file was cleared away: keep it again")
        if self._waiting:
            fields = [FileChunk.file, FileChunk.number, FileChunk.content]
            FileChunk.insert_many([(row, *chunk) for chunk in self._waiting], fields=fields).execute()
        return row

    def drop_unfinished(self) -> None:
        """Take out what got no name; where the database is gone just now, it is a leftover."""
        if self._row is not None:
            with suppress(PeeweeException):
                KeptFile.delete().where(KeptFile.id == self._row).execute()


@contextmanager
def _writing() -> Iterator[None]:
    """Hold a connection. Raises InTransaction."""
    if database.in_transaction():
        raise InTransaction
    with on_connection(), disk_told():
        yield


def _evenly(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in chunks of one length; the last one is what is left."""
    held = bytearray()
    for piece in pieces:
        rest = memoryview(piece)
        while rest:
            taken = rest[: CHUNK - len(held)]
            held += taken
            rest = rest[len(taken) :]
            if len(held) == CHUNK:
                yield bytes(held)
                held.clear()
    if held:
        yield bytes(held)


def _row_of(sha256: str) -> KeptFile:
    row = KeptFile.select().where(KeptFile.sha256 == sha256).first() if sha256 else None
    if row is None:
        raise FileNotFoundError(sha256)
    return row


def _chunk(file: int, number: int) -> bytes | None:
    """Return a chunk as its row has it, None where there is none; asked for as bytes, three times as fast as text."""
    with EXCEPTIONS, database.connection().cursor(binary=True) as cursor:
        cursor.execute(_ONE, (file, number))
        found = cursor.fetchone()
    return None if found is None else bytes(found[0])


def _id_of(sha256: str) -> int | None:
    row = KeptFile.select(KeptFile.id).where(KeptFile.sha256 == sha256).first()
    return None if row is None else row.id


def _untouched(since: datetime) -> Expression:
    return KeptFile.touched_at < by_server(since)
