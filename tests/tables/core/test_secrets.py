"""Secrets: sealed with a key only its owner can read; a lost key is said, never guessed around."""

import os
import threading
from pathlib import Path

import pytest

from models.tables import database
from models.tables.core.secrets import SecretLost, load_key, seal, unseal


@pytest.fixture(autouse=True)
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open none: a key is made beside an office without sealed values (tests/actions/upkeep/test_key_watch.py)."""
    monkeypatch.setattr(database, "obj", None)


def test_the_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "data" / "secret.key"
    key = load_key(path)
    assert load_key(path) == key
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_two_programs_starting_at_once_agree_on_one_key(tmp_path: Path) -> None:
    keys, start = [], threading.Barrier(8)

    def load() -> None:
        start.wait()
        keys.append(load_key(tmp_path / "secret.key"))

    threads = [threading.Thread(target=load) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(keys)) == 1
    assert keys[0] == (tmp_path / "secret.key").read_bytes()


def test_what_was_sealed_opens_with_the_same_key_only(tmp_path: Path) -> None:
    key, other = load_key(tmp_path / "a.key"), load_key(tmp_path / "b.key")
    sealed = seal(key, "kunci API é")
    assert "kunci" not in sealed
    assert unseal(key, sealed) == "kunci API é"
    with pytest.raises(SecretLost, match=r"secret\.key"):
        unseal(other, sealed)
    with pytest.raises(SecretLost):
        unseal(key, "bukan segel")


def test_nothing_stays_nothing(tmp_path: Path) -> None:
    key = load_key(tmp_path / "secret.key")
    assert (seal(key, ""), unseal(key, "")) == ("", "")
