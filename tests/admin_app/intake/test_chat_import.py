"""Impor percakapan in the browser: looked at first, asked where it is unclear, imported once."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

from flask import Flask

from models.rules.staff.roles import Role
from models.tables import Attachment, Complaint, Message
from tests.admin_app.browsing import Browser, text
from tests.admin_app.samples import picture

SignedIn = Callable[[Role | str], Browser]
CHAT = """24/11/2026 08.07 - +62 811-0000-001: Paspor saya belum jadi
24/11/2026 08.09 - Layanan Imigrasi Contoh: Baik, kami periksa
24/11/2026 08.11 - +62 811-0000-001: IMG-1.jpg (file terlampir)
"""


def upload(browser: Browser, content: bytes = CHAT.encode(), name: str = "_chat.txt") -> Any:
    """Upload an export and return the preview."""
    return browser.post("/impor/periksa", on="/impor/", berkas=(io.BytesIO(content), name))


def waiting(page: str) -> dict[str, str]:
    """Read the preview's hidden fields."""
    return dict(re.findall(r'<input type="hidden" name="(unggahan|form_key)" value="([^"]+)"', page))


CHOICE = {"kantor": "Layanan Imigrasi Contoh", "pelapor": "+62 811-0000-001", "nomor": "0811-0000-001"}


def zipped() -> bytes:
    """A zip with the chat and its picture."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("_chat.txt", CHAT)
        archive.writestr("IMG-1.jpg", picture())
    return out.getvalue()


def test_the_preview_says_who_when_and_how_many_and_changes_nothing(signed_in: SignedIn) -> None:
    page = text(upload(signed_in(Role.PENGELOLA)))
    assert "3 pesan, 24/11/2026 sampai 24/11/2026" in page
    assert re.search(r'<option value="Layanan Imigrasi Contoh" selected>', page)
    assert re.search(r'name="nomor" value="\+62 811-0000-001"', page)
    assert "Impor 3 pesan" in page
    assert 'name="buka" value="ya" checked' in page  # he wrote yesterday
    assert Message.select().count() == 0


def test_a_zip_is_imported_with_its_picture_and_opens_the_case(signed_in: SignedIn, app: Flask) -> None:
    browser = signed_in(Role.PENGELOLA)
    fields = waiting(text(upload(browser, zipped(), "Chat WhatsApp dengan Sari.zip")))
    done = browser.post("/impor/impor", on="/impor/", **fields, **CHOICE, buka="ya")
    assert (done.status_code, done.headers["Location"]) == (303, f"/meja/kasus/{Complaint.get().public_id}")
    assert app.config["ADUAN"].files.is_intact(Attachment.get().sha256)
    assert "3 pesan diimpor; 0 sudah ada sebelumnya." in text(browser.get("/meja/"))
    assert list((app.config["ADUAN"].data_dir / "impor").iterdir()) == []
    again = text(upload(browser, zipped()))
    assert "Semua sudah ada" in again


def test_without_the_tick_it_is_only_history(signed_in: SignedIn) -> None:
    browser = signed_in(Role.PENGELOLA)
    fields = waiting(text(upload(browser)))
    done = browser.post("/impor/impor", on="/impor/", **fields, **CHOICE)
    assert (done.status_code, done.headers["Location"]) == (303, "/impor/")
    assert (Complaint.select().count(), Message.select().count()) == (0, 3)


def test_dates_that_read_both_ways_are_asked_for(signed_in: SignedIn) -> None:
    browser = signed_in(Role.PENGELOLA)
    page = text(upload(browser, b"03/04/26, 10:00 - Sari: halo\n03/04/26, 10:01 - Kantor: ya\n"))
    assert "terbaca dua cara" in page
    assert "Impor 2" not in page
    fields = waiting(page)
    choice = {"kantor": "Kantor", "pelapor": "Sari", "nomor": "0811-0000-001"}
    refused = browser.post("/impor/impor", on="/impor/", **fields, **choice)
    assert refused.status_code == 409
    asked = browser.post("/impor/periksa", on="/impor/", **fields, **choice, urutan="hari")
    assert "2 pesan, 03/04/2026" in text(asked)
    assert "Impor 2 pesan" in text(asked)


def test_a_missing_number_is_asked_for_and_the_choice_is_kept(signed_in: SignedIn) -> None:
    browser = signed_in(Role.PENGELOLA)
    page = text(upload(browser, b"24/11/2026 08.07 - Sari: halo\n24/11/2026 08.08 - Kantor: ya\n"))
    fields = waiting(page)
    again = text(browser.post("/impor/periksa", on="/impor/", **fields, kantor="Kantor", pelapor="Sari", nomor="12"))
    assert 'value="12"' in again
    assert "notice-warn" in again


def test_what_is_no_export_or_anothers_upload_is_refused(signed_in: SignedIn) -> None:
    browser = signed_in(Role.PENGELOLA)
    assert upload(browser, picture(), "foto.jpg").status_code == 409
    assert upload(browser, b"Yth. Kepala Kantor", "surat.txt").status_code == 409
    fields = waiting(text(upload(browser)))
    other = signed_in(Role.KASUBSI_INFOKIM)
    assert other.post("/impor/impor", on="/impor/", **fields, **CHOICE).status_code == 409
    assert browser.post("/impor/impor", on="/impor/", unggahan="../../aduan.db", **CHOICE).status_code == 409
