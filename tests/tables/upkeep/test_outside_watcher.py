"""The address of the outside watcher: sealed, kept whole, known without a database."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from models.tables.core.secrets import SecretLost, seal
from models.tables.upkeep.outside_watcher import (
    NAME,
    AddressElsewhere,
    LastWord,
    forget_address,
    is_entered,
    keep_address,
    kept_address,
    last_word,
    note_word,
)
from tests.office import NOW

ADDRESS, HERE = "https://hc-ping.com/0b9c1c2e", "pc-loket"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """A key of an office; no database is asked for it."""
    path = tmp_path / "secret.key"
    path.write_bytes(Fernet.generate_key())
    return path


def test_it_is_kept_sealed_and_for_its_owner_alone(tmp_path: Path, key: Path) -> None:
    assert kept_address(tmp_path, key, HERE) == ""
    keep_address(tmp_path, key, ADDRESS, HERE)
    file = tmp_path / NAME
    assert kept_address(tmp_path, key, HERE) == ADDRESS
    assert "hc-ping" not in file.read_text("ascii")
    assert os.name != "posix" or file.stat().st_mode & 0o077 == 0
    assert {path.name for path in tmp_path.iterdir()} == {NAME, key.name}
    assert (forget_address(tmp_path), forget_address(tmp_path), kept_address(tmp_path, key, HERE)) == (
        True,
        False,
        "",
    )


def test_without_its_key_it_is_told_as_lost(tmp_path: Path, key: Path) -> None:
    keep_address(tmp_path, key, ADDRESS, HERE)
    key.write_bytes(Fernet.generate_key())
    with pytest.raises(SecretLost):
        kept_address(tmp_path, key, HERE)
    key.unlink()
    with pytest.raises(SecretLost):
        kept_address(tmp_path, key, HERE)
    assert not key.exists()


def test_a_copied_folder_does_not_speak_for_the_office(tmp_path: Path, key: Path) -> None:
    keep_address(tmp_path, key, ADDRESS, HERE)
    with pytest.raises(AddressElsewhere, match="another machine"):
        kept_address(tmp_path, key, "pc-latihan")
    (tmp_path / NAME).write_text(seal(key.read_bytes(), ADDRESS), "ascii")  # as an earlier version kept it
    assert kept_address(tmp_path, key, HERE) == ADDRESS


def test_what_came_of_the_last_word_is_known_until_it_is_forgotten(tmp_path: Path, key: Path) -> None:
    later = NOW + timedelta(minutes=1)
    assert (last_word(tmp_path), is_entered(tmp_path)) == (None, False)
    note_word(tmp_path, NOW, "TryLater")
    assert last_word(tmp_path) == LastWord(NOW, "TryLater")
    note_word(tmp_path, NOW, "")
    note_word(tmp_path, later, "HTTP 404")
    assert last_word(tmp_path) == LastWord(later, "HTTP 404", NOW)
    keep_address(tmp_path, key, ADDRESS, HERE)
    assert is_entered(tmp_path) and forget_address(tmp_path) and last_word(tmp_path) is None
