"""Connections are pooled between requests: no page may leave a query half read, which would then read the past."""

import gc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import peewee
import pytest

from models.rules.staff.roles import Role
from models.tables import database
from models.tables.core.database import sqlite_path
from tests.admin_app.browsing import Browser
from tests.admin_app.walked_addresses import open_to
from tests.benchmarks.pages import FullOffice, full_office

# The library the handle works with: two of them in one process do not see each other's locks.
sqlite: Any = vars(peewee)["sqlite3"]
# Between them they see every screen; and a screen that is not theirs.
CLOSED = {Role.PENGELOLA: "/pegawai/", Role.KEPALA_KANTOR: "/catat/", Role.ADMINISTRATOR: "/meja/"}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FullOffice]:
    folder = tmp_path_factory.mktemp("parked")
    with full_office(folder, f"sqlite:///{folder / 'aduan.db'}", 30) as made:
        yield made


@pytest.fixture
def thread() -> Iterator[ThreadPoolExecutor]:
    """Yield a thread of its own, as the server's are, while nothing is freed that only the collector would free."""
    gc.collect()
    gc.disable()
    with ThreadPoolExecutor(1) as one:
        yield one
    gc.enable()


def _is_held(path: Path) -> bool:
    """Whether some connection still reads what was before the latest change."""
    with closing(sqlite.connect(path, timeout=0, isolation_level=None)) as other:
        other.execute("UPDATE holiday SET name = name || '.' WHERE id = (SELECT MAX(id) FROM holiday)")
        return bool(other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])


@pytest.mark.parametrize("role", CLOSED)
def test_no_page_leaves_a_question_open_in_the_connection_it_parks(
    full: FullOffice, role: Role, thread: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("docgen.pdf.find_soffice", lambda: None)  # it asks the database nothing
    browser, path = Browser(full.app), sqlite_path()
    # What is closed to him asks the same wherever it stands: one of it is enough.
    addresses = [one for one in full.addresses() if role in open_to(full.app, one)] + ["/nowhere", CLOSED[role]]
    assert thread.submit(browser.sign_in, role).result().status_code == 302
    assert not _is_held(path)
    seen = {one: thread.submit(browser.get, one).result().status_code for one in addresses if not _is_held(path)}
    assert list(seen) == addresses  # the first one missing follows on the page that left it open
    assert max(seen.values()) < 500
    assert seen[CLOSED[role]] == 403


def test_a_question_left_open_is_seen(full: FullOffice, thread: ThreadPoolExecutor) -> None:
    def leave_open() -> Any:
        database.connect()
        rows = database.execute_sql("SELECT id FROM holiday")
        assert rows.fetchone()
        database.close()
        return rows

    rows = thread.submit(leave_open).result()
    assert _is_held(sqlite_path())
    rows.close()
    assert not _is_held(sqlite_path())
