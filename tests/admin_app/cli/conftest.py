"""Offices for the commands: a fresh one on each database, ready for work."""

from pathlib import Path

import pytest

from tests.admin_app.cli.programs import Office


@pytest.fixture
def bare(database_url: str, tmp_path: Path) -> Office:
    """An office whose database is empty."""
    return Office(tmp_path / "data", database_url)


@pytest.fixture
def ready(bare: Office) -> Office:
    """An office migrated, on both databases."""
    assert bare.run("migrate").code == 0
    return bare


@pytest.fixture
def here(tmp_path: Path) -> Office:
    """An office migrated, on SQLite: for commands to which the database is all the same."""
    office = Office(tmp_path / "data")
    assert office.run("migrate").code == 0
    return office
