"""A submission whose end nobody foresaw says that it is unsure; a busy service is not asked by a third."""

import io
import json
import logging
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from admin_app.papers import papers
from admin_app.papers.esign import signing
from admin_app.papers.esign.reaching import BUSY, turn_at_service
from admin_app.papers.esign.signing import OTHER_LOOK
from admin_app.papers.papers import look_mark
from docgen.render import shipped_template
from models.rules.core.errors import DocumentNotAllowed
from models.rules.papers.esign import UNSURE_WORDS
from models.rules.staff.roles import Role
from models.tables import LetterheadVersion, Official, SentPaper, SigningService, TemplateVersion
from tests.actions.walking import Walk
from tests.admin_app.browsing import text
from tests.admin_app.papers.esign.at_service import NIK, NUMBER, PASSPHRASE, AtService, without_office_program
from tests.admin_app.papers.esign.simulated_service import Simulated, simulated_service
from tests.docgen.papers import opened
from tests.office import NOW


@pytest.fixture
def service() -> Iterator[Simulated]:
    """A running service."""
    with simulated_service() as simulated:
        yield simulated


@pytest.fixture
def at(app: Flask, sqlite_account: Any, service: Simulated, monkeypatch: Any) -> AtService:
    """A draft on its signer's desk, at a service that asks for codes."""
    without_office_program(monkeypatch)
    return AtService(app, Walk(sqlite_account).at_kasubsi(), service, "v2", "kode")


@pytest.fixture
def kasubsi(signed_in: Any) -> Any:
    """The browser of who signs it."""
    return signed_in(Role.KASUBSI_INFOKIM)


@pytest.mark.parametrize(
    "error", [ValueError("rahasia-isi"), DocumentNotAllowed("rahasia-isi")], ids=["value", "rule"]
)
def test_an_unforeseen_end_after_sending_is_unsure_and_no_error_page(
    at: AtService, kasubsi: Any, monkeypatch: Any, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    def broken(*_given: object) -> bytes:
        raise error

    monkeypatch.setattr(signing.EsignService, "sign", broken)
    with caplog.at_level(logging.DEBUG):
        answer = at.sign(kasubsi, "123456")
    assert (answer.status_code, UNSURE_WORDS in text(answer), at.states) == (409, True, ["tidak_pasti"])
    assert (type(error).__name__ in caplog.text, "rahasia-isi" in caplog.text) == (True, False)


def test_a_third_submission_or_question_at_once_is_told_and_begins_nothing(at: AtService, kasubsi: Any) -> None:
    with turn_at_service(), turn_at_service():
        for button, typed in (("tandatangani", {"rahasia": PASSPHRASE}), ("minta-kode", {})):
            answer = at.submit(kasubsi, button, **typed)
            assert (answer.status_code, BUSY in text(answer)) == (409, True)
    assert (at.states, at.service.asked) == ([], [])
    assert at.submit(kasubsi, "minta-kode").status_code == 303


def test_one_form_asks_for_one_code(at: AtService, kasubsi: Any) -> None:
    fields = at.fields(kasubsi, "minta-kode")
    codes = [kasubsi.client.post(f"{at.url}/minta-kode", data=fields).status_code for _ in range(2)]
    assert (codes[0], len(at.service.asked)) == (303, 1)


def test_no_browser_fills_the_password_of_aduan_in(at: AtService, kasubsi: Any) -> None:
    assert re.search('name="rahasia"[^>]*autocomplete="one-time-code"', at.page(kasubsi))
    SigningService.update(asks="sandi").execute()
    assert re.search('name="rahasia"[^>]*autocomplete="new-password"', at.page(kasubsi))


def other_template(app: Flask) -> None:
    template = opened(shipped_template("ND-TERUS"))
    template.paragraphs[-1].insert_paragraph_before("TEMPLAT SESUDAHNYA")
    template.save(later := io.BytesIO())
    row = {"document_type": "ND-TERUS", "number": 1, "uploaded_at": NOW, "activated_at": NOW}
    TemplateVersion.create(sha256=app.config["ADUAN"].files.keep(later.getvalue()), **row)


def other_letterhead(_app: Flask) -> None:
    assert LetterheadVersion.update(office="KANTOR SESUDAHNYA").execute()


@pytest.mark.parametrize("change", [other_template, other_letterhead])
def test_what_would_look_otherwise_than_it_was_looked_at_is_not_sent(
    at: AtService, app: Flask, kasubsi: Any, change: Callable[[Flask], None]
) -> None:
    fields = at.fields(kasubsi, "tandatangani")
    change(app)
    at.service.codes[NIK] = "123456"
    answer = kasubsi.client.post(f"{at.url}/tandatangani", data={**fields, "rahasia": "123456", "nomor": NUMBER})
    assert (answer.status_code, OTHER_LOOK in text(answer)) == (409, True)
    assert (at.states, at.service.asked, at.service.made) == (["ditolak"], [], 0)
    assert at.sign(kasubsi, "123456").status_code == 303  # the page shows it as it is now


def test_another_emblem_is_another_look() -> None:
    one, two = ({"office": "Kantor", "emblem": {"sha256": each * 64, "mm": 21}} for each in "ab")
    assert look_mark("w", "t", one) == look_mark("w", "t", dict(reversed(one.items())))
    assert look_mark("w", "t", one) != look_mark("w", "t", two)


@pytest.mark.parametrize(("drawn", "asked"), [("away", "tampak di tempat lain"), ("nowhere", "tidak tampak pada")])
def test_a_signature_that_is_not_seen_at_its_mark_waits_for_a_yes(
    at: AtService, kasubsi: Any, drawn: str, asked: str
) -> None:
    at.service.drawn, at.service.codes[NIK] = drawn, "123456"
    answer = at.sign(kasubsi, "123456")
    assert (answer.status_code, asked in text(answer), at.states) == (409, True, ["kembali"])
    page = at.page(kasubsi)
    (yes,) = re.findall(r'name="ya" value="([^"]+)"', page)
    assert at.submit(kasubsi, "tegaskan").status_code == 409
    assert at.submit(kasubsi, "tegaskan", ya=yes).status_code == 303
    assert (at.states, asked in SentPaper.get().agreed) == (["selesai"], True)


def test_where_the_mark_stood_is_not_known_it_is_asked_too(at: AtService, kasubsi: Any) -> None:
    at.service.codes[NIK], at.service.fault = "123456", "dropped"
    at.sign(kasubsi, "123456")
    SentPaper.update(pdf=None).execute()  # as after a restored backup
    assert at.bring(kasubsi, at.service.kept).status_code == 303
    assert "Tempat tanda tangan pada PDF tidak dapat diperiksa" in at.page(kasubsi)


def test_who_signs_stands_on_the_page_and_another_block_than_that_is_not_sent(at: AtService, kasubsi: Any) -> None:
    assert f"sebagai Kepala Subseksi Informasi dan Komunikasi Keimigrasian: {at.signer}" in " ".join(
        at.page(kasubsi).split()
    )
    fields = at.fields(kasubsi, "tandatangani")
    Official.update(nip="19990101 202001 1 009").execute()
    at.service.codes[NIK] = "123456"
    answer = kasubsi.client.post(f"{at.url}/tandatangani", data={**fields, "rahasia": "123456", "nomor": NUMBER})
    assert (answer.status_code, OTHER_LOOK in text(answer), at.service.made) == (409, True, 0)


def test_a_letterhead_that_changes_within_the_submission_is_not_in_the_file(
    at: AtService, app: Flask, kasubsi: Any, monkeypatch: Any
) -> None:
    made = papers.made_word

    def after(*given: Any, **more: Any) -> Any:
        other_letterhead(app)
        return made(*given, **more)

    monkeypatch.setattr(papers, "made_word", after)
    at.service.codes[NIK] = "123456"
    assert at.sign(kasubsi, "123456").status_code == 303
    with zipfile.ZipFile(io.BytesIO(app.config["ADUAN"].files.read(SentPaper.get().word))) as word:
        assert not [name for name in word.namelist() if b"SESUDAHNYA" in word.read(name)]
    assert json.loads(at.now_kept.facts)["kop"]["lines"][-1] != "KANTOR SESUDAHNYA"
