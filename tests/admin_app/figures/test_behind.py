"""Every figure of a report that opens its cases opens as many as it says, to whom sees the figure."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from models.actions.figures.close_month import close_month
from models.rules.staff.roles import Role, Section
from models.tables import Complaint, Staff, StepRecord
from tests.actions.busy_office import BusyOffice
from tests.admin_app.browsing import Browser, Clock, text
from tests.admin_app.samples import complaint_in
from tests.office import NOW, actor

Open = Callable[[Role | str], Browser]
_OPENING = re.compile(r'<a href="(/laporan/kasus[^"]+)"[^>]*>([^<]+)</a>')


@pytest.fixture
def report(sqlite_account: Any, clock: Clock) -> str:
    """The address of the report over a busy office, with overdue steps."""
    office = BusyOffice(sqlite_account, 5).work(14)
    clock.now = office.now + timedelta(days=3)
    return f"/laporan/?periode={NOW:%Y-%m-%d}_{clock.now:%Y-%m-%d}"


def openings(page: str) -> dict[str, str]:
    """Return the links to cases behind figures, with the figure each of them says."""
    return {unescape(address): words for address, words in _OPENING.findall(page)}


def rows(page: str) -> int:
    return page.count('<th scope="row">')


def test_every_figure_opens_as_many_cases_as_it_says(report: str, signed_in: Open) -> None:
    browser = signed_in(Role.KEPALA_KANTOR)
    found = openings(text(browser.get(report)))
    assert len(found) > 60
    assert {re.search("angka=([a-z_]+)", address)[1] for address in found} >= {"running_late", "late", "open_late"}  # type: ignore[index]
    for address, words in found.items():
        said = re.match(r"[\d.]+", words)
        assert said is not None
        answer = browser.get(address)
        assert (answer.status_code, rows(text(answer))) == (200, int(said[0].replace(".", ""))), address


def test_late_ones_come_first_and_lead_to_their_case(report: str, signed_in: Open) -> None:
    browser = signed_in(Role.KEPALA_KANTOR)
    (address,) = [one for one in openings(text(browser.get(report))) if "semua" in one and "running_late" in one]
    page = text(browser.get(address))
    assert "Langkah 2–9: berjalan lewat batas" in page
    assert "berjalan, lewat batas" in page
    case = re.search(r'href="(/meja/kasus/[^"]+)"', page)
    assert case is not None
    assert browser.get(case[1]).status_code == 200


def test_a_case_that_ended_since_the_report_was_counted_is_not_shown_as_open(
    report: str, signed_in: Open, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("admin_app.figures.report_cache.LARGE", 0)  # a report that is shown again for a while
    browser = signed_in(Role.KEPALA_KANTOR)
    (address,) = [one for one in openings(text(browser.get(report))) if "semua" in one and "angka=open&" in f"{one}&"]
    before = rows(text(browser.get(address)))
    clock.now += timedelta(minutes=1)
    ended = Complaint.select().where(Complaint.open).first()
    Complaint.update(open=False, stage="ditutup", closed_at=clock.now).where(Complaint.id == ended.id).execute()
    page = text(browser.get(address))
    assert rows(page) == before - 1
    assert "angka laporan dihitung" in page


def test_nobody_opens_what_his_own_report_does_not_count(sqlite_account: Any, signed_in: Open, clock: Clock) -> None:
    mine = complaint_in(sqlite_account, Section.LALINTALKIM, "628110000001")
    other = complaint_in(sqlite_account, Section.INTELDAKIM, "628110000002")
    clock.now += timedelta(hours=1)
    head = signed_in(Role.KASI_LALINTALKIM)
    page = text(head.get("/laporan/kasus?tabel=semua&baris=&angka=received"))
    assert mine.number in page
    assert other.number not in page
    officer = Staff.get(Staff.username == str(Role.PENGELOLA))
    ended = StepRecord.select().where(StepRecord.finished_at.is_null(False)).first()
    StepRecord.update(actor=officer).where(StepRecord.id == ended.id).execute()
    address = f"/laporan/kasus?tabel=petugas&baris={officer.id}&angka=ended"
    assert signed_in(Role.PENGELOLA).get(address).status_code == 200
    assert signed_in(Role.PETUGAS_SEKSI).get(address).status_code == 404
    assert signed_in(Role.ADMINISTRATOR).get(address).status_code == 403


@pytest.mark.parametrize("address", ["tabel=lain&baris=1&angka=late", "tabel=langkah&baris=2&angka=share", "angka="])
def test_an_address_that_no_report_shows_is_not_found(sqlite_account: Any, signed_in: Open, address: str) -> None:
    assert signed_in(Role.KEPALA_KANTOR).get(f"/laporan/kasus?{address}").status_code == 404


def test_a_closed_month_keeps_figures_and_opens_nothing(sqlite_account: Any, signed_in: Open, clock: Clock) -> None:
    case = complaint_in(sqlite_account, Section.LALINTALKIM, "628110000001")
    clock.now += timedelta(days=10)
    close_month("2026-11", actor(Role.KASUBSI_INFOKIM), clock.now)
    browser = signed_in(Role.KEPALA_KANTOR)
    assert openings(text(browser.get("/laporan/?periode=2026-11"))) == {}
    assert browser.get("/laporan/kasus?periode=2026-11&tabel=semua&baris=&angka=received").status_code == 404
    assert Complaint.get_by_id(case.id).number
