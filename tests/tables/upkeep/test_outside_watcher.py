"""The address of the outside watcher: sealed, kept whole, known without a database."""

import os
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from models.tables.core.secrets import SecretLost
from models.tables.upkeep.outside_watcher import NAME, forget_address, keep_address, kept_address

ADDRESS = "https://hc-ping.com/0b9c1c2e"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """A key of an office; no database is asked for it."""
    path = tmp_path / "secret.key"
    path.write_bytes(Fernet.generate_key())
    return path


def test_it_is_kept_sealed_and_for_its_owner_alone(tmp_path: Path, key: Path) -> None:
    assert kept_address(tmp_path, key) == ""
    keep_address(tmp_path, key, ADDRESS)
    file = tmp_path / NAME
    assert kept_address(tmp_path, key) == ADDRESS
    assert "hc-ping" not in file.read_text("ascii")
    assert os.name != "posix" or file.stat().st_mode & 0o077 == 0
    assert {path.name for path in tmp_path.iterdir()} == {NAME, key.name}
    assert (forget_address(tmp_path), forget_address(tmp_path), kept_address(tmp_path, key)) == (True, False, "")


def test_without_its_key_it_is_told_as_lost(tmp_path: Path, key: Path) -> None:
    keep_address(tmp_path, key, ADDRESS)
    key.write_bytes(Fernet.generate_key())
    with pytest.raises(SecretLost):
        kept_address(tmp_path, key)
    key.unlink()
    with pytest.raises(SecretLost):
        kept_address(tmp_path, key)
    assert not key.exists()
