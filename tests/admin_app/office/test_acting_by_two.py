"""An administrator who wants to read cases makes somebody acting head: on no screen does he do it alone."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from models.rules.core.moments import to_wib
from models.rules.staff.roles import Role
from models.tables import Notice, OfficeHolder, SecondRequest, Staff
from tests.admin_app.browsing import Browser, text
from tests.office import NOW, new_complaint

Open = Callable[[Role | str], Browser]
TODAY = to_wib(NOW).date()
HAND_OVERS, HOLDERS, LIST, DECIDE = "/serah-tugas/", "/jabatan/new/", "/persetujuan/", "/persetujuan/putuskan"


@pytest.fixture
def admin(sqlite_account: Any, signed_in: Open) -> Browser:
    """The administrator, in an office whose Kepala Kantor has signed in once."""
    Staff.update(last_login_at=NOW).where(Staff.role == str(Role.KEPALA_KANTOR)).execute()
    return signed_in(Role.ADMINISTRATOR)


def staff(role: Role) -> Staff:
    found: Staff = Staff.get(Staff.username == str(role))
    return found


def hand_over(browser: Browser, to: Role = Role.PETUGAS_SEKSI, post: Role = Role.KASI_INTELDAKIM) -> Any:
    """Hand a post over for a week, on the screen of hand-overs."""
    said = {"post": str(post), "staff": staff(to).id, "kind": "plh", "order_number": "SP-1", "note": "Titip"}
    said |= {"first": TODAY.isoformat(), "last": (TODAY + timedelta(days=6)).isoformat()}
    return browser.post("/serah-tugas/simpan", on=HAND_OVERS, **said)


def enter_holder(browser: Browser, page: str, who: Role, **words: str) -> Any:
    """Enter who is Plh., on the screen of holders of posts."""
    said = {"post": "kepala_kantor", "official": str(staff(who).official_id), "kind": "plh", "order_number": "SP-1"}
    said |= {"valid_from": TODAY.isoformat(), "valid_until": ""}
    return browser.post(page, on=page, **(said | words))


def decide(browser: Browser, says: str = "setuju", **words: str) -> Any:
    page = text(browser.get(LIST))
    fields = {
        name: found[1]
        for name in ("permintaan", "sidik", "form_key")
        if (found := re.search(rf'name="{name}" value="([^"]*)"', page))
    }
    return browser.post(DECIDE, on=LIST, **{**fields, "putusan": says, "alasan": "", **words})


def acting() -> list[OfficeHolder]:
    return list(OfficeHolder.select().where(OfficeHolder.kind != "definitif"))


def test_no_administrator_reads_a_case_through_a_head_he_made_acting(
    admin: Browser, signed_in: Open, sqlite_account: Any
) -> None:
    case = f"/kasus/{new_complaint(sqlite_account).public_id}/"
    officer = signed_in(Role.PETUGAS_SEKSI)
    before = officer.get(case).status_code
    hand_over(admin, post=Role.KEPALA_KANTOR)
    assert (before, officer.get(case).status_code, acting()) == (404, 404, [])
    assert "Belum berlaku" in text(admin.get(HAND_OVERS))


def test_nor_does_he_make_himself_head_on_the_screen_of_posts(admin: Browser, sqlite_account: Any) -> None:
    case = f"/kasus/{new_complaint(sqlite_account).public_id}/"
    enter_holder(admin, HOLDERS, Role.ADMINISTRATOR)
    assert acting() == []
    assert admin.get(case).status_code in (403, 404)


@pytest.mark.parametrize(
    "words",
    [{"valid_until": ""}, {"valid_from": "2026-11-20", "valid_until": "2027-01-31"}, {"post": "kepala_kantor"}],
)
def test_nor_by_changing_an_acting_holder_who_was_there_before(admin: Browser, words: dict[str, str]) -> None:
    official = staff(Role.PETUGAS_SEKSI).official_id
    row = OfficeHolder.create(
        post="kasi_inteldakim", official=official, kind="plt", valid_from=date(2026, 11, 2), order_number="SP-1",
        valid_until=date(2026, 11, 20),
    )  # fmt: skip
    page = f"/jabatan/edit/?id={row.id}"
    is_now = {"post": "kasi_inteldakim", "kind": "plt", "valid_from": "2026-11-02", "valid_until": "2026-11-20"}
    enter_holder(admin, page, Role.PETUGAS_SEKSI, **(is_now | words))
    found = OfficeHolder.get_by_id(row.id)
    assert (found.valid_from, found.valid_until) == (date(2026, 11, 2), date(2026, 11, 20))
    assert found.post == "kasi_inteldakim"
    assert SecondRequest.select().count() == 1


def test_nor_by_turning_a_holder_into_an_acting_one(admin: Browser) -> None:
    row = OfficeHolder.get(OfficeHolder.post == "petugas_seksi")
    enter_holder(admin, f"/jabatan/edit/?id={row.id}", Role.PETUGAS_SEKSI)
    assert acting() == []


def test_an_acting_holder_is_shortened_at_once(admin: Browser) -> None:
    official = staff(Role.PETUGAS_SEKSI).official_id
    row = OfficeHolder.create(
        post="kasi_inteldakim", official=official, kind="plt", valid_from=date(2026, 11, 2), order_number="SP-1"
    )
    page, today = f"/jabatan/edit/?id={row.id}", TODAY.isoformat()
    same = {"post": "kasi_inteldakim", "kind": "plt", "valid_from": "2026-11-02"}
    enter_holder(admin, page, Role.PETUGAS_SEKSI, **same, valid_until=today)
    assert (OfficeHolder.get_by_id(row.id).valid_until, SecondRequest.select().count()) == (TODAY, 0)


def test_a_holder_of_his_own_post_is_entered_as_before(admin: Browser) -> None:
    OfficeHolder.update(valid_until=date(2026, 10, 31)).where(OfficeHolder.post == "kasi_inteldakim").execute()
    said = {"post": "kasi_inteldakim", "kind": "definitif", "order_number": ""}
    enter_holder(admin, HOLDERS, Role.PETUGAS_SEKSI, **said)
    assert OfficeHolder.select().where(OfficeHolder.post == "kasi_inteldakim").count() == 2
    assert not SecondRequest.select().exists()


def test_a_hand_over_that_somebody_of_another_post_agreed_to_is_in_force_and_told(
    admin: Browser, signed_in: Open
) -> None:
    hand_over(admin)
    page = text(signed_in(Role.KEPALA_KANTOR).get(LIST))
    name = staff(Role.PETUGAS_SEKSI).name
    assert all(word in page for word in ("Serah tugas", name, "Plh. Kepala Seksi Intelijen", "SP-1", "Titip"))
    decide(signed_in(Role.KASI_TIKKIM))
    assert [(row.post, row.official_id) for row in acting()] == [
        ("kasi_inteldakim", staff(Role.PETUGAS_SEKSI).official_id)
    ]
    assert Notice.select().where(Notice.text.contains("disetujui kasi_tikkim")).exists()


def test_a_holder_that_somebody_agreed_to_is_stored_as_it_was_read(admin: Browser, signed_in: Open) -> None:
    enter_holder(admin, HOLDERS, Role.KASI_LALINTALKIM, valid_until="2026-12-31")
    page = text(signed_in(Role.KASI_TIKKIM).get(LIST))
    assert all(word in page for word in ("Pemangku jabatan", "Plh.", "Contoh Kasi Lalintalkim", "31 Desember 2026"))
    decide(signed_in(Role.KASI_TIKKIM))
    (row,) = acting()
    assert (row.post, row.valid_from, row.valid_until) == ("kepala_kantor", TODAY, date(2026, 12, 31))


def test_nobody_agrees_to_stand_in_himself(admin: Browser, signed_in: Open) -> None:
    hand_over(admin, to=Role.KASUBSI_INFOKIM)
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    assert "Setujui, berlakukan" not in text(kasubsi.get(LIST))
    row = SecondRequest.get()
    assert decide(kasubsi, permintaan=str(row.id), sidik=row.digest, form_key=str(uuid4())).status_code == 409
    enter_holder(admin, HOLDERS, Role.KASUBSI_INFOKIM)
    row = SecondRequest.select().order_by(SecondRequest.id.desc()).first()
    assert decide(kasubsi, permintaan=str(row.id), sidik=row.digest, form_key=str(uuid4())).status_code == 409
    assert acting() == []


def test_who_answers_for_the_office_hands_over_at_once(admin: Browser, signed_in: Open) -> None:
    hand_over(signed_in(Role.KEPALA_KANTOR))
    assert len(acting()) == 1


def test_an_office_without_a_head_yet_enters_both_as_before(sqlite_account: Any, signed_in: Open) -> None:
    admin = signed_in(Role.ADMINISTRATOR)
    hand_over(admin)
    enter_holder(admin, HOLDERS, Role.KASI_LALINTALKIM)
    assert len(acting()) == 2
