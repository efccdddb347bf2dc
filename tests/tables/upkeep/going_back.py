"""Takes the open office back to how an older version had it, by undoing the latest migrations."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playhouse.migrations import Runner

from models.tables import database
from models.tables.core.database import is_sqlite, open_database
from models.tables.upkeep.schema import MIGRATIONS
from tests.postgres import make_database

NAMES = [path.stem for path in sorted(MIGRATIONS.glob("[0-9]*.py"))]
_BY_THE_CLOCK = "schema_migration"  # says when each migration ran


def undo_migrations(count: int) -> None:
    """Undo so many migrations, the latest first."""
    runner = Runner(database.obj, str(MIGRATIONS))
    database.obj.held = ""  # this program's schema goes
    with pytest.MonkeyPatch.context() as quicker:
        # Peewee asks for the keys of a column before it drops it, a tenth of a second each time; PostgreSQL drops
        # them with it and does not use what was found.
        if not is_sqlite():
            quicker.setattr(database.obj, "get_foreign_keys", lambda *_: [])
        for _ in range(count):
            runner.down()


class Stairs:
    """A closed office that goes down version by version, the latest first; what is tried is a copy of it."""

    def __init__(self, url: str) -> None:
        self._url, self._at = url, len(NAMES) - 1
        self._latest = self._beside("latest")
        _copy(self._url, self._latest)

    @contextmanager
    def copied_at(self, version: str) -> Iterator[None]:
        """Open a copy of the office as it was in a version."""
        wanted = NAMES.index(version)
        if self._at < wanted:
            _copy(self._latest, self._url)
            self._at = len(NAMES) - 1
        with _opened(self._url):
            undo_migrations(self._at - wanted)
        self._at = wanted
        tried = self._beside("tried")
        _copy(self._url, tried)
        with _opened(tried):
            yield

    def _beside(self, name: str) -> str:
        return f"{self._url.removesuffix('.db')}_{name}{'.db' if self._url.endswith('.db') else ''}"


def every_row() -> dict[str, Any]:
    """Return every row of every table of the open database, and its counters."""
    ask: Callable[[str], Any] = lambda query: database.execute_sql(query).fetchall()  # noqa: E731
    tables = sorted(set(database.get_tables()) - {_BY_THE_CLOCK})
    rows = {name: sorted(map(repr, ask(f'SELECT * FROM "{name}"'))) for name in tables}  # noqa: S608
    its_own = f"{_BY_THE_CLOCK}_id_seq"
    counters = [] if is_sqlite() else ask("SELECT sequencename, last_value FROM pg_sequences")
    had = [name for (name,) in ask(f"SELECT name FROM {_BY_THE_CLOCK}")]  # noqa: S608
    return rows | {"counters": sorted(repr(row) for row in counters if row[0] != its_own), _BY_THE_CLOCK: sorted(had)}


@contextmanager
def _opened(url: str) -> Iterator[None]:
    open_database(url)
    with database.connection_context():
        yield
    database.obj.close_all()


def _copy(url: str, other: str) -> None:
    if url.startswith("sqlite:"):
        place = Path(other.removeprefix("sqlite:///"))
        for part in place.parent.glob(f"{place.name}-*"):
            part.unlink()
        shutil.copy(url.removeprefix("sqlite:///"), place)
    else:
        make_database(*other.rsplit("/", 1), template=url.rsplit("/", 1)[1])
