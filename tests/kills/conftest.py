"""A fresh office per test, on SQLite and on PostgreSQL; the migrated database is made once and copied."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from tests.kills.scene import Scene, fill, scene
from tests.postgres import drop_database, make_database

_numbers = count(1)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a migrated SQLite file."""
    path = tmp_path_factory.mktemp("template") / "aduan.db"
    fill(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres: str) -> str:
    """Return a migrated PostgreSQL database."""
    fill(make_database(postgres, "aduan_killed"))
    return "aduan_killed"


@pytest.fixture(params=["sqlite", "postgresql"])
def office_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return a migrated database, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        yield _on_sqlite(request, tmp_path)
    else:
        with _on_postgres(request) as url:
            yield url


@pytest.fixture
def office(office_url: str, tmp_path: Path) -> Iterator[Scene]:
    """Open an office, once on SQLite and once on PostgreSQL."""
    with scene(tmp_path, office_url) as opened:
        yield opened


@pytest.fixture
def sqlite_office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Scene]:
    """Open an office on SQLite, for what only its files can show."""
    with scene(tmp_path, _on_sqlite(request, tmp_path)) as opened:
        yield opened


@pytest.fixture
def postgres_office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Scene]:
    """Open an office on PostgreSQL, for what only a server can do."""
    with _on_postgres(request) as url, scene(tmp_path, url) as opened:
        yield opened


def _on_sqlite(request: pytest.FixtureRequest, folder: Path) -> str:
    shutil.copyfile(request.getfixturevalue("sqlite_template"), folder / "aduan.db")
    return f"sqlite:///{folder / 'aduan.db'}"


@contextmanager
def _on_postgres(request: pytest.FixtureRequest) -> Iterator[str]:
    template = request.getfixturevalue("postgres_template")
    url = make_database(request.getfixturevalue("postgres"), f"aduan_killed_{next(_numbers)}", template)
    yield url
    drop_database(url)
