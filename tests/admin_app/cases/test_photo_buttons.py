"""Photos of a field check on the case's page: added by who writes its report, printed in it, taken out again."""

import io
import json
from typing import Any

import pytest
from PIL import ExifTags, Image

from docgen.package import unpack
from models.actions.core.report_photos import photos_of
from models.rules.staff.roles import Role
from models.tables import Document
from tests.actions.walking import Walk
from tests.admin_app.browsing import Clock, text
from tests.admin_app.case_page.submitting import case_page, forms_on, send
from tests.docgen.papers import paragraphs


def camera_photo(shade: int, side: int = 2400) -> bytes:
    """A photo as a phone writes it: large, with place, owner and time."""
    notes, out = Image.Exif(), io.BytesIO()
    notes[ExifTags.Base.Artist] = "Pemilik Contoh"
    notes.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:11:25 09:30:00"
    notes.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (1.0, 2.0, 3.0)
    Image.new("RGB", (side, side * 3 // 4), (shade * 40, 90, 160)).save(out, "JPEG", exif=notes)
    return out.getvalue()


def chosen(*contents: bytes) -> list[tuple[io.BytesIO, str]]:
    """Files as a browser sends them."""
    return [(io.BytesIO(content), f"foto {place}.jpg") for place, content in enumerate(contents, 1)]


def test_photos_are_added_by_the_officer_and_printed_in_the_report(
    sqlite_account: Any, signed_in: Any, clock: Clock, app: Any
) -> None:
    walk = Walk(sqlite_account).at_fieldwork()
    clock.move(minutes=30)
    officer = signed_in(Role.PETUGAS_SEKSI)
    form = forms_on(case_page(officer, walk.case))["foto"]
    files = chosen(*(camera_photo(shade) for shade in range(5)))
    assert send(officer, form, berkas=files, caption="Rak <serah>").status_code == 303
    again = send(officer, form, berkas=chosen(camera_photo(9)), caption="dua kali")
    assert again.status_code == 409
    kept = list(photos_of(walk.id))
    assert [photo.caption for photo in kept] == ["Rak <serah>"] * 5
    assert {f"{photo.taken_at}" for photo in kept} == {"2026-11-25 02:30:00"}
    for photo in kept:
        content = app.config["ADUAN"].files.read(photo.sha256)
        with Image.open(io.BytesIO(content)) as picture:
            assert (max(picture.size), dict(picture.getexif())) == (1600, {})
        assert b"Pemilik" not in content
    shown = officer.get(f"/lampiran/foto/{kept[0].id}")
    assert (shown.status_code, shown.mimetype) == (200, "image/jpeg")
    send(officer, forms_on(case_page(officer, walk.case))["isian-laporan"], text="Diperiksa di loket.")
    page = case_page(officer, walk.case)
    assert send(officer, forms_on(page)["konsep-laporan"], officer_name="Lina Contoh").status_code == 303
    paper = Document.get(Document.type == "LAPORAN")
    assert json.loads(paper.facts)["photos"][0]["picture"] is None
    kasi = signed_in(Role.KASI_LALINTALKIM)
    assert send(kasi, forms_on(case_page(kasi, walk.case))["ttd-laporan"]).status_code == 303
    word = kasi.get(f"/naskah/{paper.public_id}/unduh").data
    printed = [name for name in unpack(word) if name.startswith("word/media/") and name.endswith(".jpg")]
    assert len(printed) == 5
    assert "LAMPIRAN I – DOKUMENTASI (5 foto)" in paragraphs(word)
    assert "Diambil 25 November 2026 pukul 09.30 WIB" in paragraphs(word)


def test_a_photo_is_taken_out_and_only_by_who_writes_the_report(
    sqlite_account: Any, signed_in: Any, clock: Clock
) -> None:
    walk = Walk(sqlite_account).at_fieldwork()
    clock.move(minutes=30)
    officer = signed_in(Role.PETUGAS_SEKSI)
    send(officer, forms_on(case_page(officer, walk.case))["foto"], berkas=chosen(camera_photo(1)), caption="")
    (photo,) = photos_of(walk.id)
    pengelola = signed_in(Role.PENGELOLA)
    page = case_page(pengelola, walk.case)
    assert f"/lampiran/foto/{photo.id}" in page
    assert not {"foto", f"hapus-foto-{photo.id}"} & set(forms_on(page))
    form = forms_on(case_page(officer, walk.case))[f"hapus-foto-{photo.id}"]
    stolen = {**form, "csrf_token": next(iter(forms_on(page).values()))["csrf_token"]}
    assert send(pengelola, stolen).status_code == 409
    assert signed_in(Role.KASI_INTELDAKIM).get(f"/lampiran/foto/{photo.id}").status_code == 404
    assert send(officer, form).status_code == 303
    assert not photos_of(walk.id).exists()


@pytest.mark.parametrize(
    ("contents", "said"),
    [
        ([], "Pilih 1 sampai 8 foto"),
        ([b"MZ bukan foto"], "“foto 1.jpg” bukan foto yang dapat dibaca"),
        ([camera_photo(1, 40)] * 9, "Pilih 1 sampai 8 foto"),
    ],
)
def test_what_is_no_photo_is_refused_and_nothing_is_kept(
    sqlite_account: Any, signed_in: Any, clock: Clock, contents: list[bytes], said: str
) -> None:
    walk = Walk(sqlite_account).at_fieldwork()
    clock.move(minutes=30)
    kasi = signed_in(Role.KASI_LALINTALKIM)
    form = forms_on(case_page(kasi, walk.case))["foto"]
    refused = send(kasi, form, berkas=chosen(*contents), caption="Keterangan")
    assert (refused.status_code, said in text(refused)) == (409, True)
    assert 'value="Keterangan"' in text(refused)
    assert not photos_of(walk.id).exists()


def test_a_report_whose_photo_is_gone_is_neither_shown_nor_signed(
    sqlite_account: Any, signed_in: Any, clock: Clock, app: Any
) -> None:
    walk = Walk(sqlite_account).at_fieldwork()
    clock.move(minutes=30)
    kasi = signed_in(Role.KASI_LALINTALKIM)
    send(kasi, forms_on(case_page(kasi, walk.case))["foto"], berkas=chosen(camera_photo(1)), caption="")
    send(kasi, forms_on(case_page(kasi, walk.case))["isian-laporan"], text="Diperiksa.")
    send(kasi, forms_on(case_page(kasi, walk.case))["konsep-laporan"])
    app.config["ADUAN"].files.path_of(photos_of(walk.id).get().sha256).unlink()
    refused = send(kasi, forms_on(case_page(kasi, walk.case))["ttd-laporan"])
    assert (refused.status_code, "Berkas foto penelitian hilang" in text(refused)) == (409, True)
    assert Document.get(Document.type == "LAPORAN").state == "konsep"
