"""Penomoran: ranges are written down and watched, the book of numbers is read, the profile takes what fits."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from models.actions.papers.draft_document import draft_document
from models.actions.papers.sign_document import sign_document
from models.rules.cases.sop import Stage
from models.rules.staff.roles import Role
from models.tables import Classification, NumberBlock, OfficeHolder, OfficeSetting, Official, Staff
from tests.actions.drafting import resigned, use_mode
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, text
from tests.office import actor
from tests.own_types import RECORD, keep

Open = Callable[[Role | str], Browser]
RANGE = {"series": "kantor", "year": "2026", "first": "601", "final": "605", "granted_by": "Bapak Contoh"}


def test_a_range_is_written_down_and_its_end_is_announced(sqlite_account: Any, signed_in: Open) -> None:
    browser = signed_in(Role.PENGELOLA)
    assert browser.post("/penomoran/blok", **RANGE).status_code == 303
    walk = Walk(sqlite_account).at_kasubsi()
    use_mode("blok")
    for _ in range(4):
        resigned(walk)
    page = text(browser.get("/penomoran/"))
    assert "Blok 601–605 tinggal 1 nomor" in page
    assert "WIM.32.IMI.5-UM.01.01-604" in page
    assert "Salah ketik" in page


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"first": "700", "final": "650"}, "kecil ke besar"),
        ({"granted_by": ""}, "perlu dibetulkan"),
        ({"first": "banyak"}, "perlu dibetulkan"),
        ({"series": "klasifikasi UM.01.01"}, "perlu dibetulkan"),
        ({"year": "2030"}, "terlalu jauh"),
    ],
)
def test_a_range_that_is_none_comes_back_with_what_was_typed(
    signed_in: Open, changes: dict[str, str], says: str
) -> None:
    refused = signed_in(Role.KASUBSI_INFOKIM).post("/penomoran/blok", **{**RANGE, **changes})
    assert refused.status_code == 409
    assert says in text(refused)
    assert 'value="605"' in text(refused) or "650" in text(refused)
    assert NumberBlock.select().count() == 0


def test_the_series_of_an_own_type_is_called_as_the_office_calls_the_type(
    sqlite_account: Any, signed_in: Open
) -> None:
    kasubsi, walk = actor(Role.KASUBSI_INFOKIM), Walk(sqlite_account).at_kasubsi()
    keep(replace(RECORD, stages=(Stage.PENERUSAN_KASUBSI,), signer=Role.KASUBSI_INFOKIM, questions=()))
    sign_document(draft_document(walk.id, "BAP", kasubsi, walk.tick()).id, kasubsi, walk.tick())
    page = text(signed_in(Role.PENGELOLA).get("/penomoran/"))
    assert "<td>Agenda Berita Acara Pemeriksaan (BAP)</td>" in page
    assert "<td>Nomor pengaduan</td>" in page
    assert "<h3>Agenda Berita Acara Pemeriksaan (BAP) tahun 2026</h3>" in page
    assert "naskah BAP" not in page


def test_the_book_of_numbers_goes_out_as_csv(sqlite_account: Any, signed_in: Open) -> None:
    resigned(Walk(sqlite_account).at_kasubsi())
    answer = signed_in(Role.KASI_TIKKIM).get("/penomoran/unduh?bulan=2026-11")
    assert "WIM.32.IMI.5-UM.01.01-1" in text(answer)
    assert "Ya;Salah ketik" in text(answer)
    assert signed_in(Role.KEPALA_KANTOR).get("/penomoran/?bulan=2026-13").status_code == 404


@pytest.mark.parametrize(
    ("key", "value", "good"),
    [
        ("mode_nomor", "blok", True),
        ("mode_nomor", "sendiri", False),
        ("lingkup_seri", "klasifikasi", True),
        ("lingkup_seri", "jenis_naskah", False),  # the format does not say the kind
        ("format_nomor", "{unit}-{jenis}-{urut}", True),
        ("format_nomor", "{unit}-{urut", False),
        ("klasifikasi_surat", "PW.06.03", True),
        ("klasifikasi_surat", "ZZ.99", False),
    ],
)
def test_the_profile_takes_a_numbering_that_works(key: str, value: str, good: bool, signed_in: Open) -> None:
    row = OfficeSetting.get(OfficeSetting.key == key)
    answer = signed_in(Role.ADMINISTRATOR).post(f"/profil-kantor/edit/?id={row.id}", value=value)
    assert answer.status_code == (302 if good else 409)
    assert (OfficeSetting.get_by_id(row.id).value == value) is good


def test_a_code_is_added_once_per_scheme(signed_in: Open) -> None:
    browser = signed_in(Role.ADMINISTRATOR)
    code = {"code": "PW.07", "meaning": "Contoh", "scheme": "Imipas", "valid_from": "2026-01-01", "active": "y"}
    assert browser.post("/klasifikasi/new/", **code).status_code == 302
    assert browser.post("/klasifikasi/new/", **code).status_code == 409
    assert browser.post("/klasifikasi/new/", **{**code, "code": "pw7"}).status_code == 409
    assert Classification.select().where(Classification.code == "PW.07").count() == 1


def test_the_titles_of_an_official_are_put_right_when_he_is_kept(signed_in: Open) -> None:
    browser = signed_in(Role.ADMINISTRATOR)
    assert browser.post("/pejabat/new/", name="Dr Budi Contoh,SH ,MH", nip="", rank="", section="").status_code == 302
    assert Official.select().where(Official.name == "Dr. Budi Contoh, S.H., M.H.").exists()


def test_an_official_is_recorded_once(sqlite_account: Any, signed_in: Open) -> None:
    browser = signed_in(Role.ADMINISTRATOR)
    form = {"name": "Budi Contoh", "nip": "198001012005011001", "rank": "", "section": ""}
    assert browser.post("/pejabat/new/", **form).status_code == 302
    again = browser.post("/pejabat/new/", **form | {"name": "Budi Contoh, S.H."})
    assert (again.status_code, "sudah tercatat untuk Budi Contoh" in text(again)) == (409, True)
    row = Official.get(Official.nip == form["nip"])
    assert browser.post(f"/pejabat/edit/?id={row.id}", **form | {"rank": "Penata"}).status_code == 302


def test_a_post_without_any_official_says_what_comes_first(sqlite_account: Any, signed_in: Open) -> None:
    browser = signed_in(Role.ADMINISTRATOR)
    assert "belum ada pejabat" not in text(browser.get("/jabatan/new/"))
    Staff.update(official=None).execute()
    OfficeHolder.delete().execute()
    Official.delete().execute()
    assert "belum ada pejabat" in text(browser.get("/jabatan/new/"))
