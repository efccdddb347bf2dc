"""Chromium before the served office: one sign-in a role, every size and colour, small files."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page

from models.rules.staff.roles import Role
from tests.admin_app.browsing import PASSWORD
from tests.browser.people import NARROW, WIDE, sign_in
from tests.pictures.busy_office import BusyOffice
from tests.served import served

SIZES = {"lebar": WIDE, "sempit": NARROW}
COLOURS = 256
_PICTURES_SHOWN = """Promise.all([...document.images]
  .filter((one) => one.offsetParent && one.getBoundingClientRect().top < innerHeight)
  .map((one) => one.decode().catch(() => null))).then(() => true)"""


@dataclass
class Studio:
    """The served office and who is signed in."""

    browser: Browser
    office: BusyOffice
    url: str
    signed_in: dict[Role, Any] = field(default_factory=dict)
    rooms: dict[tuple[Role, str, bool], Page] = field(default_factory=dict)

    def page(self, role: Role, size: str = "lebar", dark: bool = False) -> Page:
        """Return the browser window of a role; its clock stands where the office's does."""
        key = (role, size, dark)
        if key not in self.rooms:
            if role not in self.signed_in:
                self.signed_in[role] = self._sign_in(role)
            self.rooms[key] = self._context(size, dark, self.signed_in[role]).new_page()
            self.rooms[key].clock.set_fixed_time(self.office.clock.now.replace(tzinfo=UTC))
        return self.rooms[key]

    def opens(self, role: Role, path: str, size: str = "lebar", dark: bool = False) -> tuple[Page, int]:
        """Open an address as a role, to the end; return the window and the status of the answer."""
        page = self.page(role, size, dark)
        answer = page.goto(self.url + path, wait_until="load")
        page.evaluate("document.fonts.ready")
        page.evaluate(_PICTURES_SHOWN)  # charts come when they are visible
        return page, answer.status if answer else 0

    def leave(self, role: Role) -> None:
        """Close the windows of a role."""
        for key in [key for key in self.rooms if key[0] == role]:
            self.rooms.pop(key).context.close()

    def _context(self, size: str, dark: bool, state: Any = None) -> BrowserContext:
        return self.browser.new_context(
            viewport=SIZES[size],  # type: ignore[arg-type]
            color_scheme="dark" if dark else "light",
            storage_state=state,
            locale="id-ID",
            reduced_motion="reduce",
        )

    def _sign_in(self, role: Role) -> Any:
        context = self._context("lebar", dark=False)
        sign_in(context, self.url, str(role), PASSWORD)
        state = context.storage_state()
        context.close()
        return state


@contextmanager
def studio(browser: Browser, office: BusyOffice) -> Iterator[Studio]:
    """Serve the office until the block ends."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with served(office.app) as url:
        room = Studio(browser, office, url)
        try:
            yield room
        finally:
            for page in room.rooms.values():
                page.context.close()


def small_png(picture: bytes, path: Path) -> None:
    """Keep a picture with 256 colours."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(path, optimize=True)
