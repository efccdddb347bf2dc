"""Both stores for the tests, with what is done behind a store's back and what it leaves there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from models.rules.core.moments import to_unix
from models.tables.core.database import close_database, connected, database, open_database
from models.tables.core.files.chunks import CHUNK, FileChunk, KeptFile
from models.tables.core.files.database_store import DatabaseStore
from models.tables.core.files.folder_store import FolderStore
from models.tables.core.files.store import FileStore
from tests.postgres import drop_database, make_database

# By the clock of PC and server, which stores stamp by: before all that a test does, and after it.
BEFORE = datetime.now(UTC).replace(tzinfo=None) - timedelta(days=1)
AFTER = BEFORE + timedelta(days=30)
# Sizes around the borders of chunks, of what is written in one transaction, and of what an open file keeps in memory.
SIZES = sorted({0, 1, CHUNK * 8 + 1} | {CHUNK * chunks + more for chunks in (1, 2, 8, 16) for more in (-1, 0, 1)})


@dataclass(frozen=True)
class Kind:
    """A store under test, and the code by which another process opens the same."""

    store: FileStore
    opening: str

    def change(self, sha256: str) -> None:
        """Put other bytes of the same length in the place of a file's last ones."""
        if isinstance(self.store, FolderStore):
            path = self.store.path_of(sha256)
            path.write_bytes(path.read_bytes()[:-1] + b"\0")
            return
        last = _chunks_of(sha256).order_by(FileChunk.number.desc()).get()
        FileChunk.update(content=bytes(last.content)[:-1] + bytes([bytes(last.content)[-1] ^ 1])).where(
            FileChunk.id == last.id
        ).execute()

    def cut(self, sha256: str) -> None:
        """Take away the end of a file: all that follows its first bytes, or its last chunk."""
        if isinstance(self.store, FolderStore):
            path = self.store.path_of(sha256)
            path.write_bytes(path.read_bytes()[:1])
            return
        last = _chunks_of(sha256).order_by(FileChunk.number.desc()).get()
        FileChunk.delete().where(FileChunk.id == last.id).execute()

    def age(self, sha256: str, moment: datetime) -> None:
        """Have a file touched last at that moment."""
        if isinstance(self.store, FolderStore):
            os.utime(self.store.path_of(sha256), (to_unix(moment), to_unix(moment)))
        else:
            KeptFile.update(touched_at=moment).where(KeptFile.sha256 == sha256).execute()

    def lies_there(self) -> int:
        """Count what a store has in all, finished or not: files, or rows of both tables."""
        if isinstance(self.store, FolderStore):
            return sum(path.is_file() for path in self.store.root.rglob("*"))
        return int(KeptFile.select().count() + FileChunk.select().count())


def _chunks_of(sha256: str) -> Any:
    return FileChunk.select().join(KeptFile).where(KeptFile.sha256 == sha256)


@contextmanager
def folder_kind(folder: Path) -> Iterator[Kind]:
    """Yield a store in a folder that is not made yet."""
    opening = f"from pathlib import Path\nstore = FolderStore(Path({str(folder)!r}))"
    yield Kind(FolderStore(folder), f"from models.tables.core.files.folder_store import FolderStore\n{opening}")


@contextmanager
def database_kind(server: str, name: str) -> Iterator[Kind]:
    """Yield a store in an empty database, this thread connected."""
    url = f"{server}/{name}"
    make_database(server, name)
    open_database(url)
    opening = (
        "from models.tables.core.database import open_database\n"
        "from models.tables.core.files.database_store import DatabaseStore\n"
        f"open_database({url!r})\nstore = DatabaseStore()"
    )
    try:
        with connected():
            DatabaseStore().make_ready()
            yield Kind(DatabaseStore(), opening)
    finally:
        close_database()
        drop_database(url)
        database.obj = None
