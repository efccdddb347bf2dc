"""Offices for the commands: a fresh one on each database, ready for work."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.admin_app.cli.programs import Office
from tests.postgres import make_database

Migrated = Callable[[Office], Office]


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Migrated:
    """Return what makes an empty office a migrated one: the first of its kind by the command, others as its copy."""
    made: dict[str, Office] = {}

    def migrate(office: Office) -> Office:
        server, _, name = office.url.rpartition("/")
        kind = server if server.startswith("postgresql:") else str(bool(office.url))
        if kind not in made:
            folder = tmp_path_factory.mktemp("migrated")
            url = make_database(server, "migrated") if kind == server else office.url and f"sqlite:///{folder / name}"
            made[kind] = Office(folder / "data", url)
            assert made[kind].run("migrate").code == 0
        _copy(made[kind], office)
        return office

    return migrate


def _copy(made: Office, office: Office) -> None:
    shutil.copytree(made.folder, office.folder)
    if office.url.startswith("postgresql:"):
        make_database(*office.url.rsplit("/", 1), template=made.url.rsplit("/", 1)[1])
    elif office.url:
        shutil.copy(made.url.removeprefix("sqlite:///"), office.url.removeprefix("sqlite:///"))


@pytest.fixture
def bare(database_url: str, tmp_path: Path) -> Office:
    """An office whose database is empty."""
    return Office(tmp_path / "data", database_url)


@pytest.fixture
def ready(bare: Office, migrated: Migrated) -> Office:
    """An office migrated, on both databases."""
    return migrated(bare)


@pytest.fixture
def here(tmp_path: Path, migrated: Migrated) -> Office:
    """An office migrated, on SQLite: for commands to which the database is all the same."""
    return migrated(Office(tmp_path / "data"))
