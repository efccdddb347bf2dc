"""Where a page says that somebody was told, a notice of his proves it; else it says that nobody was."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from models.rules.core.moments import to_wib
from models.rules.staff.roles import Role
from models.tables import Notice, Staff, Unmasking
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, Clock, text
from tests.admin_app.case_page.submitting import forms_on
from tests.admin_app.case_page.submitting import send as send_form
from tests.admin_app.case_page.submitting import submit as submit_form
from tests.admin_app.case_page.test_forms_sent import send
from tests.office import NOW

Open = Callable[[Role | str], Browser]
TODAY = to_wib(NOW).date()


def switch_off(*roles: Role) -> None:
    """End the accounts of these posts."""
    Staff.update(active=False).where(Staff.role.in_([str(role) for role in roles])).execute()


def said(browser: Browser, address: str) -> str:
    """What the next page says of what was done."""
    return text(browser.get(address))


def hand_in(browser: Browser, walk: Walk) -> str:
    """Hand a report in on the phone; return what the page says."""
    address = f"/penelitian/{walk.case.public_id}"
    form = forms_on(said(browser, address))["penelitian"]
    assert send_form(browser, form, text="Rak kosong.").status_code == 303
    return said(browser, address)


@pytest.fixture
def walk(sqlite_account: Any, clock: Clock) -> Walk:
    """A case at the field check of Lalintalkim."""
    made = Walk(sqlite_account).at_fieldwork()
    clock.move(minutes=30)
    return made


def test_a_report_is_said_to_be_told_to_its_head_only_where_he_was(walk: Walk, signed_in: Open, clock: Clock) -> None:
    officer, head = signed_in(Role.PETUGAS_SEKSI), signed_in(Role.KASI_LALINTALKIM)
    assert "Kepala seksi diberi tahu" in hand_in(officer, walk)
    assert Notice.select().where(Notice.kind == "penelitian").count() == 1
    clock.move(minutes=1)
    page = hand_in(head, walk)  # he went himself
    assert Notice.select().where(Notice.kind == "penelitian").count() == 1
    assert "Kepala seksi diberi tahu" not in page
    assert "Laporan diserahkan" in page
    switch_off(Role.KASI_LALINTALKIM)
    clock.move(minutes=1)
    page = hand_in(officer, walk)
    assert "Kepala seksi diberi tahu" not in page
    assert "Belum ada yang diberi tahu" in page


def test_who_wrote_a_returned_report_is_said_to_be_told_only_where_he_was(
    walk: Walk, signed_in: Open, clock: Clock
) -> None:
    officer, head = signed_in(Role.PETUGAS_SEKSI), signed_in(Role.KASI_LALINTALKIM)
    address = f"/meja/kasus/{walk.case.public_id}"
    hand_in(officer, walk)
    clock.move(minutes=1)
    submit_form(head, walk.case, "kembalikan-laporan", comment="Siapa yang ditemui?")
    assert "kepada petugas; ia diberi tahu" in said(head, address)
    clock.move(minutes=1)
    hand_in(officer, walk)
    switch_off(Role.PETUGAS_SEKSI)
    clock.move(minutes=1)
    submit_form(head, walk.case, "kembalikan-laporan", comment="Kapan?")
    page = said(head, address)
    assert "kepada petugas; ia diberi tahu" not in page
    assert "Petugasnya tidak diberi tahu" in page


def test_both_of_a_hand_over_are_said_to_be_told_only_where_somebody_holds_the_post(
    sqlite_account: Any, signed_in: Open
) -> None:
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    fields = {
        "post": "kepala_kantor",
        "staff": Staff.get(Staff.username == "kasi_tikkim").id,
        "kind": "plt",
        "first": TODAY.isoformat(),
        "last": TODAY.isoformat(),
        "order_number": "SP-1",
        "note": "",
    }
    assert send(kasubsi, "/serah-tugas/", "/serah-tugas/simpan", **fields).status_code == 303
    assert "Keduanya diberi tahu" in said(kasubsi, "/serah-tugas/")
    switch_off(Role.KEPALA_KANTOR)
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    later = {**fields, "first": tomorrow, "last": tomorrow}
    assert send(kasubsi, "/serah-tugas/", "/serah-tugas/simpan", **later).status_code == 303
    page = said(kasubsi, "/serah-tugas/")
    assert "Keduanya diberi tahu" not in page
    assert "Penggantinya diberi tahu" in page


def test_a_request_that_nobody_may_decide_is_not_said_to_be_on_its_way(sqlite_account: Any, signed_in: Open) -> None:
    walk = Walk(sqlite_account).at_section()
    desk, section = signed_in(Role.PENGELOLA), signed_in(Role.KASI_LALINTALKIM)
    page = f"/kerahasiaan/{walk.case.public_id}"
    send(desk, page, f"{page}/lindungi", version=walk.case.version, alasan="diminta pelapor")
    switch_off(Role.KASI_TIKKIM, Role.KEPALA_KANTOR)
    asked = send(section, page, f"{page}/minta", version=walk.case.version, alasan="Menelepon pelapor soal berkas")
    assert not Notice.select().where(Notice.text.contains("meminta melihat identitas")).exists()
    assert asked.status_code == 409
    assert "Tidak ada pejabat lain yang dapat memutuskannya" in text(asked)
    assert not Unmasking.select().exists()
