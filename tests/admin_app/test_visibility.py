"""S21, S24: what is not for somebody is on no list, in no count, search, file or details page of his."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from models.rules.staff.roles import Role, Section
from models.tables import Complaint, ComplaintMessage
from tests.admin_app.browsing import Browser, text
from tests.admin_app.samples import attachment_of, complaint_in, paper_of, reply_of

Open = Callable[[Role | str], Browser]
SECRET = "kata-rahasia-seksi-lain"


@pytest.fixture
def others(app: Flask, sqlite_account: Any) -> dict[str, Any]:
    """A complaint of Inteldakim with everything on it, and one of Lalintalkim."""
    complaint_in(sqlite_account, Section.LALINTALKIM, "628110000001", "paspor saya")
    case = complaint_in(sqlite_account, Section.INTELDAKIM, "628110000002", SECRET)
    message = ComplaintMessage.get(ComplaintMessage.complaint == case.id).message
    return {
        "case": case,
        "message": message,
        "attachment": attachment_of(case, app),
        "paper": paper_of(case, app),
        "reply": reply_of(case),
    }


@pytest.mark.parametrize("role", [Role.KASI_LALINTALKIM, Role.PETUGAS_SEKSI])
def test_a_section_never_meets_the_complaint_of_another(role: Role, others: dict[str, Any], signed_in: Open) -> None:
    browser = signed_in(role)
    number = others["case"].number
    for path in ("/pengaduan/", "/pesan/", "/naskah/", f"/pengaduan/?search={SECRET}", f"/pesan/?search={SECRET}"):
        page = text(browser.get(path))
        assert number not in page, path
        shown = page.replace(f'value="{SECRET}"', "").replace(f"search={SECRET}", "")
        assert SECRET not in shown, path
    assert "1 baris" in text(browser.get("/pengaduan/"))
    assert "0 baris" in text(browser.get(f"/pengaduan/?search={SECRET}"))
    for path in (
        f"/pengaduan/details/?id={others['case'].public_id}",
        f"/pesan/details/?id={others['message'].id}",
        f"/naskah/details/?id={others['paper'].public_id}",
        f"/naskah/{others['paper'].public_id}/unduh",
        f"/lampiran/{others['attachment'].public_id}",
        f"/lampiran/{others['attachment'].public_id}/pratinjau",
    ):
        assert browser.get(path).status_code == 404, path
    for path in ("/pengaduan/export/csv/", "/kotak-keluar/", "/pengaduan/ajax/lookup/?name=contact&query=a"):
        assert browser.get(path).status_code == 403, path


def test_the_section_itself_and_the_front_desk_meet_it(others: dict[str, Any], signed_in: Open) -> None:
    for role in (Role.KASI_INTELDAKIM, Role.PENGELOLA, Role.KASI_TIKKIM, Role.KEPALA_KANTOR):
        browser = signed_in(role)
        assert others["case"].number in text(browser.get("/pengaduan/"))
        assert browser.get(f"/lampiran/{others['attachment'].public_id}").status_code == 200
        assert browser.get(f"/naskah/{others['paper'].public_id}/unduh").status_code == 200


def test_the_administrator_meets_no_complaint_at_all(others: dict[str, Any], signed_in: Open) -> None:
    browser = signed_in(Role.ADMINISTRATOR)
    for path in ("/pengaduan/", "/pesan/", "/naskah/", "/kotak-keluar/", "/tak-terbaca/"):
        assert browser.get(path).status_code == 403, path
    assert browser.get(f"/lampiran/{others['attachment'].public_id}").status_code == 404


def test_a_complaint_not_yet_forwarded_is_nobodys_in_the_section(others: dict[str, Any], signed_in: Open) -> None:
    Complaint.update(forwarded=False).execute()
    assert "0 baris" in text(signed_in(Role.KASI_INTELDAKIM).get("/pengaduan/"))


def test_a_message_of_two_complaints_names_only_the_visible_one(
    others: dict[str, Any], signed_in: Open, sqlite_account: Any
) -> None:
    mine = Complaint.get(Complaint.section == "lalintalkim")
    link = ComplaintMessage.get(ComplaintMessage.complaint == others["case"].id)
    ComplaintMessage.create(complaint=mine, message=link.message, linked_at=link.linked_at)
    page = text(signed_in(Role.KASI_LALINTALKIM).get("/pesan/"))
    assert mine.number in page
    assert others["case"].number not in page


def test_a_protected_identity_is_shown_masked_and_not_found_by_name(others: dict[str, Any], signed_in: Open) -> None:
    Complaint.update(identity_protected=True).where(Complaint.id == others["case"].id).execute()
    browser = signed_in(Role.PENGELOLA)
    assert "identitas dirahasiakan" in text(browser.get("/pengaduan/"))
    page = text(browser.get("/pengaduan/?search=628110000002"))
    assert others["case"].number not in page
    assert others["case"].number in text(browser.get(f"/pengaduan/?search={others['case'].number}"))


def test_phone_numbers_are_masked_in_lists(others: dict[str, Any], signed_in: Open) -> None:
    browser = signed_in(Role.PENGELOLA)
    for path in ("/pengaduan/", "/pesan/"):
        assert "628110000002" not in text(browser.get(path))
