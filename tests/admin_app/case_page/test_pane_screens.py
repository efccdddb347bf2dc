"""The three panes in a real browser: tabs by keyboard and without a script, media, the way to what is missing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import Attachment, Complaint
from sync_agent.simulator.pictures import voice_note
from tests.actions.walking import Walk
from tests.admin_app.browsing import PASSWORD
from tests.admin_app.samples import attachment_of, picture
from tests.admin_app.test_screens import SHOTS, SIZES
from tests.browser.people import PATIENCE, keep_picture, sign_in
from tests.office import NOW, citizen_message, new_complaint, take_in
from tests.served import served

WHO = "628110000501"
# A busy machine draws late; nothing here is about how fast.
expect.set_options(timeout=PATIENCE)


@contextmanager
def desk(app: Flask, chromium: Any, size: str, scripts: bool = True, dark: bool = False) -> Iterator[Page]:
    """Sign Pengelola in; nothing may be blocked, fail or be wider than the screen."""
    width, height = SIZES[size]
    troubles: list[str] = []
    with served(app) as url:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            locale="id-ID",
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
            base_url=url,
        )
        page = context.new_page()
        page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
        sign_in(page.context, url, str(Role.PENGELOLA), PASSWORD)
        yield page
        if scripts:
            assert page.locator("#meja").evaluate("desk => desk.scrollWidth - window.innerWidth") <= 0
        context.close()
    assert troubles == []


def opened(page: Page, case: Complaint) -> None:
    """Open a case and wait until its scripts act."""
    page.goto(f"/meja/kasus/{case.public_id}?tab=terbuka")
    expect(page.locator("#meja[data-live]")).to_be_attached()


def look(page: Page, name: str) -> None:
    """Keep a picture of the screen."""
    keep_picture(page, SHOTS / f"panel-{name}.png")


def a_case(account: Any, app: Flask) -> Complaint:
    """A case with two pictures, a voice note and a file that only claims to be sound."""
    case = new_complaint(account, "Paspor saya belum jadi, ini buktinya", WHO)
    attachment_of(case, app, picture((800, 600)), "bukti.jpg")
    attachment_of(case, app, picture((300, 500)), "struk.jpg")
    note = attachment_of(case, app, voice_note().content, "suara.ogg")
    false = attachment_of(case, app, b"<html>bukan suara", "palsu.ogg")
    for row, mismatch in ((note, False), (false, True)):
        Attachment.update(mime="audio/ogg", mime_mismatch=mismatch).where(Attachment.id == row.id).execute()
    return case


def test_on_a_narrow_screen_the_panes_are_tabs_that_obey_arrow_keys(
    app: Flask, chromium: Any, sqlite_account: Any
) -> None:
    first = new_complaint(sqlite_account, "Paspor pertama", WHO)
    second = new_complaint(sqlite_account, "Paspor kedua", "628110000502")
    with desk(app, chromium, "sempit") as page:
        opened(page, first)
        tabs = page.get_by_role("tab")
        expect(tabs).to_have_count(3)
        expect(page.get_by_role("tab", selected=True)).to_have_text("Percakapan")
        expect(page.get_by_role("tabpanel")).to_have_count(1)
        tabs.nth(1).focus()
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("tab", name="Kasus")).to_be_focused()
        expect(page.locator(".pane-case")).to_be_visible()
        expect(page.locator(".pane-talk")).to_be_hidden()
        look(page, "tab-kasus-sempit")
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("tab", selected=True)).to_have_text("Antrean")
        # The next case opens with the tab one works in.
        page.locator(".row", has_text="Paspor kedua").click()
        page.wait_for_url(f"**/{second.public_id}**")
        expect(page.get_by_role("tab", selected=True)).to_have_text("Kasus")
        expect(page.locator(".pane-case")).to_be_visible()


def test_without_a_script_the_tabs_are_links_and_so_is_the_way_into_a_pane(
    app: Flask, chromium: Any, sqlite_account: Any
) -> None:
    case = new_complaint(sqlite_account, "Tanpa skrip", WHO)
    with desk(app, chromium, "sempit", scripts=False) as page:
        page.goto(f"/meja/kasus/{case.public_id}")
        expect(page.locator(".pane-talk")).to_be_visible()
        expect(page.locator(".pane-case")).to_be_hidden()
        page.get_by_role("link", name="Kasus", exact=True).click()
        expect(page.locator(".pane-case")).to_be_visible()
        expect(page.locator(".pane-talk")).to_be_hidden()
        page.goto(f"/meja/kasus/{case.public_id}#tulis")
        expect(page.locator(".pane-talk")).to_be_visible()


@pytest.mark.parametrize("size", SIZES)
def test_the_rail_leads_to_the_field_that_is_missing(
    size: str, app: Flask, chromium: Any, sqlite_account: Any
) -> None:
    case = new_complaint(sqlite_account, "Ada yang kurang", WHO)
    with desk(app, chromium, size) as page:
        opened(page, case)
        if size == "sempit":
            page.get_by_role("tab", name="Kasus").click()
        lacking = page.locator(".rail-berjalan .rail-lacks a").first
        lacking.click()
        expect(page.locator("#isian-identifikasi :focus")).to_be_attached()
        look(page, f"rel-kurang-{size}")


@pytest.mark.parametrize("size", SIZES)
def test_pictures_open_large_and_are_leafed_through_by_keyboard(
    size: str, app: Flask, chromium: Any, sqlite_account: Any
) -> None:
    case = a_case(sqlite_account, app)
    with desk(app, chromium, size, dark=True) as page:
        opened(page, case)
        link = page.locator("a[data-picture]").first
        link.focus()
        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog", name="Gambar")
        expect(dialog).to_be_visible()
        expect(dialog).to_contain_text("1 dari 2 · bukti.jpg")
        expect(dialog.get_by_role("button", name="Tutup (Esc)")).to_be_focused()
        expect(dialog.get_by_role("img")).to_have_js_property("naturalWidth", 800)
        look(page, f"gambar-{size}")
        page.keyboard.press("ArrowRight")
        expect(dialog).to_contain_text("2 dari 2 · struk.jpg")
        page.keyboard.press("ArrowRight")
        expect(dialog).to_contain_text("1 dari 2")
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(link).to_be_focused()


def test_a_voice_note_plays_shows_its_length_and_has_a_speed(app: Flask, chromium: Any, sqlite_account: Any) -> None:
    case = a_case(sqlite_account, app)
    with desk(app, chromium, "lebar") as page:
        opened(page, case)
        boxes = page.locator("[data-sound]")
        boxes.first.scroll_into_view_if_needed()
        expect(boxes.first).to_contain_text("Lama 0.04")
        speed = boxes.first.get_by_role("button")
        expect(speed).to_have_accessible_name("Kecepatan 1×")
        speed.focus()
        page.keyboard.press("Enter")
        expect(speed).to_have_accessible_name("Kecepatan 1,5×")
        assert boxes.first.locator("audio").evaluate("player => player.playbackRate") == 1.5
        look(page, "suara")
        # What only claims to be sound is offered as a file alone.
        expect(boxes).to_have_count(1)
        expect(page.locator(".file", has_text="palsu.ogg")).to_contain_text("jenis tidak sesuai isi")


@pytest.mark.usefixtures("quick_news")
def test_the_conversation_opens_at_the_first_new_message_and_the_line_stays(
    app: Flask, chromium: Any, sqlite_account: Any
) -> None:
    case = new_complaint(sqlite_account, "Pesan lama", WHO)
    for number in range(30):
        take_in(sqlite_account, citizen_message(f"Pesan ke-{number}\nbaris\nbaris", WHO), now=NOW)
    with desk(app, chromium, "lebar") as page:
        with page.expect_response(lambda answer: "/dibaca" in answer.url):
            opened(page, case)
        line = page.locator("#baru")
        expect(line).to_be_in_viewport()
        # It was looked at meanwhile; the mark where reading began stays.
        take_in(sqlite_account, citizen_message("Satu lagi", WHO), now=NOW + timedelta(seconds=5))
        expect(page.locator(".bubble-in", has_text="Satu lagi")).to_be_attached(timeout=20_000)
        expect(line).to_be_attached()
        order = page.locator(".bubbles > li").evaluate_all("rows => rows.map(row => row.dataset.key)")
        assert order.index("baru") < order.index(page.locator(".bubble-in").first.get_attribute("data-key") or "")


def test_what_is_only_heard_makes_the_page_no_longer_than_the_screen(
    app: Flask, chromium: Any, sqlite_account: Any
) -> None:
    walk = Walk(sqlite_account, who=WHO)
    for number in range(12):
        take_in(sqlite_account, citizen_message(f"Pesan ke-{number}\nbaris\nbaris", WHO), now=NOW)
    walk.identified().answer(Purpose.TANGGAPAN_AWAL)
    with desk(app, chromium, "sempit") as page:
        opened(page, walk.case)
        page.get_by_role("tab", name="Percakapan").click()
        expect(page.locator(".bubble .ticks")).to_be_attached()
        assert page.locator("html").evaluate("whole => whole.scrollHeight - window.innerHeight") <= 0


def test_a_fold_the_address_names_is_opened(app: Flask, chromium: Any, sqlite_account: Any) -> None:
    case = new_complaint(sqlite_account, "Lipatan", WHO)
    with desk(app, chromium, "sempit") as page:
        page.goto(f"/meja/kasus/{case.public_id}?tab=terbuka#riwayat")
        expect(page.locator("#riwayat")).to_have_attribute("open", "")
        expect(page.locator("#riwayat .history")).to_be_in_viewport()


def test_the_next_case_leaves_the_list_where_it_was(app: Flask, chromium: Any, sqlite_account: Any) -> None:
    cases = [new_complaint(sqlite_account, f"Keluhan {n}", f"6281100006{n:02}") for n in range(25)]
    with desk(app, chromium, "lebar") as page:
        opened(page, cases[0])
        queue = page.locator(".pane-queue")
        rows = page.locator(".row")
        rows.nth(18).scroll_into_view_if_needed()
        look(page, "antrean-digulir")
        at = queue.evaluate("pane => pane.scrollTop")
        assert at > 0
        rows.nth(17).click()
        expect(rows.nth(17)).to_have_attribute("aria-current", "true")
        expect(page.locator("#meja[data-live]")).to_be_attached()
        assert abs(queue.evaluate("pane => pane.scrollTop") - at) < 2
