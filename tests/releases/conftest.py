"""One toy repository and one archive of it for all tests of releases."""

from pathlib import Path

import pytest

from tests.releases.toy import toy_archive, toy_repository, unpacked


@pytest.fixture(scope="session")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository of a toy program."""
    return toy_repository(tmp_path_factory.mktemp("toy"))


@pytest.fixture(scope="session")
def packed(toy: Path) -> Path:
    """Its signed archive."""
    return toy_archive(toy)


@pytest.fixture
def archive(packed: Path, tmp_path: Path) -> Path:
    """That archive unpacked, for a test to change."""
    return unpacked(packed, tmp_path / "unpacked")
