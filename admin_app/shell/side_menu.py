"""The side menu of every page: groups with an icon, and how much waits on each page."""

from dataclasses import dataclass, replace

from flask import Flask, current_app, g, request
from flask_admin import BaseView
from flask_admin.menu import BaseMenu, MenuView
from flask_login import current_user

from admin_app.shell.frame_numbers import frame_numbers, open_screens
from admin_app.shell.guarded_page import MOST_WAITING
from admin_app.shell.signing_in import cookie_name
from models.rules.staff.themes import Theme

# How wide the menu stands in this browser: a matter of the screen, not of the officer, so a cookie keeps it.
WIDTH_COOKIE = "aduan_menu"
WIDTHS = ("lebar", "ringkas")
# The icon of each first-level entry; what is not named here gets the plain one.
_ICONS = {
    "Beranda": "rumah",
    "Meja Kerja": "meja",
    "Catat pengaduan": "catat",
    "Penelitian lapangan": "tugas",
    "Kasus": "kasus",
    "Naskah": "naskah",
    "Laporan": "laporan",
    "Dasbor": "dasbor",
    "Kanal": "kanal",
    "Kantor": "kantor",
    "Acuan": "acuan",
    "Sistem": "sistem",
    "Jejak audit": "jejak",
    "Cari": "cari",
    "Bantuan": "bantuan",
}


@dataclass(frozen=True)
class Entry:
    """One line of the menu; a group has its pages in `pages`."""

    name: str
    address: str
    here: bool
    waiting: int
    icon: str = ""
    pages: tuple["Entry", ...] = ()

    @property
    def count(self) -> str:
        """Return how much waits, as shown; empty for nothing."""
        if not self.waiting:
            return ""
        return str(self.waiting) if self.waiting <= MOST_WAITING else f"{MOST_WAITING}+"


def side_menu(view: BaseView | None = None) -> list[Entry]:
    """Return the menu of who is asking, `view` being the present page; read once a request."""
    if "side_menu" not in g:
        menu, shown = current_app.extensions["admin"][0].menu(), set(open_screens())
        g.side_menu = [entry for item in menu for entry in _first_level(item, view, shown)]
    return list(g.side_menu)


def chosen_width() -> str:
    """Return the menu width chosen in this browser, empty where the screen decides."""
    width = request.cookies.get(cookie_name(WIDTH_COOKIE), "")
    return width if width in WIDTHS else ""


def chosen_theme() -> str:
    """Return the colours who is asking chose, empty where his computer decides."""
    theme = current_user.staff.theme if current_user and current_user.is_authenticated else Theme.SISTEM
    return "" if theme == Theme.SISTEM else str(theme)


def register(app: Flask) -> None:
    """Give the templates `side_menu(view)`, `menu_width()` and `chosen_theme()`."""
    app.jinja_env.globals.update(side_menu=side_menu, menu_width=chosen_width, chosen_theme=chosen_theme)


def _first_level(item: BaseMenu, view: BaseView | None, shown: set[BaseView]) -> list[Entry]:
    if not item.is_category():
        return [_entry(item, view, _icon(item.name))] if _screen_of(item) in shown else []
    # Which of them are shown is asked here once; the library would ask three times.
    pages = tuple(_entry(child, view) for child in item._children if _screen_of(child) in shown)
    if len(pages) == 1:  # A group of one is no group: the page itself stands in the menu.
        return [replace(pages[0], icon=_icon(pages[0].name, item.name))]
    if not pages:
        return []
    here, waiting = any(page.here for page in pages), sum(page.waiting for page in pages)
    return [Entry(item.name, "", here, waiting, _icon(item.name), pages)]


def _screen_of(item: BaseMenu) -> BaseView | None:
    return item._view if isinstance(item, MenuView) else None


def _entry(item: BaseMenu, view: BaseView | None, icon: str = "") -> Entry:
    screen = _screen_of(item)
    count = frame_numbers().get(screen.endpoint, 0) if screen is not None else 0
    return Entry(item.name, str(item.get_url()), view is not None and item.is_active(view), count, icon)


def _icon(name: str, group: str = "") -> str:
    return _ICONS.get(name) or _ICONS.get(group) or "kabar"
