"""The side menu: what waits is counted for who is asking, and a browser keeps how wide it wants the menu."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from models.rules.replies.delivery import ReplyState
from models.rules.staff.roles import Role
from models.tables import Complaint, Outbox
from models.tables.upkeep.release import VERSION, Release, schema_number
from tests.admin_app.browsing import Browser, text
from tests.admin_app.samples import reply_of
from tests.office import new_complaint

Open = Callable[[Role | str], Browser]
COUNT = re.compile(r'data-menu-count="([^"]*)">([^<]+)<')


def counts(browser: Browser) -> dict[str, str]:
    """Read the counters: address of the page (empty for a group) and what stands there."""
    return dict(COUNT.findall(text(browser.get("/akun"))))


def test_what_waits_is_counted_for_who_is_asking(sqlite_account: Any, signed_in: Open) -> None:
    case = new_complaint(sqlite_account)
    assert counts(signed_in(Role.PENGELOLA))["/meja/"] == "1"
    assert "/meja/" not in counts(signed_in(Role.KEPALA_KANTOR))
    Complaint.update(stage="disposisi", step=5).where(Complaint.id == case.id).execute()
    assert "/meja/" not in counts(signed_in(Role.PENGELOLA))
    assert counts(signed_in(Role.KEPALA_KANTOR))["/meja/"] == "1"


def test_a_held_reply_shows_on_its_page_and_on_the_group(sqlite_account: Any, signed_in: Open) -> None:
    reply = reply_of(new_complaint(sqlite_account))
    browser = signed_in(Role.PENGELOLA)
    before = counts(browser)
    Outbox.update(state=str(ReplyState.HOLD)).where(Outbox.id == reply.id).execute()
    after = counts(browser)
    assert after["/kotak-keluar/"] == "1"
    assert int(after[""]) == int(before.get("", 0)) + (before.get("/kotak-keluar/") is None)


def test_very_many_only_read_as_many(sqlite_account: Any, signed_in: Open) -> None:
    first = new_complaint(sqlite_account)
    row = {name: value for name, value in first.__data__.items() if name not in ("id", "public_id", "number")}
    rows = [{**row, "public_id": f"p{place}", "number": f"ADU-{place}"} for place in range(120)]
    Complaint.insert_many(rows).execute()
    assert counts(signed_in(Role.PENGELOLA))["/meja/"] == "99+"


@pytest.mark.parametrize("width", ["lebar", "ringkas"])
def test_the_width_is_kept_by_the_browser_and_the_page_comes_back(signed_in: Open, width: str) -> None:
    browser = signed_in(Role.PENGELOLA)
    assert "data-menu=" not in text(browser.get("/akun"))
    answer = browser.post("/akun/menu", lebar=width, kembali="/kanal/?x=1")
    assert answer.headers["Location"] == "/kanal/?x=1"
    assert f'data-menu="{width}"' in text(browser.get("/akun"))


@pytest.mark.parametrize("back", ["https://contoh.id/", "//contoh.id", "/\\contoh.id", ""])
def test_no_width_leads_off_the_host_or_into_the_page(signed_in: Open, back: str) -> None:
    browser = signed_in(Role.PENGELOLA)
    assert browser.post("/akun/menu", lebar='"><b>', kembali=back).headers["Location"] == "/"
    browser.client.set_cookie("aduan_menu", "<b>")
    assert "data-menu=" not in text(browser.get("/akun"))


@pytest.mark.parametrize(
    ("theme", "linked"),
    [("terang", None), ("gelap", "screen"), ("sistem", "screen and (prefers-color-scheme: dark)")],
)
def test_the_colours_follow_the_officer_from_browser_to_browser(
    signed_in: Open, theme: str, linked: str | None
) -> None:
    assert signed_in(Role.PENGELOLA).post("/akun/tampilan", warna=theme, form_key=f"{theme:k<24}").status_code == 302
    page = text(signed_in(Role.PENGELOLA).get("/akun"))
    sheet = re.search(r'href="/static/gelap.css[^"]*" media="([^"]*)"', page)
    assert (sheet[1] if sheet else None) == linked
    assert f'value="{theme}" checked' in page
    assert "screen and (prefers" in text(signed_in(Role.KASI_TIKKIM).get("/akun"))


def test_other_colours_are_refused_with_a_sentence(signed_in: Open) -> None:
    answer = signed_in(Role.PENGELOLA).post("/akun/tampilan", warna="merah", form_key="k" * 24)
    assert answer.status_code == 409
    assert "Pilih salah satu" in text(answer)


def test_every_page_names_the_version_of_the_program_at_its_foot(app: Flask, signed_in: Open) -> None:
    foot = f"<span>Aduan {VERSION}</span> <span>skema {schema_number()}</span></p>"
    officer, stranger = signed_in(Role.PENGELOLA), Browser(app)
    for page in (officer.get("/"), officer.get("/meja/"), officer.get("/tidak-ada"), stranger.get("/login")):
        assert text(page).count(foot) == 1
    app.jinja_env.globals["release"] = Release("2.3.4", "0999", "0123456789")
    assert "<span>skema 0999</span> <span>0123456789</span></p>" in text(officer.get("/akun"))
