"""What somebody declared of an attempt: taken back on the page, and not offered where a signed PDF is in hand."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from models.rules.staff.roles import Role
from tests.actions.walking import Walk
from tests.admin_app.papers.esign.at_service import NIK, AtService, without_office_program
from tests.admin_app.papers.esign.simulated_service import Simulated, simulated_service


@pytest.fixture
def service() -> Iterator[Simulated]:
    """A running service."""
    with simulated_service() as simulated:
        yield simulated


@pytest.fixture
def at(app: Flask, sqlite_account: Any, service: Simulated, monkeypatch: Any) -> AtService:
    """A draft on its signer's desk."""
    without_office_program(monkeypatch)
    return AtService(app, Walk(sqlite_account).at_kasubsi(), service)


@pytest.fixture
def kasubsi(signed_in: Any) -> Any:
    """The browser of who signs it."""
    return signed_in(Role.KASUBSI_INFOKIM)


def test_a_wrong_declaration_is_taken_back_and_what_was_signed_counts(at: AtService, kasubsi: Any) -> None:
    at.service.fault = "dropped"
    at.sign(kasubsi)
    assert 'id="cabut"' not in at.page(kasubsi)
    at.submit(kasubsi, "nyatakan", alasan="Riwayat layanan kosong")
    assert at.submit(kasubsi, "cabut", alasan="Ada di riwayat").status_code == 303
    page = at.page(kasubsi)
    assert ("Riwayat layanan kosong" in page, "Pernyataan dicabut oleh" in page) == (True, True)
    assert at.bring(kasubsi, at.service.kept).status_code == 303
    assert at.submit(kasubsi, "tegaskan").status_code == 303
    assert (at.now_kept.state, at.service.made) == ("ditandatangani", 1)


def test_a_signed_pdf_in_hand_offers_no_declaration(at: AtService, kasubsi: Any) -> None:
    at.service.signers[NIK] = "Orang Lain"
    at.sign(kasubsi)
    assert ("Nama pada sertifikat" in at.page(kasubsi), 'id="nyatakan"' in at.page(kasubsi)) == (True, False)
