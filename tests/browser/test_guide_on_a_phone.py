"""The staff guide on a telephone of 390 pixels: no page scrolls sideways, what is wide scrolls in itself."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from admin_app.shell.guide_pages import FOLDER
from tests.browser.people import sign_in
from tests.browser.served_office import served_office

PHONE: ViewportSize = {"width": 390, "height": 844}
# A phone makes a page that is too wide smaller instead of scrolling it: then it has more pixels than the phone.
_WIDTH = "Math.max(document.documentElement.scrollWidth, innerWidth)"
# Commands and tables that reach out of their frame, or cannot be scrolled by who has no finger to do it.
_OUTSIDE = """() => [...document.querySelectorAll("main pre, main .table-frame")].filter((one) => {
    const box = one.getBoundingClientRect(), wider = one.scrollWidth > one.clientWidth;
    return box.right > innerWidth || (wider && (getComputedStyle(one).overflowX !== "auto" || one.tabIndex !== 0));
  }).map((one) => one.textContent.trim().slice(0, 60))"""
_SCROLLS = """() => [...document.querySelectorAll("main pre")].some((one) => one.scrollWidth > one.clientWidth)"""

_UNDONE = """() => document.querySelectorAll("main pre").forEach((one) => {
    Object.assign(one.style, { overflow: "visible", maxWidth: "none", width: "max-content" }); })"""


@pytest.fixture(scope="module")
def page(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A phone on which somebody is signed in."""
    with served_office(tmp_path_factory.mktemp("panduan"), 1) as served:
        context = chromium.new_context(viewport=PHONE, is_mobile=True, has_touch=True, base_url=served.office)
        sign_in(context, served.office, *served.login("kasi_lalintalkim"))
        yield context.new_page()
        context.close()


@pytest.mark.parametrize("name", [*sorted(path.stem for path in FOLDER.glob("*.md")), "ringkas", "?cari=run_admin"])
def test_a_page_of_the_guide_fits_a_phone(page: Page, name: str) -> None:
    page.goto(f"/bantuan/{name}")
    assert (page.evaluate(_WIDTH), page.evaluate(_OUTSIDE)) == (PHONE["width"], [])


def test_long_commands_are_scrolled_where_they_stand(page: Page) -> None:
    page.goto("/bantuan/memasang")
    assert page.evaluate(_SCROLLS)


def test_a_command_that_does_not_scroll_in_itself_would_be_seen(page: Page) -> None:
    page.goto("/bantuan/memasang")
    page.evaluate(_UNDONE)
    assert page.evaluate(_WIDTH) > PHONE["width"] or page.evaluate(_OUTSIDE)
