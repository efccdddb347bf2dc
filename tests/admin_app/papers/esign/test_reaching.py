"""What is written to reach the service goes again, and where it cannot go nothing else is lost by that."""

import os
from pathlib import Path
from typing import Any

import pytest

from admin_app.papers.esign import reaching
from models.tables import SigningService
from models.tables.core.secrets import seal

KEY = b"k" * 43 + b"="


def row() -> SigningService:
    secret = seal(KEY, "sandi-kantor")
    return SigningService(
        version="v2", base_url="https://layanan.invalid", username="aduan", secret=secret, authority="PEM"
    )


def test_a_folder_that_cannot_be_removed_costs_no_answer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def held(*_given: Any, **_more: Any) -> None:
        raise PermissionError(13, "held by another program")

    monkeypatch.setattr(reaching, "mkdtemp", lambda prefix: str(tmp_path))
    with reaching.reached(row(), KEY) as service:
        assert (tmp_path / "penjamin.pem").read_text() == "PEM"
        monkeypatch.setattr(os, "unlink", held)
        monkeypatch.setattr(os, "rmdir", held)
    assert service is not None


def test_nothing_of_it_stays() -> None:
    with reaching.reached(row(), KEY) as service:
        path = Path(str(service._access.certificates))
        assert path.exists()
    assert not path.parent.exists()
