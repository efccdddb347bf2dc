"""The ways of letters: sealed, kept whole, known without a database."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from models.rules.upkeep.alert_ways import HookWay, MailWay, Security
from models.tables.core.secrets import SecretLost, seal
from models.tables.upkeep.alert_ways import FILES, forget_way, keep_way, kept_ways
from models.tables.upkeep.outside_watcher import AddressElsewhere

MAIL = MailWay(
    "mail.kantor.go.id",
    465,
    Security.TLS,
    "aduan@kantor.go.id",
    ("a@kantor.go.id", "b@kantor.go.id"),
    "aduan",
    "geheim",
    timedelta(hours=1),
)
HOOK = HookWay("https://chat.kantor.go.id/geheim", "kunci", timedelta(0))


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """A key of an office; no database is asked for it."""
    path = tmp_path / "secret.key"
    path.write_bytes(Fernet.generate_key())
    return path


def test_they_are_kept_sealed_and_for_their_owner_alone(tmp_path: Path, key: Path) -> None:
    assert kept_ways(tmp_path, key, "gerbang") == []
    for way in (HOOK, MAIL):
        keep_way(tmp_path, key, way, "gerbang")
    assert kept_ways(tmp_path, key, "gerbang") == [MAIL, HOOK]
    for file in (tmp_path / name for name in FILES.values()):
        assert "geheim" not in file.read_text("ascii") and "kantor" not in file.read_text("ascii")
        assert os.name != "posix" or file.stat().st_mode & 0o077 == 0
    assert [forget_way(tmp_path, name) for name in ("mail", "mail", "webhook")] == [True, False, True]
    assert kept_ways(tmp_path, key, "gerbang") == []


@pytest.mark.parametrize("fault", ["another key", "no key", "torn", "of other fields", "no object"])
def test_what_cannot_be_opened_or_read_is_told_as_lost(tmp_path: Path, key: Path, fault: str) -> None:
    keep_way(tmp_path, key, MAIL, "gerbang")
    file = tmp_path / FILES["mail"]
    if fault == "another key":
        key.write_bytes(Fernet.generate_key())
    elif fault == "no key":
        key.unlink()
    elif fault == "torn":
        file.write_bytes(file.read_bytes()[:20])
    else:
        said = (
            '{"repeat": 3600, "machine": "gerbang", "of_a_newer_version": 1}' if fault == "of other fields" else "[]"
        )
        file.write_text(seal(key.read_bytes(), said), "ascii")
    with pytest.raises(SecretLost):
        kept_ways(tmp_path, key, "gerbang")
    assert fault != "no key" or not key.exists()


def test_a_copied_folder_writes_to_nobody(tmp_path: Path, key: Path) -> None:
    keep_way(tmp_path, key, MAIL, "gerbang")
    with pytest.raises(AddressElsewhere):
        kept_ways(tmp_path, key, "latihan")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root enters for another account")
def test_what_root_enters_is_the_watching_accounts(tmp_path: Path, key: Path) -> None:
    os.chown(tmp_path, 12345, 12346)
    keep_way(tmp_path, key, HOOK, "gerbang")
    there = (tmp_path / FILES["webhook"]).stat()
    assert (there.st_uid, there.st_gid, there.st_mode & 0o777) == (12345, 12346, 0o600)
