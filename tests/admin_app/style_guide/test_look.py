"""The page of pieces: for the administrator, with every colour of the tokens, every icon, and a refused form."""

import re
from collections.abc import Callable
from html import unescape

from admin_app.shell.icons import NAMES
from admin_app.style_guide.look_pieces import TICKS
from models.rules.replies.delivery import REPLY_LABELS, ReplyState
from models.rules.staff.presence import GRADE_LABELS
from models.rules.staff.roles import Role
from tests.admin_app.browsing import Browser, text
from tests.tools import ROOT

Open = Callable[[Role | str], Browser]
STATIC = ROOT / "admin_app" / "static"
COLOUR = re.compile(r"^  --([a-z0-9-]+): #", re.MULTILINE)


def colours(sheet: str) -> set[str]:
    """Return the colours a sheet sets."""
    return set(COLOUR.findall((STATIC / sheet).read_text("utf-8")))


def test_the_page_shows_every_piece_in_every_state(signed_in: Open) -> None:
    page = unescape(text(signed_in(Role.ADMINISTRATOR).get("/gaya/")))
    assert set(re.findall(r'class="swatch-([a-z0-9-]+)"', page)) == colours("tokens.css")
    assert all(f'href="#ikon-{name}"' in page for name in NAMES)
    for state in ("disabled", 'aria-invalid="true"', "Isian ini wajib diisi.", "Pilih salah satu yang tersedia."):
        assert state in page
    for look in ("good", "warn", "bad"):
        assert f"pill-{look}" in page and f"notice-{look}" in page


def test_the_pieces_of_the_desk_are_drawn_by_its_own_templates(signed_in: Open) -> None:
    page = unescape(text(signed_in(Role.ADMINISTRATOR).get("/gaya/")))
    for state, label in REPLY_LABELS.items():
        assert state is ReplyState.SENT or (f"state-{state}" in page and label in page)
    assert all(f'title="{words}"' in page for _, words in TICKS)
    for state in ("selesai", "kembali", "berjalan", "lewat", "nanti"):
        assert f"rail-{state}" in page
    for state in ("cukup", "segera", "terlambat"):
        assert f"due-{state}" in page
    for side in ("in", "out", "bukti", "catatan", "celah"):
        assert f"bubble-{side}" in page
    assert all(f"present-{grade}" in page for grade in GRADE_LABELS)


def test_every_colour_of_the_page_is_drawn(signed_in: Open) -> None:
    sheet = (STATIC / "aduan.css").read_text("utf-8")
    assert set(re.findall(r"\.swatch-([a-z0-9-]+) \{", sheet)) == colours("tokens.css")


def test_the_dark_has_a_value_for_every_colour_and_no_other() -> None:
    assert colours("tokens.css") - colours("gelap.css") == {"side-here"}  # as bright by night
    assert colours("gelap.css") <= colours("tokens.css")


def test_no_sheet_names_a_token_that_is_not_there() -> None:
    known = set(re.findall(r"--([a-z0-9-]+):", (STATIC / "tokens.css").read_text("utf-8")))
    for sheet in STATIC.rglob("*.css"):
        said = sheet.read_text("utf-8")
        own = set(re.findall(r"--([a-z0-9-]+):", said))
        assert set(re.findall(r"var\(--([a-z0-9-]+)", said)) <= known | own, sheet.name


def test_nothing_comes_from_outside() -> None:
    for sheet in STATIC.rglob("*.css"):
        assert not re.findall(r"url\([\"']?(?:https?:)?//|@import", sheet.read_text("utf-8")), sheet.name
