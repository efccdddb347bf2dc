"""Templat: downloaded, changed, uploaded, refused with a sentence, previewed, put into use by a second person."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pypdf
import pytest
from flask import Flask
from werkzeug.test import TestResponse

from admin_app.papers.own import known_type
from docgen import pdf
from docgen.render import shipped_template
from models.actions.papers.keep_template import active_template
from models.rules.papers.documents import DOCUMENTS
from models.rules.staff.roles import Role
from models.tables import TemplateVersion
from tests.admin_app.browsing import Browser, text
from tests.admin_app.papers.test_papers import words
from tests.docgen.papers import changed
from tests.tools import needs

Open = Callable[[Role | str], Browser]
ABSENT = ("/templat/X", "/templat/ND-TERUS/unduh?versi=9", "/templat/ND-TERUS/unduh?versi=ab")
OWN = changed("ND-TERUS", "NOTA DINAS", "NOTA DINAS KANTOR")


def with_object() -> bytes:
    return changed("ND-TERUS", "<w:body>", "<w:body><w:p><w:r><w:object/></w:r></w:p>")


def upload(browser: Browser, content: bytes, name: str = "ND-TERUS.docx", **words: str) -> TestResponse:
    """Send a template through the page's form."""
    return browser.post(
        "/templat/ND-TERUS/unggah", on="/templat/ND-TERUS", berkas=(BytesIO(content), name), catatan="judul", **words
    )


def activate(browser: Browser, number: int) -> TestResponse:
    return browser.post("/templat/ND-TERUS/aktifkan", on="/templat/ND-TERUS", versi=str(number))


def test_an_administrator_uploads_and_another_person_puts_it_into_use(app: Flask, signed_in: Open) -> None:
    admin, kasubsi = signed_in(Role.ADMINISTRATOR), signed_in(Role.KASUBSI_INFOKIM)
    assert admin.get("/templat/ND-TERUS/unduh").data == shipped_template("ND-TERUS")
    assert upload(admin, OWN).status_code == 303
    page = text(admin.get("/templat/ND-TERUS"))
    assert "Menunggu diperiksa" in page
    assert "diaktifkan oleh orang lain" in page
    refused = activate(admin, 1)
    assert refused.status_code == 409
    assert "bukan oleh pengunggahnya" in text(refused)
    assert active_template("ND-TERUS") is None
    assert activate(kasubsi, 1).status_code == 303
    in_use = active_template("ND-TERUS")
    assert in_use is not None
    assert in_use.number == 1
    assert kasubsi.get("/templat/ND-TERUS/unduh").data == OWN
    assert kasubsi.get("/templat/ND-TERUS/unduh?versi=0").data == shipped_template("ND-TERUS")


def test_a_waiting_version_is_checked_as_today_and_one_that_was_in_use_may_come_back(
    app: Flask, signed_in: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    lossy = changed("ND-TERUS", "{%p if berkas %}", "Catatan penting {%p if berkas %}")
    admin, kasubsi = signed_in(Role.ADMINISTRATOR), signed_in(Role.KASUBSI_INFOKIM)
    with monkeypatch.context() as earlier:  # a program that did not look for what vanishes
        earlier.setattr(known_type, "check_template", lambda code, content, own: None)
        assert upload(admin, lossy).status_code == 303
    refused = activate(kasubsi, 1)
    assert refused.status_code == 409
    assert "Tulisan “Catatan penting” akan hilang" in text(refused)
    assert active_template("ND-TERUS") is None
    with monkeypatch.context() as earlier:
        earlier.setattr(known_type, "check_template", lambda code, content, own: None)
        assert activate(kasubsi, 1).status_code == 303
    assert kasubsi.post("/templat/ND-TERUS/bawaan", on="/templat/ND-TERUS").status_code == 303
    assert activate(kasubsi, 1).status_code == 303
    assert kasubsi.get("/templat/ND-TERUS/contoh/word").status_code == 200


def test_the_office_may_go_back_to_an_older_version_and_to_the_shipped_one(signed_in: Open) -> None:
    admin, kasubsi = signed_in(Role.ADMINISTRATOR), signed_in(Role.KASUBSI_INFOKIM)
    for wording in ("NOTA DINAS SATU", "NOTA DINAS DUA"):
        upload(admin, changed("ND-TERUS", "NOTA DINAS", wording))
    for number in (1, 2, 1):
        activate(kasubsi, number)
    in_use = active_template("ND-TERUS")
    assert in_use is not None
    assert in_use.number == 1
    assert kasubsi.post("/templat/ND-TERUS/bawaan", on="/templat/ND-TERUS").status_code == 303
    assert active_template("ND-TERUS") is None
    assert TemplateVersion.select().count() == 2


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (OWN, "ND-TERUS.docm", "Hanya berkas .docx"),
        (b"bukan word", "ND-TERUS.docx", "bukan berkas Word"),
        (b"x" * 5_000_001, "ND-TERUS.docx", "lebih besar dari 5 MB"),
        (shipped_template("ND-TERUS"), "ND-TERUS.docx", "sama persis dengan templat bawaan"),
        (changed("ND-TERUS", "{{ hal }}", "{{ hall }}"), "ND-TERUS.docx", "(di isi naskah, tabel ke-1 baris 3"),
        (changed("ND-TERUS", "{{ hal }}", "{{ hal.__class__ }}"), "ND-TERUS.docx", "Letaknya di isi naskah"),
        (with_object(), "ND-TERUS.docx", "(di isi naskah)"),
    ],
    ids=["docm", "no word file", "too large", "unchanged", "unknown field", "not allowed", "embedded object"],
)  # fmt: skip
def test_what_is_unfit_is_refused_in_a_sentence_and_leaves_nothing(
    app: Flask, signed_in: Open, content: bytes, name: str, said: str
) -> None:
    answer = upload(signed_in(Role.ADMINISTRATOR), content, name)
    assert answer.status_code == 409
    assert said in text(answer)
    assert TemplateVersion.select().count() == 0
    assert not [path for path in app.config["ADUAN"].files_dir.rglob("*") if path.is_file()]


def test_a_form_without_a_file_and_the_same_file_twice_are_refused(signed_in: Open) -> None:
    admin = signed_in(Role.ADMINISTRATOR)
    assert "Pilih dahulu" in text(admin.post("/templat/ND-TERUS/unggah", on="/templat/ND-TERUS"))
    upload(admin, OWN)
    assert "versi 1" in text(upload(admin, OWN))
    assert TemplateVersion.select().count() == 1


def test_a_version_is_previewed_with_an_invented_case(signed_in: Open) -> None:
    needs("libreoffice")
    admin = signed_in(Role.ADMINISTRATOR)
    upload(admin, OWN)
    page = admin.get("/templat/ND-TERUS/pratinjau?versi=1")
    assert "<iframe" in text(page)
    shown = admin.get("/templat/ND-TERUS/contoh/pdf?versi=1")
    assert "NOTA DINAS KANTOR" in pypdf.PdfReader(BytesIO(shown.data)).pages[0].extract_text()
    assert "NOTA DINAS KANTOR" in words(admin.get("/templat/ND-TERUS/contoh/word?versi=1").data)
    assert "NOTA DINAS KANTOR" not in words(admin.get("/templat/ND-TERUS/contoh/word?versi=0").data)


def test_without_libreoffice_the_preview_offers_the_word_file(
    signed_in: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "find_soffice", lambda: None)
    page = text(signed_in(Role.ADMINISTRATOR).get("/templat/LEMBAR/pratinjau?versi=0"))
    assert "LibreOffice" in page
    assert "/templat/LEMBAR/contoh/word" in page


@pytest.mark.parametrize("code", DOCUMENTS)
def test_every_type_has_its_page_and_an_example(code: str, signed_in: Open) -> None:
    admin = signed_in(Role.ADMINISTRATOR)
    assert DOCUMENTS[code].title in text(admin.get("/templat/"))
    assert admin.get(f"/templat/{code}").status_code == 200
    assert admin.get(f"/templat/{code}/contoh/word?versi=0").data.startswith(b"PK")


@pytest.mark.parametrize(
    "path", ["/templat/X", "/templat/X%00", "/templat/ND-TERUS/unduh?versi=9", "/templat/ND-TERUS/unduh?versi=ab"]
)
def test_what_is_not_there_is_not_found(path: str, signed_in: Open) -> None:
    assert signed_in(Role.ADMINISTRATOR).get(path).status_code == 404


def test_kasubsi_may_not_upload(signed_in: Open, sqlite_account: Any) -> None:
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    assert "Unggah versi baru" not in text(kasubsi.get("/templat/ND-TERUS"))
    assert upload(kasubsi, OWN).status_code == 403


def test_the_catalogue_of_fields_is_searched_and_leads_to_the_types(signed_in: Open) -> None:
    browser = signed_in(Role.ADMINISTRATOR)
    whole, found = text(browser.get("/templat/")), text(browser.get("/templat/?cari=paraf"))
    assert ("{{ nomor }}" in whole, "{{ nomor }}" in found) == (True, False)
    assert "{{ baris.siapa }}" in found
    assert "Pengelola Pengaduan" in found  # its example
    assert "Tidak ada isian dengan kata itu." in text(browser.get("/templat/?cari=%00<b>xyz"))
