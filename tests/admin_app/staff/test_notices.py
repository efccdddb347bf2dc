"""The bell and its page: counted on every page, opened, all seen at once, nobody's but one's own."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from models.actions.clocks.give_warnings import give_warnings
from models.actions.clocks.message_officers import message_officers
from models.rules.staff.roles import Role
from models.tables import Complaint, Notice, Outbox, Staff
from tests.admin_app.browsing import Browser, Clock, text
from tests.office import NOW, citizen_message, new_complaint, take_in

SignedIn = Callable[[Role | str], Browser]


def warned(account: Any, clock: Clock) -> Any:
    """Let a complaint lie at step 2 until it is late."""
    case = new_complaint(account)
    clock.now = NOW + timedelta(minutes=4)
    assert give_warnings(clock.now) == 3
    return case


def count_of(browser: Browser, path: str = "/pemberitahuan/") -> str:
    found = re.search(r'class="bell-count">([^<]*)<', text(browser.get(path)))
    return found[1] if found else ""


def test_the_bell_counts_on_every_page_and_the_page_opens_the_case(
    sqlite_account: Any, signed_in: SignedIn, clock: Clock
) -> None:
    case = warned(sqlite_account, clock)
    browser = signed_in(Role.PENGELOLA)
    assert (count_of(browser, "/meja/"), count_of(browser, "/pengaduan/")) == ("1", "1")
    give_warnings(clock.now + timedelta(minutes=31))
    assert (Notice.select().where(Notice.staff == Notice.get().staff_id).count(), count_of(browser)) == (2, "1")
    page = text(browser.get("/pemberitahuan/"))
    assert "terlambat" in page and f"Buka {case.number}" in page
    answer = browser.post("/pemberitahuan/buka", notice=str(Notice.get().id))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/meja/kasus/{case.public_id}")
    assert count_of(browser) == ""
    assert "dibaca baru saja" in text(browser.get("/pemberitahuan/"))


def test_a_notice_says_who_waits_what_about_and_what_to_do(
    sqlite_account: Any, signed_in: SignedIn, clock: Clock
) -> None:
    case = warned(sqlite_account, clock)
    page = text(signed_in(Role.PENGELOLA).get("/pemberitahuan/"))
    assert f"Sari Contoh · {case.subject}" in page
    assert "Tentukan jenis, kategori, dan pokok aduan." in page
    Complaint.update(identity_protected=True, subject="Sari Contoh diminta uang").execute()
    page = text(signed_in(Role.PENGELOLA).get("/pemberitahuan/"))
    assert "Sari Contoh" not in page and "diminta uang" in page


def test_a_flood_is_one_line_that_leads_to_the_list_and_is_read_with_it(
    sqlite_account: Any, signed_in: SignedIn, clock: Clock
) -> None:
    take_in(sqlite_account, *(citizen_message(who=f"62811{number:07d}") for number in range(300)))
    for minutes in (2, 2.5, 4):
        clock.now = NOW + timedelta(minutes=minutes)
        give_warnings(clock.now)
    assert Notice.select().count() == 900
    browser = signed_in(Role.PENGELOLA)
    page = text(browser.get("/pemberitahuan/"))
    assert page.count('class="heard heard-new"') == 1
    assert "300 pengaduan diperingatkan waktunya: 300 habis waktunya. Kerjakan" in page
    fields = dict(re.findall(r'name="(keluarga|newest)" value="([^"]+)"', page.split('class="heard heard-new"')[1]))
    answer = browser.post("/pemberitahuan/buka", **fields)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/meja/?tab=saya")
    assert count_of(browser) == ""


def test_all_shown_are_marked_and_a_stranger_marks_nothing(
    sqlite_account: Any, signed_in: SignedIn, clock: Clock
) -> None:
    warned(sqlite_account, clock)
    stranger = signed_in(Role.KASI_INTELDAKIM)
    assert stranger.post("/pemberitahuan/buka", notice=str(Notice.get().id)).status_code == 404
    stranger.post("/pemberitahuan/semua", newest="99")
    browser = signed_in(Role.PENGELOLA)
    assert count_of(browser) == "1"
    for newest in ("", "abc", "0"):
        browser.post("/pemberitahuan/semua", newest=newest)
    assert count_of(browser) == "1"
    assert browser.post("/pemberitahuan/semua", newest=str(Notice.get().id)).status_code == 302
    assert count_of(browser) == ""


def test_the_open_desk_hears_of_a_new_warning_by_itself(
    sqlite_account: Any, signed_in: SignedIn, clock: Clock
) -> None:
    new_complaint(sqlite_account)
    browser = signed_in(Role.PENGELOLA)
    clock.now = NOW + timedelta(minutes=3, seconds=5)
    mark = browser.get("/meja/kabar").headers["ETag"].strip('"')
    assert browser.get(f"/meja/kabar?sejak={mark}").status_code == 304
    give_warnings(clock.now)
    news = browser.get(f"/meja/kabar?sejak={mark}").get_json()
    assert 'bell-count">1<' in news["lonceng"]


def test_a_hundred_waiting_ones_are_many(sqlite_account: Any, signed_in: SignedIn, clock: Clock) -> None:
    warned(sqlite_account, clock)
    staff = Notice.get().staff_id
    rows = [{"staff": staff, "kind": "x", "text": "Kabar.", "key": f"k{n}", "made_at": NOW} for n in range(100)]
    Notice.insert_many(rows).execute()
    assert count_of(signed_in(Role.PENGELOLA)) == "99+"


def test_a_message_to_an_officer_stands_among_the_replies_without_a_case(
    sqlite_account: Any, signed_in: SignedIn, clock: Clock
) -> None:
    Staff.update(phone="+628110009999", wants_messages=True).where(Staff.username == "pengelola").execute()
    warned(sqlite_account, clock)
    assert message_officers(clock.now) == 1
    browser = signed_in(Role.PENGELOLA)
    for path in ("/kotak-keluar/", f"/kotak-keluar/details/?id={Outbox.get().id}"):
        answer = browser.get(path)
        assert answer.status_code == 200
        assert "pemberitahuan untuk Anda" in text(answer)


def test_an_officers_answer_leads_to_the_messages(sqlite_account: Any, signed_in: SignedIn) -> None:
    staff = Staff.get(Staff.username == "pengelola").id
    notice = Notice.create(staff=staff, kind="balasan_petugas", text="Balasan.", key="b:1", made_at=NOW)
    browser = signed_in(Role.PENGELOLA)
    assert "Balasan petugas" in text(browser.get("/pemberitahuan/"))
    answer = browser.post("/pemberitahuan/buka", notice=str(notice.id))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/pesan/")
