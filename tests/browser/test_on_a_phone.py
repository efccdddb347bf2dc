"""Meja Kerja under a thumb: buttons one hits, a phone on its side, the step back, a field check and its keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.browser.people import PATIENCE, sign_in
from tests.browser.served_office import ServedOffice, served_office

UPRIGHT: ViewportSize = {"width": 390, "height": 844}
LYING: ViewportSize = {"width": 844, "height": 390}
KEYBOARD: ViewportSize = {"width": 390, "height": 460}  # what a keyboard leaves where it takes room from the page
THUMB = 44  # pixels
_LOW = """() => [...document.querySelectorAll("main .button-main, main .button:not(.button-small)")]
  .filter((one) => one.checkVisibility() && Math.round(one.getBoundingClientRect().height) < %s)
  .map((one) => one.textContent.trim())"""

LEAST = 12  # pixels of a letter
_TINY = """() => [...document.querySelectorAll("main *")].filter((one) => one.checkVisibility() && !one.closest("svg")
    && [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())
    && parseFloat(getComputedStyle(one).fontSize) < %s).map((one) => one.textContent.trim())"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedOffice]:
    """A back office with a case at the field check for every test."""
    with served_office(tmp_path_factory.mktemp("telepon"), 3) as running:
        yield running


def phone(browser: Browser, served: ServedOffice, role: str) -> Page:
    """Sign in on a phone one touches."""
    context: BrowserContext = browser.new_context(viewport=UPRIGHT, is_mobile=True, has_touch=True)
    sign_in(context, served.office, *served.login(role))
    return context.new_page()


def test_every_button_is_as_high_as_a_thumb(browser: Browser, served: ServedOffice) -> None:
    page = phone(browser, served, "kasi_lalintalkim")
    for path in (
        "/",
        "/meja/",
        f"/meja/kasus/{served.cases[0]}",
        "/akun",
        "/pemberitahuan/",
        "/cari/",
        "/pengaduan/",
    ):
        page.goto(served.office + path)
        assert page.evaluate(_LOW % THUMB) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_nothing_is_written_too_small_to_read(browser: Browser, served: ServedOffice) -> None:
    page = phone(browser, served, "kasi_lalintalkim")
    for path in ("/", f"/meja/kasus/{served.cases[0]}", f"/penelitian/{served.cases[0]}", "/kalender/?bulan=2026-12"):
        page.goto(served.office + path)
        assert page.evaluate(_TINY % LEAST) == [], path
    assert page.locator(".day-name").count() > 0


def test_going_back_puts_no_words_of_one_step_into_the_field_of_the_next(
    browser: Browser, served: ServedOffice
) -> None:
    page = phone(browser, served, "kasi_lalintalkim")
    page.goto(f"{served.office}/meja/kasus/{served.cases[0]}")
    page.locator("#isian-laporan textarea").fill("Paspor ada di rak serah.")
    with page.expect_navigation():
        page.locator("#isian-laporan .button-main").tap()
    expect(page.locator(".notice-good")).to_be_visible()
    with page.expect_navigation():
        page.go_back()
    answer = page.locator("#isian-naskah_jawaban textarea")
    expect(answer).to_be_visible()
    page.wait_for_load_state("load")
    expect(answer).to_have_value("")


def test_on_a_phone_lying_on_its_side_all_of_the_answers_box_is_reached(
    browser: Browser, served: ServedOffice
) -> None:
    page = phone(browser, served, "pengelola")
    page.goto(f"{served.office}/meja/kasus/{served.cases[1]}")
    page.set_viewport_size(LYING)
    send = page.locator("[data-send]")
    send.scroll_into_view_if_needed()
    expect(send).to_be_in_viewport(ratio=1)
    expect(page.locator(".bubbles")).to_be_attached()
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_each_tab_keeps_its_place_whichever_is_opened_first(browser: Browser, served: ServedOffice) -> None:
    page = phone(browser, served, "pengelola")
    page.set_viewport_size({"width": 390, "height": 440})
    page.goto(f"{served.office}/meja/kasus/{served.cases[1]}?tab=terbuka")
    tab = page.get_by_role("tab")
    tab.filter(has_text="Antrean").tap()
    page.locator(".pane-queue").evaluate("list => { list.scrollTop = 90; }")
    tab.filter(has_text="Kasus").tap()
    tab.filter(has_text="Antrean").tap()
    with page.expect_navigation():
        page.locator(".row").nth(1).tap()
    expect(page.locator("#pane-kasus")).to_be_visible()
    tab.filter(has_text="Percakapan").tap()
    expect(page.locator(".mark-read button")).to_have_count(0)  # what one looks at is read, also by way of a tab
    tab.filter(has_text="Antrean").tap()
    assert page.locator(".pane-queue").evaluate("list => list.scrollTop") > 0


def test_who_answered_sees_his_answer_while_it_can_be_taken_back(browser: Browser, served: ServedOffice) -> None:
    page = phone(browser, served, "pengelola")
    page.goto(f"{served.office}/meja/kasus/{served.cases[1]}?tab=terbuka")
    page.locator("#balasan").fill("Kami periksa dahulu, mohon menunggu.\n" * 12)
    with page.expect_navigation():
        page.locator("[data-send]").tap()
    expect(page.locator("form.undo [data-left]")).to_be_in_viewport(ratio=1)


def test_the_foot_of_a_field_check_lies_over_no_line_one_types(browser: Browser, served: ServedOffice) -> None:
    page = phone(browser, served, "petugas_seksi")
    page.goto(f"{served.office}/penelitian/{served.cases[2]}")
    page.locator('html[data-siap="penelitian"]').wait_for(state="attached", timeout=PATIENCE)
    box = page.locator("[name=suggestion]")
    for size in (UPRIGHT, KEYBOARD):
        page.set_viewport_size(size)
        page.evaluate("scrollTo(0, 0)")
        box.focus()
        page.evaluate("document.activeElement.scrollIntoView({block: 'nearest'})")
        expect(box).to_be_in_viewport(ratio=0.99)
        assert page.evaluate(
            """() => {
              const field = document.activeElement.getBoundingClientRect();
              return document.elementFromPoint(field.left + 20, field.bottom - 4) === document.activeElement;
            }"""
        ), size


def test_a_table_moved_sideways_keeps_its_first_column_under_its_own_heading(
    browser: Browser, served: ServedOffice
) -> None:
    page = phone(browser, served, "kepala_kantor")
    page.goto(f"{served.office}/laporan/")
    frame = page.locator(".table-frame:has(.report-table)").first
    frame.evaluate("table => table.scrollTo(200, 0)")
    lefts = frame.evaluate(
        """table => ["thead tr:last-child > :first-child", "tbody th"]
          .map((one) => Math.round(table.querySelector(one).getBoundingClientRect().left))"""
    )
    assert frame.evaluate("table => table.scrollLeft") > 0
    assert lefts[0] == lefts[1]
