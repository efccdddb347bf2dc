"""S8–S11: citizens' files are downloads nothing executes; pictures are drawn anew; bombs and names are harmless."""

import io
import struct
import zlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from PIL import Image

from admin_app.files import attachment_files
from admin_app.files.attachment_files import safe_filename
from models.rules.staff.roles import Role, Section
from models.tables import Audit, Complaint, Staff, Unmasking
from sync_agent.simulator.pictures import voice_note
from tests.admin_app.browsing import Browser, text
from tests.admin_app.samples import attachment_of, complaint_in, picture
from tests.office import NOW

Open = Callable[[Role | str], Browser]
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"


def bomb(width: int = 50_000, height: int = 50_000) -> bytes:
    """A PNG that claims to be enormous."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "name"),
    [(SVG, "gambar.svg"), (b"<html><script>alert(1)</script>", "surat.html"), (b"MZ\x90", "a.pdf.exe")],
)
def test_S8_a_file_is_a_download_nothing_opens(
    content: bytes, name: str, app: Flask, signed_in: Open, sqlite_account: Any
) -> None:
    found = attachment_of(complaint_in(sqlite_account, Section.LALINTALKIM, "628110000001"), app, content, name)
    answer = signed_in(Role.PENGELOLA).get(f"/lampiran/{found.public_id}")
    assert answer.data == content
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_picture_is_drawn_anew_without_what_was_hidden_in_it(
    app: Flask, signed_in: Open, sqlite_account: Any
) -> None:
    content = picture() + b"<script>alert('polyglot')</script>"
    found = attachment_of(complaint_in(sqlite_account, Section.LALINTALKIM, "628110000001"), app, content)
    answer = signed_in(Role.PENGELOLA).get(f"/lampiran/{found.public_id}/pratinjau")
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert b"polyglot" not in answer.data
    assert Image.open(io.BytesIO(answer.data)).size == (40, 30)


def test_a_file_of_a_protected_case_is_sealed_until_a_look_is_granted(
    app: Flask, signed_in: Open, sqlite_account: Any
) -> None:
    case = complaint_in(sqlite_account, Section.LALINTALKIM, "628110000001")
    found = attachment_of(case, app)
    voice = attachment_of(case, app, voice_note().content, "suara.ogg", "audio/ogg")
    browser = signed_in(Role.PENGELOLA)
    page = f"/meja/kasus/{case.public_id}"
    assert f"/lampiran/{found.public_id}/pratinjau?kecil=ya" in text(browser.get(page))
    Complaint.update(identity_protected=True).execute()
    addresses = [
        f"/lampiran/{found.public_id}",
        f"/lampiran/{found.public_id}/pratinjau",
        f"/lampiran/{found.public_id}/pratinjau?kecil=ya",
        f"/lampiran/{voice.public_id}/putar",
    ]
    assert [browser.get(address).status_code for address in addresses] == [403] * 4
    assert "Tersegel" in text(browser.get(page))
    assert "kecil=ya" not in text(browser.get(page))
    person = Staff.get(Staff.username == "pengelola")
    Unmasking.create(
        complaint=case, asked_by=person, motive="Mencocokkan foto", asked_at=NOW, granted=True, decided_at=NOW,
        ends_at=NOW + timedelta(hours=8),
    )  # fmt: skip
    assert [browser.get(address).status_code for address in addresses] == [200] * 4
    traced = [row.actor for row in Audit.select().where(Audit.event == "lihat_lampiran")]
    assert traced == ["pengelola"] * 4
    assert "Lampiran tersegel dibuka" in text(browser.get(page))
    assert signed_in(Role.KEPALA_KANTOR).get(addresses[1]).status_code == 403


@pytest.mark.parametrize("content", [b"", SVG, b"GIF89a", bomb(), bomb(20_000, 20_000), b"%PDF-1.4", picture()[:200]])
def test_S10_what_is_no_picture_or_a_bomb_gets_a_sentence(
    content: bytes, app: Flask, signed_in: Open, sqlite_account: Any
) -> None:
    found = attachment_of(complaint_in(sqlite_account, Section.LALINTALKIM, "628110000001"), app, content)
    answer = signed_in(Role.PENGELOLA).get(f"/lampiran/{found.public_id}/pratinjau")
    assert answer.status_code == 409
    assert "Unduh berkasnya" in text(answer)


def test_a_preview_is_drawn_once_and_the_second_look_finds_it(
    app: Flask, signed_in: Open, sqlite_account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = attachment_of(complaint_in(sqlite_account, Section.LALINTALKIM, "628110000001"), app)
    browser, address = signed_in(Role.PENGELOLA), f"/lampiran/{found.public_id}/pratinjau"
    first = browser.get(address)
    monkeypatch.setattr(attachment_files, "shared_drawers", None)
    assert browser.get(address).data == first.data


def test_S10_a_bomb_is_tried_once_and_then_refused_without_being_opened(
    app: Flask, signed_in: Open, sqlite_account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = attachment_of(complaint_in(sqlite_account, Section.LALINTALKIM, "628110000001"), app, bomb(7000, 7000))
    browser, address = signed_in(Role.PENGELOLA), f"/lampiran/{found.public_id}/pratinjau"
    assert browser.get(address).status_code == 409
    monkeypatch.setattr(attachment_files, "shared_drawers", None)
    again = browser.get(address)
    assert (again.status_code, "terlalu besar" in text(again)) == (409, True)


def test_a_file_that_is_gone_is_not_found(app: Flask, signed_in: Open, sqlite_account: Any) -> None:
    found = attachment_of(complaint_in(sqlite_account, Section.LALINTALKIM, "628110000001"), app)
    app.config["ADUAN"].files.path_of(found.sha256).unlink()
    browser = signed_in(Role.PENGELOLA)
    assert browser.get(f"/lampiran/{found.public_id}").status_code == 404
    assert browser.get(f"/lampiran/{found.public_id}/pratinjau").status_code == 404


@pytest.mark.parametrize("public_id", ["1", "..", "..%2f..%2fsecret.key", "%00", "x" * 3000, "' OR '1'='1"])
def test_S24_a_guessed_id_finds_nothing(public_id: str, signed_in: Open) -> None:
    assert signed_in(Role.PENGELOLA).get(f"/lampiran/{public_id}").status_code in (404, 308)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("foto\r\nSet-Cookie: x.jpg", "fotoSet-Cookie_ x.jpg"),
        ("\u202egpj.exe", "gpj.exe"),
        ("", "berkas"),
        ("...", "berkas"),
        ("surat permohonan – final.docx", "surat permohonan – final.docx"),
    ],
)
def test_S11_a_name_is_only_a_name(name: str, safe: str) -> None:
    assert safe_filename(name) == safe


def test_S11_a_long_name_keeps_its_ending() -> None:
    assert safe_filename("a" * 300 + ".pdf").endswith("a.pdf")
    assert len(safe_filename("a" * 300 + ".pdf")) <= 120
