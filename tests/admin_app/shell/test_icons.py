"""Every icon a page asks for is drawn once, and every page carries the drawings."""

import re

import pytest

from admin_app.shell.icons import NAMES, icon
from tests.admin_app.browsing import Browser, text
from tests.tools import ROOT

ASKED = re.compile(r"""icon\(["']([a-z]+)["']\)""")


def test_every_icon_that_is_asked_for_is_drawn() -> None:
    pages = (ROOT / "admin_app" / "templates").rglob("*.html")
    asked = {name for page in pages for name in ASKED.findall(page.read_text("utf-8"))}
    assert {"menu", "lonceng", "keluar"} <= asked <= set(NAMES)
    assert len(NAMES) == len(set(NAMES))


def test_every_page_carries_the_drawings(browser: Browser) -> None:
    page = text(browser.get("/login"))
    assert tuple(re.findall(r'<symbol id="ikon-([a-z]+)"', page)) == NAMES


def test_an_icon_points_into_the_drawings_and_is_silent() -> None:
    shown = icon("cari")
    assert 'href="#ikon-cari"' in shown
    assert 'aria-hidden="true"' in shown
    with pytest.raises(KeyError):
        icon("naga")
