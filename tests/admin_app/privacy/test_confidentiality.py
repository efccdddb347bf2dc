"""Kerahasiaan and Serah tugas as people press them: protect, ask, decide, look, name, lift, hand over, end."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from models.actions.privacy.mark_misconduct import mark_misconduct
from models.rules.core.moments import to_wib
from models.rules.staff.roles import Role
from models.tables import Audit, Category, Complaint, ConflictParty, Document, Message, OfficeHolder, Staff, Unmasking
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, text
from tests.admin_app.case_page.test_forms_sent import send
from tests.office import NOW, actor

Open = Callable[[Role | str], Browser]
TODAY = to_wib(NOW).date()

# How the menu says that one case waits.
ONE_WAITS = 'data-menu-count="/meja/">1<'


def version(walk: Walk) -> int:
    return int(walk.case.version)


def page_of(walk: Walk) -> str:
    return f"/kerahasiaan/{walk.case.public_id}"


def submit(browser: Browser, walk: Walk, button: str, **fields: Any) -> Any:
    return send(browser, page_of(walk), f"{page_of(walk)}/{button}", version=version(walk), **fields)


def test_protecting_asking_deciding_and_looking(sqlite_account: Any, signed_in: Open) -> None:
    walk = Walk(sqlite_account).at_section()
    desk, head, section = signed_in(Role.PENGELOLA), signed_in(Role.KEPALA_KANTOR), signed_in(Role.KASI_LALINTALKIM)
    assert submit(desk, walk, "lindungi", alasan="").status_code == 409
    assert submit(desk, walk, "lindungi", alasan="diminta pelapor").status_code == 303
    assert walk.case.identity_protected
    assert "Sari" not in text(section.get(f"/meja/kasus/{walk.case.public_id}"))
    refused = submit(section, walk, "minta", alasan="perlu")
    assert refused.status_code == 409
    assert ">perlu</textarea>" in text(refused).replace("\n", "")
    assert submit(section, walk, "minta", alasan="Menelepon pelapor soal berkas").status_code == 303
    asked = Unmasking.get()
    assert "Setujui" not in text(section.get(page_of(walk)))
    assert walk.case.number in text(head.get("/kerahasiaan/"))
    assert submit(head, walk, "putuskan", permintaan=asked.id, setuju="ya").status_code == 303
    seen = send(section, page_of(walk), f"{page_of(walk)}/lihat")
    assert all(word in text(seen) for word in ("Sari Contoh", "+628110000001"))
    assert "Pesan yang memuat" not in text(seen)
    Message.update(text="suami saya Joko Susilo, hp 081277712345").execute()
    told = text(send(section, page_of(walk), f"{page_of(walk)}/lihat"))
    assert "suami saya Joko Susilo, hp 081277712345" in told
    assert submit(desk, walk, "lihat").status_code == 409
    assert [row.actor for row in Audit.select().where(Audit.event == "lihat_identitas")] == ["kasi_lalintalkim"] * 2
    history = text(section.get(f"/meja/kasus/{walk.case.public_id}"))
    for line in ("dirahasiakan", "Minta melihat identitas pelapor", "disetujui", "Identitas pelapor dilihat"):
        assert line in history
    assert submit(signed_in(Role.KASUBSI_INFOKIM), walk, "akhiri", alasan="pelapor mengizinkan").status_code == 303
    assert not walk.case.identity_protected


def test_a_paper_from_before_opens_by_none_of_its_addresses(sqlite_account: Any, signed_in: Open, app: Flask) -> None:
    walk = Walk(sqlite_account).at_section()
    paper, desk = Document.get(Document.type == "ND-TERUS"), signed_in(Role.PENGELOLA)
    copy = app.config["ADUAN"].files.keep(b"%PDF-1.7 copy")
    Document.update(signed_copy=copy).where(Document.id == paper.id).execute()
    addresses = [f"/naskah/{paper.public_id}/{what}" for what in ("unduh", "salinan", "pdf", "lihat")]
    assert [desk.get(address).status_code for address in addresses] == [200] * 4
    assert submit(desk, walk, "lindungi", alasan="diminta pelapor").status_code == 303
    for address in addresses:
        closed = desk.get(address)
        assert closed.status_code == 403, address
        assert b"%PDF" not in closed.data


def test_another_case_s_request_is_not_decided_on_this_page(sqlite_account: Any, signed_in: Open) -> None:
    walk = Walk(sqlite_account)
    for form in ({"permintaan": "999"}, {"permintaan": "x"}, {}):
        assert submit(signed_in(Role.KEPALA_KANTOR), walk, "putuskan", setuju="ya", **form).status_code == 404
    for form in ({"pihak": "999"}, {}):
        assert submit(signed_in(Role.KEPALA_KANTOR), walk, "cabut", alasan="x", **form).status_code == 404
    assert submit(signed_in(Role.KEPALA_KANTOR), walk, "tidak-ada").status_code == 404


def test_naming_somebody_takes_the_case_from_his_screen_and_lifting_gives_it_back(
    sqlite_account: Any, signed_in: Open
) -> None:
    walk = Walk(sqlite_account).at_section()
    section, desk = signed_in(Role.KASI_LALINTALKIM), signed_in(Role.KASUBSI_INFOKIM)
    assert ONE_WAITS in text(section.get("/meja/"))
    named = Staff.get(Staff.username == "kasi_lalintalkim").id
    assert submit(desk, walk, "kecualikan", pegawai=named, alasan="terlapor").status_code == 303
    assert ONE_WAITS not in text(section.get("/meja/"))
    assert section.get(f"/meja/kasus/{walk.case.public_id}").status_code == 404
    assert ONE_WAITS in text(signed_in(Role.KEPALA_KANTOR).get("/meja/"))
    party = ConflictParty.get()
    assert submit(desk, walk, "cabut", pihak=party.id, alasan="salah orang").status_code == 303
    assert section.get(f"/meja/kasus/{walk.case.public_id}").status_code == 200


def test_who_steps_back_himself_lands_in_his_queue(sqlite_account: Any, signed_in: Open) -> None:
    walk = Walk(sqlite_account).at_section()
    section = signed_in(Role.KASI_LALINTALKIM)
    me = Staff.get(Staff.username == "kasi_lalintalkim").id
    done = submit(section, walk, "kecualikan", pegawai=me, alasan="keluarga")
    assert (done.status_code, done.headers["Location"]) == (303, "/meja/")


def test_an_old_form_and_the_same_submission_twice_change_nothing(sqlite_account: Any, signed_in: Open) -> None:
    walk = Walk(sqlite_account)
    desk = signed_in(Role.PENGELOLA)
    old = desk.post(f"{page_of(walk)}/lindungi", version=0, form_key="k" * 24, alasan="x")
    assert (old.status_code, walk.case.identity_protected) == (409, False)
    assert (
        desk.post(f"{page_of(walk)}/lindungi", version=version(walk), form_key="kurang", alasan="x").status_code
        == 409
    )
    fields = {"version": version(walk), "form_key": "s" * 24, "alasan": "diminta"}
    assert desk.post(f"{page_of(walk)}/lindungi", **fields).status_code == 303
    assert desk.post(f"{page_of(walk)}/lindungi", **fields).status_code == 409
    assert Audit.select().where(Audit.event == "rahasiakan_identitas").count() == 1


def test_misconduct_is_marked_on_the_page(sqlite_account: Any, signed_in: Open) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    assert submit(signed_in(Role.KASUBSI_INFOKIM), walk, "perilaku").status_code == 303
    assert walk.case.misconduct
    assert "Perilaku pegawai" in text(signed_in(Role.PENGELOLA).get(f"/meja/kasus/{walk.case.public_id}"))


def test_a_hand_over_by_the_form_gives_the_desk_at_once_and_takes_it_back(
    sqlite_account: Any, signed_in: Open
) -> None:
    Complaint.update(stage="disposisi", section="kepala_kantor", forwarded=True).where(
        Complaint.id == Walk(sqlite_account).id
    ).execute()
    kasubsi, stand_in = signed_in(Role.KASUBSI_INFOKIM), signed_in(Role.KASI_TIKKIM)
    assert ONE_WAITS not in text(stand_in.get("/meja/"))
    fields = {
        "post": "kepala_kantor",
        "staff": Staff.get(Staff.username == "kasi_tikkim").id,
        "kind": "plh",
        "first": TODAY.isoformat(),
        "last": (TODAY + timedelta(days=1)).isoformat(),
        "order_number": "SP-1",
        "note": "Satu disposisi.",
    }
    bad = send(kasubsi, "/serah-tugas/", "/serah-tugas/simpan", **{**fields, "last": "2026-01-01"})
    assert bad.status_code == 409
    assert "Satu disposisi." in text(bad)
    assert send(kasubsi, "/serah-tugas/", "/serah-tugas/simpan", **{**fields, "order_number": ""}).status_code == 409
    page, me = text(kasubsi.get("/serah-tugas/")), Staff.get(Staff.username == str(Role.KASUBSI_INFOKIM)).id
    assert f'<option value="{fields["staff"]}"' in page and f'<option value="{me}"' not in page
    assert send(kasubsi, "/serah-tugas/", "/serah-tugas/simpan", **{**fields, "staff": me}).status_code == 409
    assert send(kasubsi, "/serah-tugas/", "/serah-tugas/simpan", **fields).status_code == 303
    page = text(stand_in.get("/meja/"))
    assert ONE_WAITS in page
    assert "Plh./Plt. Kepala Kantor" in page
    shown = text(kasubsi.get("/serah-tugas/"))
    assert re.search(r"1 kasus di meja", shown)
    row = OfficeHolder.get(OfficeHolder.kind == "plh")
    assert send(kasubsi, "/serah-tugas/", "/serah-tugas/akhiri", serah=row.id).status_code == 303
    assert ONE_WAITS not in text(stand_in.get("/meja/"))
    assert send(kasubsi, "/serah-tugas/", "/serah-tugas/akhiri", serah="x").status_code == 404


@pytest.mark.parametrize(("section", "status"), [("lalintalkim", 409), ("kepala_kantor", 302)])
def test_a_category_about_officers_goes_to_the_head_and_protects(
    section: str, status: int, sqlite_account: Any, signed_in: Open
) -> None:
    row = Category.get(Category.key == "lainnya")
    fields = {
        "key": "lainnya",
        "label": "Lainnya",
        "section": section,
        "position": 9,
        "misconduct": "y",
        "active": "y",
    }
    page = f"/kategori/edit/?id={row.id}"
    assert send(signed_in(Role.KASUBSI_INFOKIM), page, page, **fields).status_code == status
    row = Category.get_by_id(row.id)
    assert row.misconduct is row.protects_identity is (status == 302)


def test_two_categories_in_use_never_share_a_name(sqlite_account: Any, signed_in: Open) -> None:
    browser = signed_in(Role.ADMINISTRATOR)
    form = {"key": "izin_dua", "label": " izin  TINGGAL", "section": "lalintalkim", "position": "99"}
    refused = browser.post("/kategori/new/", **form, active="y")
    assert (refused.status_code, "sudah ada" in text(refused)) == (409, True)
    assert browser.post("/kategori/new/", **form).status_code == 302


def test_the_key_of_a_category_stays_as_its_cases_keep_it(sqlite_account: Any, signed_in: Open) -> None:
    row = Category.get(Category.key == "izin_tinggal")
    form = {"key": "izin_lain", "label": row.label, "section": row.section, "position": row.position, "active": "y"}
    browser = signed_in(Role.ADMINISTRATOR)
    refused = browser.post(f"/kategori/edit/?id={row.id}", **form)
    assert (refused.status_code, "tidak dapat diubah" in text(refused)) == (409, True)
    assert browser.post(f"/kategori/edit/?id={row.id}", **form | {"key": row.key, "label": "ITAS"}).status_code == 302


def test_no_more_is_said_to_be_masked_than_is_and_not_by_what_it_is_demanded_that_demands_nothing(
    sqlite_account: Any, signed_in: Open
) -> None:
    walk = Walk(sqlite_account).identified()
    mark_misconduct(walk.id, actor(Role.KASUBSI_INFOKIM), walk.tick())
    page = text(signed_in(Role.KEPALA_KANTOR).get(page_of(walk)))
    assert "oleh kategori kasus ini atau karena menyangkut perilaku pegawai" in page  # its category demands nothing
    assert "Naskah yang ditandatangani sebelumnya dan berkas perkara memuat namanya" in page
