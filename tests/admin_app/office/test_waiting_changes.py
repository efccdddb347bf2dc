"""A holiday for a day that passed: told as not yet in force, shown in both counts, decided by another person."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from admin_app.office.calendar_screen import WAITS
from models.actions.clocks import change_calendar, count_in_parts
from models.actions.clocks.ask_changes import NOTICE
from models.rules.staff.roles import Role
from models.tables import CalendarChange, Complaint, Holiday, Notice, StepRecord, WorkingBlock
from tests.actions.clocks.test_pause_step_accepted import end_it, ended
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, text

SignedIn = Callable[[Role | str], Browser]
DECIDE = "/kalender/putuskan"
DAY = date(2026, 11, 26)
HOLIDAY = {"day": "2026-11-26", "name": "Libur kantor", "kind": "libur kantor", "active": "y"}


@pytest.fixture
def walk(sqlite_account: Any, monkeypatch: pytest.MonkeyPatch) -> Walk:
    """A step that is late by a whole Thursday, on the Friday after."""
    walk = Walk(sqlite_account).at_section()
    walk.now = datetime(2026, 11, 27, 1, 0)
    end_it(walk)
    later = walk.now + timedelta(minutes=5)
    for module in ("calendar_screen", "work_calendar_screen"):
        monkeypatch.setattr(f"admin_app.office.{module}.now", lambda: later)
    return walk


def test_it_is_not_called_saved_and_waits_on_the_calendars_page(walk: Walk, signed_in: SignedIn) -> None:
    keeper = signed_in(Role.KASUBSI_INFOKIM)
    answer = keeper.post("/hari-libur/new/", **HOLIDAY)
    assert answer.status_code == 302
    page = text(keeper.get("/hari-libur/"))
    assert WAITS in page and "Sudah disimpan" not in page
    assert not Holiday.select().where(Holiday.day == DAY).exists()
    page = text(keeper.get("/kalender/"))
    assert "Menunggu paraf: Hari libur 26/11/2026 “Libur kantor”" in page
    assert "Tarik kembali" in page and "Paraf, berlakukan" not in page
    page = text(signed_in(Role.KEPALA_KANTOR).get("/kalender/"))
    assert "833 menit, terlambat" in page and "383 menit, terlambat" in page and walk.case.number in page
    assert "Paraf, berlakukan" in page
    page = text(signed_in(Role.PENGELOLA).get("/kalender/"))
    assert "Menunggu paraf" not in page and walk.case.number not in page


def test_the_second_person_lets_it_hold_and_the_case_tells_what_it_was(walk: Walk, signed_in: SignedIn) -> None:
    signed_in(Role.ADMINISTRATOR).post("/hari-libur/new/", **HOLIDAY)
    change = str(CalendarChange.get().id)
    assert signed_in(Role.PENGELOLA).post(DECIDE, perubahan=change, putusan="paraf").status_code == 403
    assert signed_in(Role.ADMINISTRATOR).post(DECIDE, perubahan=change, putusan="paraf").status_code == 403
    head = signed_in(Role.KEPALA_KANTOR)
    assert 'href="/kalender/"' in text(head.get("/kalender/"))
    assert head.post(DECIDE, perubahan=change, putusan="paraf").status_code == 302
    assert ended(walk).net_minutes == 383
    page = text(head.get(f"/meja/kasus/{walk.case.public_id}"))
    told = "Semula 833 menit, terlambat; kini 383 menit, terlambat (sejak 27/11/2026 08.07), karena: Hari libur"
    assert told in page and "Langkah 5 dihitung ulang" in page and 'rail-note">dihitung ulang' in page
    assert text(head.get("/kalender/")).count("diparaf Contoh Kepala Kantor") == 1


def test_what_is_counted_in_parts_says_how_far_it_is_until_it_is_done(
    walk: Walk, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (change_calendar, count_in_parts):
        monkeypatch.setattr(module, "AT_ONCE", 0)
    signed_in(Role.KASUBSI_INFOKIM).post("/hari-libur/new/", **HOLIDAY)
    head, row = signed_in(Role.KEPALA_KANTOR), CalendarChange.get()
    answer = head.post(DECIDE, perubahan=str(row.id), putusan="paraf", form_key="kunci-paraf-kalender-9")
    assert answer.status_code == 302
    page = text(head.get("/kalender/"))
    assert "dihitung ulang bertahap" in page and "sedang dihitung ulang menurut perubahan kalender, 0 dari" in page
    for address in ("/laporan/?periode=2026-11", "/dasbor/?periode=2026-11", "/akhir-bulan/?bulan=2026-11"):
        assert "Angka langkah dapat masih berubah." in text(head.get(address)), address
    monkeypatch.setattr(count_in_parts, "AT_ONCE", 200)
    while count_in_parts.count_on(walk.tick()):
        pass
    assert "sedang dihitung ulang" not in text(head.get("/kalender/"))
    assert "dapat masih berubah" not in text(head.get("/laporan/?periode=2026-11"))


def test_a_refusal_needs_its_reason_and_stays_on_record(walk: Walk, signed_in: SignedIn) -> None:
    signed_in(Role.KASUBSI_INFOKIM).post("/hari-libur/new/", **HOLIDAY)
    head, change = signed_in(Role.KEPALA_KANTOR), str(CalendarChange.get().id)
    refused = head.post(DECIDE, perubahan=change, putusan="tolak")
    assert (refused.status_code, "Tuliskan mengapa" in text(refused)) == (409, True)
    assert head.post(DECIDE, perubahan=change, putusan="tolak", alasan="Kantor buka hari itu.").status_code == 302
    page = text(head.get("/kalender/"))
    assert "tidak berlaku" in page and "Kantor buka hari itu." in page and "Menunggu paraf:" not in page
    assert ended(walk).net_minutes == 833


def test_a_case_hidden_from_the_reader_is_counted_but_not_named(walk: Walk, signed_in: SignedIn) -> None:
    signed_in(Role.KASUBSI_INFOKIM).post("/hari-libur/new/", **HOLIDAY)
    page = text(signed_in(Role.ADMINISTRATOR).get("/kalender/"))
    assert "Menunggu paraf:" in page and walk.case.number not in page
    assert "kasusnya tidak terbuka bagi Anda" in page
    assert StepRecord.select().where(StepRecord.late).exists() and Complaint.select().count() == 1


def test_it_stands_on_the_home_and_in_the_bell_of_who_can_decide_and_goes_with_the_decision(
    walk: Walk, signed_in: SignedIn
) -> None:
    keeper, head = signed_in(Role.KASUBSI_INFOKIM), signed_in(Role.KEPALA_KANTOR)
    keeper.post("/hari-libur/new/", **HOLIDAY)
    change, title = CalendarChange.get().id, "Kalender dan batas: menunggu paraf Anda"
    home = text(head.get("/"))
    assert title in home and f'href="/kalender/#perubahan-{change}"' in home
    assert f'id="perubahan-{change}"' in text(head.get("/kalender/"))
    assert f"perubahan-{change}" not in text(keeper.get("/"))  # it is his own
    assert "menunggu paraf Anda di Kalender kerja" in text(head.get("/pemberitahuan/"))
    notice = str(Notice.get(Notice.kind == NOTICE).id)
    mine = signed_in(Notice.get_by_id(int(notice)).staff.username)
    assert mine.post("/pemberitahuan/buka", notice=notice).headers["Location"] == "/kalender/"
    head.post(DECIDE, perubahan=str(change), putusan="paraf")
    assert f"perubahan-{change}" not in text(head.get("/"))


def test_one_that_would_now_leave_no_hours_breaks_no_page_and_can_only_be_refused(
    walk: Walk, signed_in: SignedIn
) -> None:
    block, keeper = WorkingBlock.get(WorkingBlock.weekday == 3), signed_in(Role.KASUBSI_INFOKIM)
    days = {"valid_from": "2026-01-01", "valid_until": "2026-11-20", "note": ""}
    words = {"weekday": "3", "starts": f"{block.starts:%H:%M}", "ends": f"{block.ends:%H:%M}"}
    keeper.post(f"/jam-kerja/edit/?id={block.id}", **words, **days)
    WorkingBlock.delete().where(WorkingBlock.id != block.id).execute()  # as where all others went likewise
    page = signed_in(Role.KEPALA_KANTOR).get("/kalender/")
    assert page.status_code == 200 and "hanya dapat ditolak" in text(page)
    assert "Paraf, berlakukan" not in text(page)
    change = str(CalendarChange.get().id)
    done = signed_in(Role.KEPALA_KANTOR).post(DECIDE, perubahan=change, putusan="tolak", alasan="Tidak ada jam.")
    assert done.status_code == 302 and CalendarChange.get().agreed is False
