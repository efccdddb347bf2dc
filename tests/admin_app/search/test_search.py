"""Cari: what is found, how it is shown, and that nobody finds, counts or guesses what he may not see."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from admin_app.search import search_box, search_screen
from admin_app.search.searching import NEWEST, Narrowed, find, found_by
from models.actions.cases.write_note import write_note
from models.actions.privacy.protect_identity import protect_identity
from models.actions.search.indexing import catch_up
from models.rules.privacy.visibility import Scope
from models.rules.search.searching import Found, read_wanted
from models.rules.staff.roles import Role, Section
from models.tables import (
    ChannelAccount,
    Complaint,
    ComplaintMessage,
    ConflictParty,
    Message,
    RecentCase,
    SearchDue,
    SearchEntry,
    Staff,
)
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, Clock, back_office, text
from tests.office import NOW, actor, citizen_message, new_complaint, take_in

EVERYTHING = Scope(everything=True)


@pytest.fixture
def app(sqlite_account: Any, tmp_path: Path) -> Flask:
    """The back office on an office without cases."""
    return back_office(tmp_path, Clock())


def as_role(app: Flask, role: Role) -> Browser:
    """Return a browser signed in as a role."""
    browser = Browser(app)
    assert browser.sign_in(role).status_code == 302
    return browser


def page(browser: Browser, query: str) -> str:
    """Open a search; return its contents without the frame."""
    answer = browser.get(f"/cari/?{query}")
    assert answer.status_code == 200
    return text(answer).split('id="isi"')[1].split("</main>")[0]


def groups(shown: str) -> dict[str, int]:
    """Return how many hits each group of a page shows."""
    parts = re.split(r'<h2 id="temuan-', shown)[1:]
    return {part.split('"')[0]: part.count("found-hit") for part in parts}


def test_everything_is_found_grouped_and_marked(app: Flask, sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).with_answer().handed_back().finished()
    write_note(walk.id, "Paspor <script>alert(1)</script> dicek", actor(Role.PENGELOLA), NOW)
    shown = page(as_role(app, Role.PENGELOLA), "q=pásp")
    assert next(iter(groups(shown))) == "kasus"
    assert {"kasus", "pesan", "catatan"} <= set(groups(shown))
    assert "jawaban" in groups(page(as_role(app, Role.PENGELOLA), "q=yth"))
    assert "<mark>Pasp</mark>or &lt;script&gt;" in shown
    assert "<script>alert" not in shown


def test_a_whole_number_leads_to_its_case_and_a_short_one_finds_it_first(app: Flask, sqlite_account: Any) -> None:
    first, second = new_complaint(sqlite_account), new_complaint(sqlite_account, "Nomor antrean 1", "628110000002")
    browser = as_role(app, Role.PENGELOLA)
    answer = browser.get(f"/cari/?q={first.number.lower()}")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/meja/kasus/{first.public_id}")
    assert first.number in page(browser, f"q={first.number}&jenis=kasus")  # asked for something else: no jump
    shown = page(browser, "q=1")
    assert shown.index(first.number) < shown.index(second.number)
    assert "1.000 isi terbaru" in shown


def test_a_number_nobody_may_see_answers_like_one_that_is_not_there(app: Flask, sqlite_account: Any) -> None:
    case = new_complaint(sqlite_account)
    browser = as_role(app, Role.KASI_LALINTALKIM)
    hidden, absent = (page(browser, f"q=ADU-2026-{number}") for number in (case.number[-6:], "999999"))
    assert hidden.replace(case.number[-6:], "") == absent.replace("999999", "")


def test_pages_go_on_from_the_last_hit(app: Flask, sqlite_account: Any) -> None:
    many = [citizen_message(f"zamrud ke {number:02d}", f"62811000{number:04d}") for number in range(45)]
    take_in(sqlite_account, *many)
    browser = as_role(app, Role.PENGELOLA)
    shown = page(browser, "q=zamrud")
    assert groups(shown)["pesan"] == search_screen.FEW
    address = re.search(r'href="(/cari/[^"]*jenis=pesan)"', shown)[1].replace("&amp;", "&")  # type: ignore[index]
    found: list[str] = []
    for _page in range(3):
        shown = page(browser, address.partition("?")[2])
        found += re.findall(r"</mark> ke (\d\d)", shown)
        more = re.search(r'class="button" href="(/cari/[^"]*)">Yang lebih lama', shown)
        address = more[1].replace("&amp;", "&") if more else ""
    assert found == [f"{number:02d}" for number in reversed(range(45))]
    assert address == ""


def test_filters_narrow(app: Flask, sqlite_account: Any) -> None:
    other = ChannelAccount.create(kind="waha", label="Kedua", created_at=NOW)
    old = new_complaint(sqlite_account, "zamrud lama")
    take_in(other, citizen_message("zamrud kedua", "628110000002"))
    new = Complaint.select().order_by(Complaint.id.desc()).first()
    past = NOW - timedelta(days=40)
    Complaint.update(opened_at=past, open=False, section="tikkim").where(Complaint.id == old.id).execute()
    Message.update(sent_at=past).where(Message.text == "zamrud lama").execute()
    SearchDue.insert(what="isi", ref=old.id).execute()
    catch_up()
    wanted = read_wanted("zamrud")
    asked = {
        "lama": (
            Narrowed(account=old.account_id), Narrowed(section="tikkim"), Narrowed(state="selesai"),
            Narrowed(until=past.date()), Narrowed(since=past.date(), until=past.date()),
        ),
        "kedua": (
            Narrowed(account=other.id), Narrowed(state="terbuka"), Narrowed(since=NOW.date()),
            Narrowed(since=NOW.date(), until=NOW.date() + timedelta(days=400)),
        ),
    }  # fmt: skip
    for word, narrowings in asked.items():
        case = old if word == "lama" else new
        for narrowed in narrowings:
            messages = [ref for _entry, ref in find(Found.PESAN, wanted, EVERYTHING, narrowed)]
            assert [Message.get_by_id(ref).text for ref in messages] == [f"zamrud {word}"], narrowed
            assert [ref for _entry, ref in find(Found.KASUS, wanted, EVERYTHING, narrowed)] == [case.id], narrowed
    browser = as_role(app, Role.PENGELOLA)
    shown = page(browser, f"q=zamrud&kanal={other.id}&status=terbuka&dari=2026-11-01&sampai=2026-11-30")
    assert (new.number in shown, old.number in shown, "Hapus saringan" in shown) == (True, False, True)
    assert "Tidak ada yang cocok dengan saringan ini" in page(browser, "q=zamrud&seksi=inteldakim")


@pytest.mark.parametrize(
    "query",
    [
        "", "q=", "q=%00", "q=%22",
        "q='&jenis=apa&kanal=x&seksi=y&status=z", "q=paspor&dari=kemarin&sampai=0001-01-01",
        "q=paspor&sebelum=99999999999999999999", "q=paspor&sebelum=-1&jenis=pesan", "q=" + "a" * 5000,
        "q=NEAR(a+b)+AND+*", "q=%ED%A0%80", "q=paspor&dari=2026-12-01&sampai=2026-01-01", "q=%25%25%25&jenis=naskah",
    ],
)  # fmt: skip
def test_no_query_string_breaks_the_page(query: str, app: Flask, sqlite_account: Any) -> None:
    new_complaint(sqlite_account)
    page(as_role(app, Role.KEPALA_KANTOR), query)


def test_the_administrator_has_no_search(app: Flask, sqlite_account: Any) -> None:
    browser = as_role(app, Role.ADMINISTRATOR)
    assert browser.get("/cari/?q=paspor").status_code == 403
    assert "find-box" not in text(browser.get("/akun"))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_who_sees_a_case_finds_it_and_nobody_else(role: Role, app: Flask, sqlite_account: Any) -> None:
    cases = {}
    for number, (story, section) in enumerate(
        (("zamrudsatu", Section.LALINTALKIM), ("zamruddua", Section.INTELDAKIM), ("zamrudtiga", None))
    ):
        case = new_complaint(sqlite_account, f"kata {story}", f"62811000000{number}")
        moved = {"section": str(section), "forwarded": True} if section else {}
        Complaint.update({"subject": story, **moved}).where(Complaint.id == case.id).execute()
        write_note(case.id, f"catatan {story}", actor(Role.PENGELOLA), NOW)
        cases[story] = case
    browser, scope = as_role(app, role), actor(role).scope
    everything = scope.everything
    seen = {
        "zamrudsatu": everything or Section.LALINTALKIM in scope.sections,
        "zamruddua": everything or Section.INTELDAKIM in scope.sections,
        "zamrudtiga": everything,
    }
    shown = page(browser, "q=zamrud")
    for story, may_see in seen.items():
        assert (cases[story].number in shown) is may_see, story
        assert set(groups(page(browser, f"q={story}"))) == ({"kasus", "pesan", "catatan"} if may_see else set())


def test_what_is_protected_is_found_by_no_part_of_who_it_is(app: Flask, sqlite_account: Any) -> None:
    case = new_complaint(sqlite_account, "Saya Sari Contoh, 0811 0000 001, zamrud belum jadi")
    browser = as_role(app, Role.KASUBSI_INFOKIM)
    assert case.number in page(browser, "q=Sari")
    protect_identity(case.id, "diminta", actor(Role.KASUBSI_INFOKIM), NOW)
    for asked in ("Sari", "Contoh", "08110000001", "0811 0000 001", "Saya Sari", "811 0000"):
        assert groups(page(browser, f"q={asked}")) == {}, asked
        assert case.number not in text(browser.get(f"/pengaduan/?search={asked}")).split('id="isi"')[1]
        assert case.number not in text(browser.get(f"/pesan/?search={asked}")).split('id="isi"')[1]
        assert not Complaint.select().where(found_by(asked, EVERYTHING)).exists()
    shown = page(browser, "q=zamrud")
    assert case.number in shown
    assert not re.search(r"\bSari\b", shown)


def test_what_was_hidden_a_moment_ago_is_not_found_before_it_was_indexed(
    app: Flask, sqlite_account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = new_complaint(sqlite_account, "Saya Sari Contoh, zamrud")
    catch_up()
    protect_identity(case.id, "diminta", actor(Role.KASUBSI_INFOKIM), NOW)
    monkeypatch.setattr("admin_app.search.searching.catch_up", lambda _most: 0)
    browser = as_role(app, Role.KASUBSI_INFOKIM)
    assert groups(page(browser, "q=Sari")) == {}
    for kind in Found:
        assert find(kind, read_wanted("sari"), EVERYTHING) == []
    assert not Complaint.select().where(found_by("Sari", EVERYTHING)).exists()


def test_a_case_that_names_one_is_not_found_by_him(app: Flask, sqlite_account: Any) -> None:
    case = new_complaint(sqlite_account, "zamrud")
    named = Staff.get(Staff.username == str(Role.KASUBSI_INFOKIM))
    ConflictParty.create(complaint=case, staff=named, named_at=NOW)
    assert groups(page(as_role(app, Role.KASUBSI_INFOKIM), "q=zamrud")) == {}
    assert set(groups(page(as_role(app, Role.PENGELOLA), "q=zamrud"))) == {"kasus", "pesan"}


def test_an_entry_that_no_longer_fits_its_row_is_not_shown(app: Flask, sqlite_account: Any) -> None:
    new_complaint(sqlite_account, "zamrud")
    catch_up()
    SearchEntry.update(text="nilam").execute()
    browser = as_role(app, Role.PENGELOLA)
    assert find(Found.PESAN, read_wanted("nilam"), EVERYTHING)
    assert groups(page(browser, "q=nilam")) == {}


def test_an_answer_and_its_echo_are_one_hit(app: Flask, sqlite_account: Any) -> None:
    new_complaint(sqlite_account, "zamrud")
    message = Message.get()
    Message.update(origin="aduan", direction="out").execute()
    catch_up()
    wanted = read_wanted("zamrud")
    assert [ref for _entry, ref in find(Found.PESAN, wanted, EVERYTHING)] == [message.id]
    assert find(Found.PESAN, wanted, EVERYTHING, Narrowed(echoes=False)) == []


def test_a_message_beside_every_complaint_is_found_by_who_sees_everything(app: Flask, sqlite_account: Any) -> None:
    new_complaint(sqlite_account, "zamrud")
    ComplaintMessage.delete().execute()
    assert "Pesan tanpa pengaduan" in page(as_role(app, Role.PENGELOLA), "q=zamrud&jenis=pesan")
    assert groups(page(as_role(app, Role.KASI_LALINTALKIM), "q=zamrud&jenis=pesan")) == {}


def test_lists_show_what_was_found_and_say_where_looking_stopped(
    app: Flask, sqlite_account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(sqlite_account, *(citizen_message("zamrud", f"62811000{number:04d}") for number in range(5)))
    monkeypatch.setattr("admin_app.lists.guarded_view.FEW_FOUND", 3)
    monkeypatch.setattr("admin_app.lists.capped_counts.FEW_FOUND", 3)
    browser = as_role(app, Role.KASUBSI_INFOKIM)
    assert "3+ baris" in text(browser.get("/pesan/?search=zamrud"))
    exported = text(browser.get("/pesan/export/csv/?search=zamrud"))
    assert exported.count("zamrud") == 5
    assert NEWEST > 3


@pytest.fixture
def opened(app: Flask, sqlite_account: Any) -> Iterator[tuple[Browser, Complaint]]:
    """A browser in which a case was opened."""
    case = new_complaint(sqlite_account, "Zamrud hilang")
    browser = as_role(app, Role.PENGELOLA)
    assert browser.get(f"/meja/kasus/{case.public_id}").status_code == 200
    yield browser, case


def test_the_header_names_the_cases_opened_last(opened: tuple[Browser, Complaint]) -> None:
    browser, case = opened
    bar = text(browser.get("/akun")).split("<main")[0]
    assert case.number in bar
    assert "Zamrud hilang" in bar
    protect_identity(case.id, "diminta", actor(Role.KASUBSI_INFOKIM), NOW)
    Complaint.update(subject="Sari Contoh hilang").execute()
    assert "▮▮▮ hilang" in text(browser.get("/akun")).split("<main")[0]


def test_a_refused_action_or_the_news_opens_nothing(opened: tuple[Browser, Complaint]) -> None:
    browser, case = opened
    RecentCase.delete().execute()
    assert browser.get(f"/meja/kabar?kasus={case.public_id}").status_code == 200
    assert not RecentCase.select().exists()


def test_a_busy_database_forgets_the_way_back_but_shows_the_case(
    opened: tuple[Browser, Complaint], monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise search_box.OperationalError("database is locked")

    monkeypatch.setattr(search_box, "remember_case", busy)
    monkeypatch.setattr("admin_app.search.searching.catch_up", busy)
    browser, case = opened
    assert browser.get(f"/meja/kasus/{case.public_id}").status_code == 200
    assert browser.get("/cari/?q=zamrud").status_code == 200
