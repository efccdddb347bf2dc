"""Beranda and Dasbor in a real browser: they fit both screens, a disposition takes two clicks, charts are drawn."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from models.rules.cases.sop import Stage
from models.rules.staff.roles import Role, Section
from models.tables import Complaint
from tests.actions.busy_office import BusyOffice
from tests.admin_app.browsing import PASSWORD, Clock
from tests.admin_app.home.test_home import at_head
from tests.admin_app.samples import complaint_in, reply_of
from tests.admin_app.test_screens import SIZES, shot
from tests.browser.people import PATIENCE, sign_in
from tests.office import citizen_message, take_in
from tests.served import served

TEXT = "Antrean paspor sejak pagi tidak bergerak dan tidak ada petugas yang memberi tahu kapan dilayani"
STAGES = ("disposisi", "penelitian", "jawaban_seksi", "jawaban_kasi_tikkim", "jawaban_kasubsi", "penyampaian")


@pytest.fixture
def office(sqlite_account: Any, app: Flask, clock: Clock) -> Iterator[str]:
    """Serve an office with something on every desk."""
    clock.now = BusyOffice(sqlite_account, 5).work(12).now
    for turn, stage in enumerate(STAGES):
        case = complaint_in(sqlite_account, Section.LALINTALKIM, f"62811999{turn:04d}", TEXT)
        due = {"due_at": clock.now + timedelta(hours=turn - 2), "stage_since": clock.now - timedelta(hours=4)}
        Complaint.update(stage=stage, unread=turn % 3, **due).where(Complaint.id == case.id).execute()
        if stage == "penyampaian":
            reply_of(case)
    with served(app) as url:
        yield url


def signed_in(chromium: Any, url: str, role: Role, size: str = "lebar", dark: bool = False) -> tuple[Page, list[str]]:
    """Sign in as a role; what the console complains of is noted."""
    width, height = SIZES[size]
    colours = "dark" if dark else "light"
    page = chromium.new_page(viewport={"width": width, "height": height}, locale="id-ID", color_scheme=colours)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    sign_in(page.context, url, str(role), PASSWORD)
    page.goto(url)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Selamat", timeout=PATIENCE)
    return page, complaints


def fits(page: Page, size: str) -> None:
    """Ask until nothing stands out at the side: text is there before its style is."""
    expect(page.locator("html")).to_have_js_property("scrollWidth", SIZES[size][0], timeout=PATIENCE)


def test_every_home_fits_a_desk_and_a_telephone(office: str, chromium: Any) -> None:
    for role in Role:
        dark = role is Role.KEPALA_KANTOR
        page, complaints = signed_in(chromium, office, role, "lebar", dark)
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme="dark" if dark else "light")
            fits(page, size)
            shot(page, f"beranda-{role}-{size}-{'gelap' if dark else 'terang'}")
            dark = not dark
        assert complaints == []
        page.context.close()


def test_kepala_kantor_gives_a_disposition_with_two_clicks(
    sqlite_account: Any, app: Flask, clock: Clock, chromium: Any
) -> None:
    walk = at_head(sqlite_account)
    clock.now = walk.now
    with served(app) as url:
        for size in SIZES:
            Complaint.update(stage=str(Stage.DISPOSISI), step=5).where(Complaint.id == walk.id).execute()
            page, complaints = signed_in(chromium, url, Role.KEPALA_KANTOR, size)
            page.get_by_text("Beri disposisi").first.click()
            page.get_by_role("button", name="Disposisi ke seksi: tangani dan teliti").click()
            expect(page.get_by_text("kini di meja Kasi Lalintalkim")).to_be_visible(timeout=PATIENCE)
            assert walk.stage is Stage.PENELITIAN
            expect(page.locator("#disposisi")).to_have_count(0)
            assert complaints == []
            page.context.close()


@pytest.mark.usefixtures("quick_news")
def test_what_comes_in_meanwhile_is_counted_without_a_reload(
    office: str, clock: Clock, sqlite_account: Any, chromium: Any
) -> None:
    page, complaints = signed_in(chromium, office, Role.PENGELOLA)
    waiting = page.locator('a.home-counter[href="#masuk"] strong')
    before = int(waiting.inner_text())
    page.evaluate("document.body.dataset.seen = 'once'")
    take_in(sqlite_account, citizen_message("Nomor antrean saya hilang", "628129990001", clock.now), now=clock.now)
    expect(waiting).to_have_text(str(before + 1), timeout=PATIENCE)
    expect(page.locator("body")).to_have_attribute("data-seen", "once")
    assert complaints == []
    page.context.close()


@pytest.mark.parametrize(("size", "dark"), [("lebar", False), ("sempit", True)])
def test_the_dashboard_draws_its_charts_and_opens_their_tables(
    size: str, dark: bool, office: str, chromium: Any
) -> None:
    page, complaints = signed_in(chromium, office, Role.KEPALA_KANTOR, size, dark)
    page.goto(f"{office}/dasbor/")
    charts = page.locator("img.chart")
    expect(charts).to_have_count(5)
    for turn in range(5):
        charts.nth(turn).scroll_into_view_if_needed()
        expect(charts.nth(turn)).to_have_js_property("complete", True, timeout=PATIENCE)
        expect(charts.nth(turn)).not_to_have_js_property("naturalWidth", 0, timeout=PATIENCE)
        assert ("rupa=gelap" in charts.nth(turn).evaluate("image => image.currentSrc")) is dark
    page.locator("#panas summary").click()
    expect(page.locator("#panas").get_by_role("link", name="Excel")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#panas tbody tr")).to_have_count(7)
    fits(page, size)
    shot(page, f"dasbor-{size}-{'gelap' if dark else 'terang'}")
    assert complaints == []
    page.context.close()
