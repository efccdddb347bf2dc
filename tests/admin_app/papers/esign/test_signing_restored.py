"""Signed, then an older database put back: the service is not asked again, and what it signed is counted once."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from admin_app.papers.esign import signing
from models.actions.upkeep.backup import sqlite_copy
from models.rules.papers.documents import DocumentState
from models.rules.papers.esign import RESTORED_WORDS
from models.rules.staff.roles import Role
from models.tables.core.settings import Settings
from models.tables.papers.signings_log import End, signings
from tests.actions.walking import Walk
from tests.admin_app.browsing import text
from tests.admin_app.papers.esign.at_service import NIK, NUMBER, PASSPHRASE, AtService, without_office_program
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


@pytest.fixture
def settings(app: Flask) -> Settings:
    """The office's settings."""
    found: Settings = app.config["ADUAN"]
    return found


class Copy:
    """A copy of the database file as it is now."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "lama.db"
        sqlite_copy.copy_out(self.path)

    def put_back(self) -> None:
        """Put it in the place of the database, as somebody does who knows of no restore command."""
        sqlite_copy.copy_in(self.path)


def sent_again(at: AtService, browser: Any, form: dict[str, str]) -> Any:
    """Press the button of a page that was open before the copy was put back."""
    typed = {"rahasia": PASSPHRASE, "nomor": NUMBER}
    return browser.client.post(f"{at.url}/tandatangani", data={**form, **typed})


def full(*_given: object) -> None:
    raise OSError(28, "No space left")


def test_what_the_service_signed_after_the_copy_is_back_and_not_signed_again(
    at: AtService, kasubsi: Any, tmp_path: Path
) -> None:
    before, form = Copy(tmp_path), at.fields(kasubsi, "tandatangani")
    assert at.sign(kasubsi).status_code == 303
    before.put_back()
    assert at.now_kept.state == DocumentState.KONSEP
    answer = sent_again(at, kasubsi, form)
    assert (answer.status_code, at.service.made, at.states) == (409, 1, ["kembali"])
    page = at.page(kasubsi)
    assert RESTORED_WORDS in page and "PDF ini belum diperiksa" in page
    assert "tidak memuat tanda tangan" not in page  # nobody has looked yet
    at.submit(kasubsi, "periksa")
    # Where the mark stood is not known any more.
    (place,) = re.findall(r'name="ya" value="([^"]+)"', at.page(kasubsi))
    assert at.submit(kasubsi, "tegaskan", ya=place).status_code == 303
    assert (at.now_kept.state, at.now_kept.number, at.service.made) == (DocumentState.DITANDATANGANI, NUMBER, 1)


def test_what_may_be_signed_since_the_copy_is_unsure_and_a_refusal_is_not(
    at: AtService, kasubsi: Any, tmp_path: Path
) -> None:
    before, form = Copy(tmp_path), at.fields(kasubsi, "tandatangani")
    at.service.passphrases[NIK] = "lain"
    at.sign(kasubsi)
    before.put_back()
    at.service.passphrases[NIK], at.service.fault = PASSPHRASE, "dropped"
    assert at.sign(kasubsi).status_code == 409
    assert at.service.made == 1
    before.put_back()
    at.service.fault = ""
    answer = sent_again(at, kasubsi, form)
    assert (answer.status_code, at.service.made, at.states) == (409, 1, ["tidak_pasti"])
    assert "Tidak pasti apakah sudah ditandatangani" in at.page(kasubsi)


def test_before_and_after_the_question_a_line_is_written_without_secret_or_person(
    at: AtService, kasubsi: Any, settings: Settings
) -> None:
    at.sign(kasubsi)
    (one,) = signings(settings.signings_log)
    assert (one.paper, one.number, one.end, len(one.file)) == (at.paper.public_id, NUMBER, End.SIGNED, 64)
    written = settings.signings_log.read_text()
    assert not [word for word in (PASSPHRASE, NIK, at.signer, at.walk.case.number) if word in written]


def test_where_it_cannot_be_read_or_written_nothing_is_sent(
    at: AtService, kasubsi: Any, settings: Settings, monkeypatch: Any
) -> None:
    settings.signings_log.mkdir(parents=True)
    answer = at.sign(kasubsi)
    assert (answer.status_code, "signings.log" in text(answer), at.states) == (409, True, [])
    settings.signings_log.rmdir()
    monkeypatch.setattr(signing, "note_asked", full)
    answer = at.sign(kasubsi)
    assert (answer.status_code, "signings.log" in text(answer), at.states) == (409, True, ["ditolak"])
    assert at.service.made == 0


def test_an_end_that_cannot_be_written_changes_nothing_of_it(at: AtService, kasubsi: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(signing, "note_answered", full)
    assert at.sign(kasubsi).status_code == 303
    assert at.now_kept.state == DocumentState.DITANDATANGANI
