"""A store of each kind, empty at each test."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.tables.core.files.kinds import Kind, database_kind, folder_kind

_numbers = count(1)


@pytest.fixture(params=["folder", "database"])
def kind(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Kind]:
    """Yield the folder, then the database."""
    if request.param == "folder":
        with folder_kind(tmp_path / "files") as found:
            yield found
    else:
        with database_kind(request.getfixturevalue("postgres"), f"berkas_{next(_numbers)}") as found:
            yield found


@pytest.fixture
def kept_in_database(postgres: str) -> Iterator[Kind]:
    """Yield the database alone."""
    with database_kind(postgres, f"berkas_{next(_numbers)}") as found:
        yield found
