"""Kegagalan data on screen: who was told and who was not, and the notice as a Word file without anybody in it."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from docx import Document as WordFile

from admin_app.privacy.breaches_screen import state_of
from docgen.upkeep.breach_notice import TO_WRITE
from models.actions.core.actor import OPERATOR
from models.actions.privacy.breach.incidents import Incident, record_incident, record_none, record_notice
from models.rules.privacy.breach import LIMIT, Kind, Notice
from models.rules.staff.roles import Role
from tests.admin_app.browsing import Browser, text
from tests.office import NOW, new_complaint

Open = Callable[[Role | str], Browser]
KNOWN = NOW - timedelta(hours=5)


def test_only_what_was_told_to_both_is_told(sqlite_account: Any) -> None:
    one = Incident(1, Kind.DISK, KNOWN, {})
    assert state_of(one, NOW) == "Belum kepada orangnya dan lembaga"
    assert state_of(one, KNOWN + LIMIT) == "Belum kepada orangnya dan lembaga"
    assert state_of(one, KNOWN + LIMIT + timedelta(seconds=1)).endswith("batasnya sudah lewat")
    half = Incident(1, Kind.DISK, KNOWN, {Notice.PEOPLE: NOW})
    assert state_of(half, NOW) == "Belum kepada lembaga"
    both = Incident(1, Kind.DISK, KNOWN, {Notice.PEOPLE: NOW, Notice.INSTITUTION: NOW})
    assert state_of(both, NOW) == "Orangnya dan lembaga sudah diberi tahu"
    assert state_of(Incident(1, Kind.DISK, KNOWN, {}, none=True), NOW) == "Ternyata bukan kegagalan"


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.KEPALA_KANTOR])
def test_the_register_is_shown_and_its_notice_names_nobody(role: Role, signed_in: Open, sqlite_account: Any) -> None:
    browser = signed_in(role)
    assert "Belum ada kegagalan yang dicatat" in text(browser.get("/kegagalan-data/"))
    case = new_complaint(sqlite_account, "Nama saya Siti Rahmawati", "628110000001")
    one = record_incident(Kind.BACKUP, KNOWN, OPERATOR, NOW)
    record_notice(one.number, Notice.INSTITUTION, NOW, OPERATOR, NOW)
    page = text(browser.get("/kegagalan-data/"))
    assert "cadangan hilang" in page and "Belum kepada orangnya" in page
    sent = browser.get(f"/kegagalan-data/{one.number}/pemberitahuan")
    assert sent.headers["Content-Disposition"] == f'attachment; filename="pemberitahuan-kegagalan-{one.number}.docx"'
    file = WordFile(io.BytesIO(sent.data))
    cells = [cell.text for table in file.tables for cell in table._cells]
    said = "\n".join([*(row.text for row in file.paragraphs), *cells])
    assert TO_WRITE in said and "Cadangan data kantor hilang" in said
    assert case.number not in said and "Siti" not in said


def test_what_was_no_breach_has_no_notice_to_download_and_nobody_else_sees_the_register(
    signed_in: Open, sqlite_account: Any
) -> None:
    one = record_incident(Kind.DISK, KNOWN, OPERATOR, NOW)
    record_none(one.number, OPERATOR, NOW)
    head = signed_in(Role.KEPALA_KANTOR)
    page = text(head.get("/kegagalan-data/"))
    assert "Ternyata bukan kegagalan" in page and "Pemberitahuan (Word)" not in page
    assert head.get("/kegagalan-data/999999/pemberitahuan").status_code == 404
    for role in (Role.PENGELOLA, Role.KASUBSI_INFOKIM, Role.PETUGAS_SEKSI):
        assert signed_in(role).get("/kegagalan-data/").status_code == 403
