"""Berkas hilang on screen: one person records, another agrees, and each home says whose turn it is."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from admin_app.upkeep.lost_files_screen import KINDS
from models.actions.retention.destruction.remove_files import NAMING
from models.actions.upkeep.lost_files import column_name, note_losses
from models.rules.staff.roles import Role
from models.rules.upkeep.losses import Fault
from models.tables import Attachment, Audit, Complaint, ConflictParty, LostFile, Message, Staff
from tests.admin_app.browsing import Browser, text
from tests.office import NOW, new_complaint

Open = Callable[[Role | str], Browser]
CONTENT = b"foto yang hilang"


@pytest.fixture
def lost(app: Flask, sqlite_account: Any) -> LostFile:
    """A file of a case, found to lack."""
    new_complaint(sqlite_account)
    sha256 = "ab" * 32
    Attachment.create(public_id="a", message=Message.get(), sha256=sha256, state="tersimpan")
    note_losses({sha256: Fault.MISSING}, app.config["ADUAN"].files, NOW)
    return LostFile.get()


def submit(browser: Browser, button: str, **fields: Any) -> Any:
    key = f"kunci-hilang-{button}-{len(fields.get('alasan', ''))}-{id(browser)}"
    return browser.post(f"/berkas-hilang/{button}", form_key=key, **fields)


def test_two_people_record_a_loss_and_each_home_says_whose_turn_it_is(lost: LostFile, signed_in: Open) -> None:
    admin, kasubsi = signed_in(Role.ADMINISTRATOR), signed_in(Role.KASUBSI_INFOKIM)
    number = Complaint.get().number
    page = text(kasubsi.get("/berkas-hilang/"))
    assert "lampiran pesan" in page
    assert number in page
    assert number not in text(admin.get("/berkas-hilang/"))
    assert "1 kasus tidak terbuka bagi Anda" in text(admin.get("/berkas-hilang/"))
    assert "1 berkas" in text(admin.get("/"))
    assert submit(admin, "catat", berkas=str(lost.id), alasan="").status_code == 409
    assert submit(admin, "catat", berkas=str(lost.id), alasan="Cakram rusak").status_code == 303
    assert '/berkas-hilang/">1 berkas' not in text(admin.get("/"))
    assert submit(admin, "setuju", berkas=str(lost.id)).status_code == 403
    assert '/berkas-hilang/">1 berkas' in text(kasubsi.get("/"))
    assert submit(kasubsi, "setuju", berkas=str(lost.id)).status_code == 303
    page = text(kasubsi.get("/berkas-hilang/"))
    assert ("Cakram rusak" in page, "Tercatat hilang" in page) == (True, True)
    assert '/berkas-hilang/">1 berkas' not in text(kasubsi.get("/"))


def test_who_recorded_it_cannot_agree_and_a_recused_case_stays_hidden(lost: LostFile, signed_in: Open) -> None:
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    me = Staff.get(Staff.username == str(Role.KASUBSI_INFOKIM))
    assert submit(kasubsi, "catat", berkas=str(lost.id), alasan="Cakram rusak").status_code == 303
    answer = submit(kasubsi, "setuju", berkas=str(lost.id))
    assert (answer.status_code, "pejabat lain" in text(answer)) == (409, True)
    ConflictParty.create(complaint=1, staff=me, named_at=NOW)
    assert "1 kasus tidak terbuka bagi Anda" in text(kasubsi.get("/berkas-hilang/"))


def test_a_file_found_again_leaves_the_list_by_itself(lost: LostFile, app: Flask, signed_in: Open) -> None:
    head = signed_in(Role.KEPALA_KANTOR)
    sha256 = app.config["ADUAN"].files.keep(CONTENT)
    Attachment.update(sha256=sha256).execute()
    LostFile.update(sha256=sha256).execute()
    assert "tekan Periksa lagi" in text(head.get("/berkas-hilang/"))
    assert submit(head, "catat", berkas=str(lost.id), alasan="Cakram rusak").status_code == 409
    assert LostFile.select().count() == 0
    assert Audit.get(Audit.event == "berkas_kembali").actor == str(Role.KEPALA_KANTOR)


def test_every_column_that_names_a_file_has_its_word() -> None:
    assert {column_name(column) for column in NAMING} == set(KINDS)
