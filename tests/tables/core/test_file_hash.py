"""A file is known by the sha256 of its bytes; what cannot be read is an error."""

import hashlib
from pathlib import Path

import pytest

from models.tables.core.file_hash import sha256_of


@pytest.mark.parametrize("content", [b"", b"cadangan", b"x" * 3_000_000])
def test_the_hash_is_that_of_all_bytes(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a").write_bytes(content)
    assert sha256_of(tmp_path / "a") == hashlib.sha256(content).hexdigest()


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        sha256_of(tmp_path / "a")
