"""Salinan tersamar in a browser: boxes by mouse, by the keyboard alone and on a phone; what they cover is gone."""

import io
from collections.abc import Iterator
from datetime import timedelta
from operator import sub
from pathlib import Path
from uuid import uuid4

import pytest
from PIL import ExifTags, Image
from playwright.sync_api import Browser, Locator, Page, expect

from models.rules.staff.roles import Role
from models.tables import Attachment, BlackenedCopy, Complaint, ComplaintMessage, Unmasking
from models.tables.core.settings import load_settings
from tests.actions.walking import Walk
from tests.admin_app.axe import violations
from tests.browser.people import NARROW, WIDE, Camera, Officer
from tests.browser.test_saved import Scene, office_of
from tests.office import NOW, actor

CAMERA = Camera("samaran")


def begin(walk: Walk) -> Walk:
    Complaint.update(identity_protected=True).where(Complaint.id == walk.id).execute()
    Unmasking.create(
        complaint=walk.id, asked_by=actor(Role.PENGELOLA).person_id, motive="Menyamarkan foto", asked_at=NOW,
        granted=True, decided_at=NOW, ends_at=NOW + timedelta(hours=8),
    )  # fmt: skip
    return walk


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("samaran")


@pytest.fixture(scope="module")
def scene(kept: Path) -> Iterator[Scene]:
    yield from office_of(kept, begin, 4)


def held_sideways() -> bytes:
    """A phone's photo, of which only turning makes an upright one: a red square in its upper left third."""
    upright = Image.new("RGB", (1500, 2000), "white")
    upright.paste("red", (150, 200, 450, 500))
    upright.paste("blue", (900, 1500, 1200, 1800))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = "Telepon Contoh"
    out = io.BytesIO()
    upright.transpose(Image.Transpose.ROTATE_90).save(out, "JPEG", exif=exif)
    return out.getvalue()


def clear() -> bytes:
    """A picture of black writing on nothing."""
    drawn = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    drawn.paste((0, 0, 0, 255), (300, 300, 360, 360))
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()


def received(walk: Walk, kept: Path, content: bytes) -> Attachment:
    files = load_settings({"ADUAN_DATA_DIR": str(kept / "data")}).files
    message = ComplaintMessage.get(ComplaintMessage.complaint == walk.id).message
    return Attachment.create(
        public_id=str(uuid4()), message=message, position=0, mime="image/jpeg", filename="foto.jpg",
        size=len(content), sha256=files.keep(content), state="tersimpan",
    )  # fmt: skip


def opened(
    scene: Scene, kept: Path, browser: Browser, size: dict[str, int], content: bytes = b"", dark: bool = False
) -> tuple[Attachment, Page]:
    found = received(scene.walks.pop(), kept, content or held_sideways())
    page = Officer.signed_in(browser, scene, "pengelola", size, dark, at="").page  # type: ignore[arg-type]
    page.goto(f"{scene.office}/samaran/{found.public_id}")
    page.wait_for_function("document.querySelector('.blackening img').complete")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return found, page


def drag(page: Page, begin: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw with the mouse from one place of the picture to another, each told as a share of it."""
    picture = page.locator(".blackening img")
    picture.scroll_into_view_if_needed()
    seen = picture.bounding_box()
    assert seen is not None
    (x, y), (across, down) = [
        (seen["x"] + share * seen["width"], seen["y"] + part * seen["height"]) for share, part in (begin, end)
    ]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move((x + across) / 2, (y + down) / 2)
    page.mouse.move(across, down)
    page.mouse.up()


def made(page: Page, found: Attachment) -> Image.Image:
    """Press the button and return the copy as whoever sees the case gets it."""
    page.get_by_role("button", name="Buat salinan").click()
    expect(page.get_by_text("Salinan tersamar dibuat")).to_be_visible()
    copies = BlackenedCopy.select().where(BlackenedCopy.attachment == found.id)
    address = f"/samaran/{found.public_id}/gambar/{copies.get().public_id}"
    answer = page.request.get(page.url.split("/samaran/")[0] + address)
    assert b"Telepon Contoh" not in answer.body()
    return Image.open(io.BytesIO(answer.body())).convert("RGB")


def colours(seen: Image.Image) -> set[str]:
    """The colours that are anywhere in a picture: as names, for a JPEG mixes."""
    names = {"red": (255, 0, 0), "blue": (0, 0, 255), "black": (0, 0, 0), "white": (255, 255, 255)}
    found = [colour for _, colour in seen.getcolors(seen.width * seen.height) or []]
    return {name for name, at in names.items() for one in found if sum(map(abs, map(sub, at, one))) < 60}


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "phone"])
def test_what_a_drawn_box_covers_of_a_photo_held_sideways_is_gone(
    scene: Scene, kept: Path, browser: Browser, size: dict[str, int]
) -> None:
    found, page = opened(scene, kept, browser, size)
    boxes = page.locator(".blackening-box")
    drag(page, (0.05, 0.05), (0.35, 0.30))
    expect(boxes).to_have_count(1)
    drag(page, (0.60, 0.70), (0.90, 0.95))
    expect(boxes).to_have_count(2)
    page.get_by_role("button", name="Hapus kotak").click()  # the one drawn last
    expect(boxes).to_have_count(1)
    CAMERA.take(page, f"kotak-{size['width']}")
    seen = made(page, found)
    assert colours(seen) == {"white", "black", "blue"}
    assert seen.height > seen.width
    expect(page.locator(".blackened img")).to_be_visible()
    CAMERA.take(page, f"salinan-{size['width']}")


def test_the_keyboard_alone_adds_moves_widens_removes_and_makes(scene: Scene, kept: Path, browser: Browser) -> None:
    found, page = opened(scene, kept, browser, WIDE)
    tab_to(page, page.get_by_role("button", name="Tambah kotak"))
    page.keyboard.press("Enter")
    box = page.locator(".blackening-box")
    expect(box).to_be_focused()
    for key, times in (("ArrowLeft", 31), ("ArrowUp", 31), ("Shift+ArrowRight", 2), ("Shift+ArrowDown", 7)):
        for _ in range(times):
            page.keyboard.press(key)
    assert page.locator("input[name=kotak]").input_value() == "90,90,220,170"
    tab_to(page, page.get_by_role("button", name="Tambah kotak"))
    page.keyboard.press("Enter")
    expect(box).to_have_count(2)
    page.keyboard.press("Delete")
    expect(box).to_have_count(1)
    tab_to(page, page.get_by_role("button", name="Buat salinan"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Salinan tersamar dibuat")).to_be_visible()
    assert BlackenedCopy.get(BlackenedCopy.attachment == found.id).boxes == "[[90, 90, 220, 170]]"


def test_writing_on_nothing_is_seen_in_the_dark_before_it_is_passed_on(
    scene: Scene, kept: Path, browser: Browser
) -> None:
    _, page = opened(scene, kept, browser, WIDE, clear(), dark=True)
    shown = Image.open(io.BytesIO(page.locator(".blackening img").screenshot())).convert("RGB")
    assert colours(shown) == {"white", "black"}


def tab_to(page: Page, wanted: Locator) -> None:
    """Go on with the Tab key to a button."""
    handle = wanted.element_handle()
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement === wanted", handle):
            return
    pytest.fail("the Tab key never came to it")
