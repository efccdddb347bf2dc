"""Berkas perkara: from the button at step 9 to the PDF and the archive; who may; what is said when it fails."""

import errno
import hashlib
import io
import json
import os
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

import pypdf
import pytest
from flask import Flask
from werkzeug.test import TestResponse

from admin_app.papers import dossiers, pdf_copies
from admin_app.papers.dossiers import dossier_of
from admin_app.papers.pdf_queue import PdfQueue
from docgen import pdf
from docgen.pdf import Converter, PdfFailed
from models.actions.intake.files.store_attachment import record_stored
from models.rules.channels.messages import IncomingAttachment
from models.rules.staff.roles import Role
from models.tables import Attachment, Audit, Complaint, ConflictParty, Document
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, Clock, back_office, text
from tests.docgen.dossier_case import photo
from tests.office import NOW, actor, citizen_message, take_in
from tests.tools import needs

Open = Callable[[Role | str], Browser]
BROKEN = b"%PDF-1.4 bukan PDF yang utuh"
LOST = b"hilang"


def a_finished_case(account: Any, app: Flask) -> Complaint:
    """A finished case with a photo under a bad name, a file that is no picture, and one that was lost."""
    root, walk = app.config["ADUAN"].files, Walk(account)
    named = (("image/jpeg", "../../paspor.jpg"), ("application/pdf", "bukti.pdf"), ("video/mp4", "hilang.mp4"))
    files = tuple(IncomingAttachment({}, kind, name, 9) for kind, name in named)
    take_in(account, citizen_message("ini berkasnya {{ 7*7 }} <b>&", attachments=files))
    for row, content in zip(Attachment.select().order_by(Attachment.id), (photo(1), BROKEN, LOST), strict=True):
        record_stored(row.id, root.keep(content), len(content), row.mime, mismatch=False)
    root.path_of(hashlib.sha256(LOST).hexdigest()).unlink()
    walk.with_answer().handed_back().finished()
    return walk.case


def submit(browser: Browser, case: Complaint) -> TestResponse:
    """Press the button of the page."""
    page = text(browser.get(f"/berkas/{case.public_id}"))
    key = page.split('name="form_key" value="')[1].split('"')[0]
    answer = browser.post(f"/berkas/{case.public_id}/susun", on=f"/berkas/{case.public_id}", form_key=key)
    assert answer.status_code == 303
    return answer


def ready(app: Flask, case: Complaint) -> None:
    """Wait until the queue has made it."""
    queue = pdf_copies.queue_of(app.config["ADUAN"].data_dir)
    queue.wait(dossier_of(case, app.config["ADUAN"]).key, 120)


class Stand:
    """Stands for LibreOffice: fails as it is told."""

    def __init__(self, problem: Exception) -> None:
        self.available, self.problem = True, problem

    def convert(self, papers: Sequence[bytes]) -> list[bytes]:
        raise self.problem

    def stop(self) -> None:
        """Nothing runs."""


def broken_by(monkeypatch: pytest.MonkeyPatch, problem: Exception) -> PdfQueue:
    queue = PdfQueue(cast(Converter, Stand(problem)))
    monkeypatch.setattr(pdf_copies, "queue_of", lambda _folder: queue)
    monkeypatch.setattr(dossiers, "queue_of", lambda _folder: queue)
    return queue


def test_the_whole_way_from_the_button_to_the_archive_on_both_databases(account: Any, tmp_path: Path) -> None:
    needs("libreoffice")
    app = back_office(tmp_path, Clock())
    case, browser = a_finished_case(account, app), Browser(app)
    browser.sign_in(Role.PENGELOLA)
    assert f'href="/berkas/{case.public_id}"' in text(browser.get(f"/meja/kasus/{case.public_id}"))
    address = f"/berkas/{case.public_id}"
    assert "Susun berkas perkara" in text(browser.get(address))
    submit(browser, case)
    ready(app, case)
    page = browser.get(address)
    assert f'<iframe class="pages" src="{address}/pdf"' in text(page)
    assert "Tidak disertakan: lampiran/003_hilang.mp4 (tidak ada di penyimpanan)" in text(page)
    made = browser.get(f"{address}/pdf")
    assert made.headers["Content-Security-Policy"] == pdf_copies.FRAMED
    pages = [" ".join(each.extract_text().split()) for each in pypdf.PdfReader(io.BytesIO(made.data)).pages]
    assert pages[0].count(case.number) == 2  # on the cover, and at its foot
    assert pages[-1].endswith(f"{case.number} - Halaman {len(pages)} dari {len(pages)}")
    whole = " ".join(pages)
    for words in ("{{ 7*7 }} <b>&", "Gambar 1. ", "NOTA DINAS", "LEMBAR PENGADUAN", "Paspor dapat diambil besok."):
        assert words in whole, words
    assert "Lampiran/003_hilang.mp4" in whole or "lampiran/003_hilang.mp4" in whole
    _check_archive(browser.get(f"{address}/arsip"), made.data, text(page))
    events = [row.event for row in Audit.select().order_by(Audit.id) if row.event.endswith("berkas_perkara")]
    assert events == ["susun_berkas_perkara", "unduh_berkas_perkara", "unduh_berkas_perkara"]


def _check_archive(sent: TestResponse, dossier: bytes, page: str) -> None:
    assert sent.headers["Content-Disposition"].startswith("attachment; filename=")
    with zipfile.ZipFile(io.BytesIO(sent.data)) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert manifest["isi_sha256"] in page
        assert [row["nama"] for row in manifest["berkas"]][:2] == [
            "lampiran/001__.._paspor.jpg",
            "lampiran/002_bukti.pdf",
        ]
        assert len(manifest["berkas"]) == 6
        for row in manifest["berkas"]:
            assert hashlib.sha256(archive.read(row["nama"])).hexdigest() == row["sha256"]
        assert archive.read("lampiran/001__.._paspor.jpg") == photo(1)
        assert archive.read("berkas-perkara.pdf") == dossier


def test_made_again_it_has_the_same_hash_and_the_same_bytes(app: Flask, sqlite_account: Any, signed_in: Open) -> None:
    needs("libreoffice")
    case, pengelola = a_finished_case(sqlite_account, app), signed_in(Role.PENGELOLA)
    archives = []
    for _ in range(2):
        submit(pengelola, case)
        ready(app, case)
        archives.append(pengelola.get(f"/berkas/{case.public_id}/arsip").data)
        for path in (app.config["ADUAN"].data_dir / dossiers.PLACE).iterdir():
            path.unlink()
    assert archives[0] == archives[1]


def test_a_case_that_changed_wants_a_new_one(app: Flask, sqlite_account: Any, signed_in: Open) -> None:
    case, pengelola = a_finished_case(sqlite_account, app), signed_in(Role.PENGELOLA)
    before = dossier_of(case, app.config["ADUAN"])
    assert dossier_of(Complaint.get_by_id(case.id), app.config["ADUAN"]).sha256 == before.sha256
    before.archive.parent.mkdir(parents=True)
    before.archive.write_bytes(b"")
    Complaint.update(subject="Paspor sudah jadi").where(Complaint.id == case.id).execute()
    assert dossier_of(Complaint.get_by_id(case.id), app.config["ADUAN"]).sha256 != before.sha256
    answer = pengelola.get(f"/berkas/{case.public_id}/arsip")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/berkas/{case.public_id}")
    assert "belum disusun" in text(pengelola.get(f"/berkas/{case.public_id}"))


def test_without_libreoffice_the_archive_is_made_and_says_why_there_is_no_pdf(
    app: Flask, sqlite_account: Any, signed_in: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "find_soffice", lambda: None)
    case, pengelola = a_finished_case(sqlite_account, app), signed_in(Role.PENGELOLA)
    submit(pengelola, case)
    ready(app, case)
    page = text(pengelola.get(f"/berkas/{case.public_id}"))
    assert "LibreOffice tidak ada di komputer server" in page
    assert "Arsip ZIP-nya lengkap" not in page  # a file of it was lost
    assert "<iframe" not in page
    with zipfile.ZipFile(io.BytesIO(pengelola.get(f"/berkas/{case.public_id}/arsip").data)) as archive:
        assert "LibreOffice" in archive.read("manifest.txt").decode()
        assert "berkas-perkara.pdf" not in archive.namelist()


def test_a_pdf_that_cannot_be_made_leaves_the_archive_and_may_be_tried_again(
    app: Flask, sqlite_account: Any, signed_in: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = broken_by(monkeypatch, PdfFailed())
    case, pengelola = a_finished_case(sqlite_account, app), signed_in(Role.PENGELOLA)
    submit(pengelola, case)
    queue.wait(dossier_of(case, app.config["ADUAN"]).key, 60)
    page = text(pengelola.get(f"/berkas/{case.public_id}"))
    assert "PDF tidak dapat dibuat" in page
    assert "Coba buat PDF lagi" in page
    assert "Unduh arsip ZIP" in page


def test_F43_on_a_full_disk_nothing_half_made_is_left_and_the_page_says_so(
    app: Flask, sqlite_account: Any, signed_in: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = broken_by(monkeypatch, PdfFailed())
    case, pengelola = a_finished_case(sqlite_account, app), signed_in(Role.PENGELOLA)
    dossier = dossier_of(case, app.config["ADUAN"])

    def full(*_words: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(dossiers, "write_archive", full)
    submit(pengelola, case)
    queue.wait(dossier.key, 60)
    page = text(pengelola.get(f"/berkas/{case.public_id}"))
    assert "cakram komputer server penuh" in page
    assert "Susun berkas perkara" in page  # to be tried again
    assert list(dossier.archive.parent.iterdir()) == []


def test_a_file_whose_content_changed_on_the_disk_is_told(
    app: Flask, sqlite_account: Any, signed_in: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = broken_by(monkeypatch, PdfFailed())
    case, pengelola = a_finished_case(sqlite_account, app), signed_in(Role.PENGELOLA)
    app.config["ADUAN"].files.path_of(hashlib.sha256(BROKEN).hexdigest()).write_bytes(b"lain sama sekali")
    submit(pengelola, case)
    queue.wait(dossier_of(case, app.config["ADUAN"]).key, 60)
    assert "isinya berubah sejak disimpan" in text(pengelola.get(f"/berkas/{case.public_id}"))
    with zipfile.ZipFile(io.BytesIO(pengelola.get(f"/berkas/{case.public_id}/arsip").data)) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert manifest["sebab_tidak_ada"]["lampiran/002_bukti.pdf"] == "isinya berubah sejak disimpan"
        assert "lampiran/002_bukti.pdf" not in archive.namelist()


def test_while_it_is_made_the_page_looks_again_and_a_second_click_makes_no_second(
    app: Flask, sqlite_account: Any, signed_in: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = broken_by(monkeypatch, PdfFailed())
    monkeypatch.setattr(queue, "place", lambda _key: 3)
    case, pengelola = a_finished_case(sqlite_account, app), signed_in(Role.PENGELOLA)
    page = pengelola.get(f"/berkas/{case.public_id}")
    assert "3 naskah lain lebih dahulu" in text(page)
    assert page.headers["Refresh"] == str(pdf_copies.LOOK_AGAIN)
    assert "Susun berkas perkara" not in text(page)
    for expected in (303, 303):
        answer = pengelola.post(f"/berkas/{case.public_id}/susun", form_key="kunci-yang-sama-dua-kali")
        assert answer.status_code == expected
    assert Audit.select().where(Audit.event == "susun_berkas_perkara").count() == 1
    assert pengelola.post(f"/berkas/{case.public_id}/susun").status_code == 409


def test_a_signed_copy_stands_in_the_bundle_and_a_damaged_one_only_in_the_archive(
    app: Flask, sqlite_account: Any
) -> None:
    case, settings = a_finished_case(sqlite_account, app), app.config["ADUAN"]
    dossier_of(case, settings)  # writes the files of the papers
    blank = pypdf.PdfWriter()
    blank.add_blank_page(595, 842)
    stream = io.BytesIO()
    blank.write(stream)
    copies = {"ND-TERUS": stream.getvalue(), "ND-JAWAB": BROKEN}
    for code, content in copies.items():
        copy = settings.files.keep(content)
        Document.update(signed_copy=copy).where(Document.type == code).execute()
    bound = dossiers._bound(dossier_of(case, settings).papers, settings.files)
    assert [paper.pdf for paper in bound] == [stream.getvalue(), None, None, None]
    assert [paper.word[:2] for paper in bound] == [b"", b"PK", b"PK", b"PK"]


def test_who_may_not_see_the_case_has_no_dossier_either(app: Flask, sqlite_account: Any, signed_in: Open) -> None:
    case, kasubsi = a_finished_case(sqlite_account, app), actor(Role.KASUBSI_INFOKIM)
    assert signed_in(Role.KASI_LALINTALKIM).get(f"/berkas/{case.public_id}").status_code == 403
    assert signed_in(Role.ADMINISTRATOR).get(f"/berkas/{case.public_id}").status_code == 403
    ConflictParty.create(complaint=case, staff=kasubsi.staff_id, named_at=NOW)
    named = signed_in(Role.KASUBSI_INFOKIM)
    for path in ("", "/pdf", "/arsip"):
        assert named.get(f"/berkas/{case.public_id}{path}").status_code == 404
    assert named.post(f"/berkas/{case.public_id}/susun", form_key="kunci-formulir-yang-baik").status_code == 404
    assert signed_in(Role.PENGELOLA).get(f"/berkas/{case.public_id}").status_code == 200


def test_what_was_made_yesterday_is_gone_when_the_program_starts(app: Flask, tmp_path: Path) -> None:
    place = app.config["ADUAN"].data_dir / dossiers.PLACE
    place.mkdir(parents=True)
    for name, age in (("lama.zip", 0), ("baru.zip", None)):
        (place / name).write_bytes(b"isi")
        if age is not None:
            os.utime(place / name, (age, age))
    back_office(tmp_path, Clock())
    assert [path.name for path in place.iterdir()] == ["baru.zip"]


def test_what_was_made_yesterday_is_cleared_away(tmp_path: Path) -> None:
    for name in ("lama.zip", "baru.zip", "setengah.part"):
        (tmp_path / name).write_bytes(b"isi")
    for name in ("lama.zip", "setengah.part"):
        os.utime(tmp_path / name, (0, 0))
    dossiers._clear(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["baru.zip"]
