"""Every picture of the staff guide can be taken anew, and the sheets of screens find the screens by their links."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser
from pypdf import PdfReader

from models.rules.staff.roles import Role
from tests.browser.people import SCREENSHOTS
from tests.pictures import guide, sheets
from tests.pictures.busy_office import busy_office
from tests.pictures.studio import Studio, studio


@pytest.fixture(scope="module")
def room(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """The busy office, served."""
    with busy_office(tmp_path_factory.mktemp("gambar")) as office, studio(chromium, office) as served:
        yield served


@pytest.mark.parametrize("name", guide.SHOTS)
def test_a_picture_of_the_guide_shows_what_it_must(name: str, room: Studio) -> None:
    path = guide.take(room, name, SCREENSHOTS / "panduan")
    assert path.stat().st_size <= guide.LARGEST


def test_the_quick_guide_prints_on_one_page(room: Studio, tmp_path: Path) -> None:
    sheet = PdfReader(guide.print_sheet(room, tmp_path / "ringkas.pdf"))
    assert len(sheet.pages) == 1
    assert round(float(sheet.pages[0].mediabox.height)) == 842


def test_the_links_of_an_office_lead_to_its_screens_and_each_is_met_once(room: Studio) -> None:
    found = sheets.addresses(room, Role.PENGELOLA)
    assert {"/pengaduan/", "/laporan/", "/catat/", "/akun", "/bantuan/ringkas"} <= set(found)
    assert any(path.startswith("/meja/kasus/") for path in found)
    kinds = [sheets.kind_of(path) for path in found]
    assert len(set(kinds)) == len(kinds)


def test_a_sheet_holds_every_picture() -> None:
    shots = [(f"/{number}", Image.new("RGB", (1366, 768), "red")) for number in range(5)]
    sheet = sheets.contact_sheet("Judul", shots, 100, 2)
    reds = sum(pixels for pixels, colour in sheet.getcolors(100_000) or () if colour == (255, 0, 0))
    assert reds == 5 * 100 * 56
