"""People at their browsers: a citizen with a phone, officers at Meja Kerja. Pictures of what they see are kept."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Download, Locator, Page, expect, sync_playwright

from tests.browser.practice import Practice
from tests.tools import ROOT, needs

SCREENSHOTS = ROOT / "tests" / "screenshots"
WIDE = {"width": 1366, "height": 768}
NARROW = {"width": 390, "height": 844}
PICTURES = os.environ.get("ADUAN_TEST_PICTURES") == "1"
# The example name of deploy/ leads to this machine.
_NAMES = ("--host-resolver-rules=MAP *.kantor.lan 127.0.0.1",)
# A page lives too short for what its compiler would make of it.
FLAGS = ("--no-sandbox", "--disable-dev-shm-usage", "--js-flags=--no-opt", *_NAMES)
PATIENCE = 30_000  # milliseconds until something must have appeared


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run the system's Chromium."""
    path = needs("chromium")
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


def downloaded(page: Page, link: Locator) -> Download:
    """Click a link and return its file; a browser that cannot show PDF downloads what stands in a page, too."""
    address = str(link.get_attribute("href"))
    with page.expect_download(lambda found: found.url.endswith(address)) as waiting:
        link.click()
    return waiting.value


def keep_picture(page: Page, path: Path, full_page: bool = False) -> None:
    """Keep a picture where ADUAN_TEST_PICTURES=1 asks for them: nobody looks at those of an ordinary run."""
    if PICTURES:
        path.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(path), full_page=full_page)


def sign_in(context: BrowserContext, office: str, username: str, password: str) -> None:
    """Send what the form of signing in sends, without drawing it: a session of its own, at a tenth of the cost."""
    found = re.search('name="csrf_token" value="([^"]+)"', context.request.get(f"{office}/login").text())
    form = {"csrf_token": found[1] if found else "", "username": username, "password": password}
    answer = context.request.post(f"{office}/login", form=form, max_redirects=0)
    assert answer.status == 302, answer.text()


@dataclass
class Camera:
    """Keeps numbered pictures of one walk, where pictures are wanted."""

    walk: str
    taken: int = 0

    def take(self, page: Page, name: str) -> None:
        """Keep a picture of what is on the screen."""
        self.taken += 1
        keep_picture(page, SCREENSHOTS / f"{self.walk}-{self.taken:02d}-{name}.png")


@dataclass
class Citizen:
    """A citizen with the simulator's phone page open."""

    page: Page

    @classmethod
    def new(cls, browser: Browser, practice: Practice, name: str, phone: str) -> "Citizen":
        """Open the phone of a new citizen."""
        page = browser.new_context(viewport=NARROW).new_page()
        page.goto(practice.citizens)
        page.get_by_test_id("new-citizen-name").fill(name)
        page.get_by_test_id("new-citizen-phone").fill(phone)
        page.get_by_test_id("new-citizen-save").click()
        return cls(page)

    def write(self, text: str) -> None:
        """Send a message to the office."""
        self.page.get_by_test_id("phone-text").fill(text)
        self.page.get_by_test_id("phone-send").click()
        expect(self.page.get_by_test_id("bubble").last).to_contain_text(text.splitlines()[0], timeout=PATIENCE)

    def reads(self, *words: str) -> None:
        """Wait until an answer with all these words is on the phone."""
        bubble = self.page.locator('[data-testid="bubble"][data-direction="out"]')
        for word in words:
            bubble = bubble.filter(has_text=word)
        expect(bubble.first).to_be_visible(timeout=PATIENCE)


@dataclass
class Officer:
    """An officer signed in at Meja Kerja."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    @classmethod
    def signed_in(
        cls,
        browser: Browser,
        practice: Practice,
        role: str,
        size: dict[str, int] = WIDE,
        dark: bool = False,
        at: str = "/meja/",
    ) -> "Officer":
        """Sign in as a role and open a page, if one is named; that people sign in on a page is walked `by_hand`."""
        officer = cls.arrived(browser, size, dark)
        sign_in(officer.page.context, practice.office, *practice.login(role))
        if at:
            officer.page.goto(f"{practice.office}{at}")
        return officer

    @classmethod
    def by_hand(cls, browser: Browser, practice: Practice, role: str) -> "Officer":
        """Sign in as a role through the page, and open Meja Kerja."""
        officer = cls.arrived(browser, WIDE, dark=False)
        officer.page.goto(f"{practice.office}/login")
        username, password = practice.login(role)
        officer.page.fill("[name=username]", username)
        officer.page.fill("[name=password]", password)
        officer.page.get_by_role("button", name="Masuk").click()
        officer.page.wait_for_url(f"{practice.office}/", timeout=PATIENCE)
        officer.page.goto(f"{practice.office}/meja/")
        return officer

    @classmethod
    def arrived(cls, browser: Browser, size: dict[str, int], dark: bool, strangers: bool = False) -> "Officer":
        """Open a page of nobody yet; with `strangers` certificates of unknown authorities pass."""
        scheme: Any = "dark" if dark else "light"
        context = browser.new_context(
            viewport=size, accept_downloads=True, color_scheme=scheme, ignore_https_errors=strangers
        )
        officer = cls(context.new_page())
        officer.page.on("console", officer._note)
        officer.page.on("pageerror", lambda problem: officer.complaints.append(str(problem)))
        return officer

    def _note(self, message: Any) -> None:
        if message.type == "error" and "status of 409" not in message.text:
            self.complaints.append(message.text)

    def opens(self, words: str) -> None:
        """Wait for a case in the queue, without reloading, and open it."""
        row = self.page.locator(".row", has_text=words).first
        row.wait_for(timeout=PATIENCE)
        row.click()
        expect(self.page.locator(".pane-case")).to_be_attached()

    def stands_at(self, stage: str) -> None:
        """Wait until the open case shows this stage, without reloading."""
        expect(self.page.locator(".pills .pill").first).to_have_text(stage, timeout=PATIENCE)

    def presses(self, name: str) -> None:
        """Press a button of the case and wait for the page that follows."""
        with self.page.expect_navigation():
            self.page.locator(".pane-case, .composer").get_by_role("button", name=name, exact=True).first.click()
        problem = self.page.locator(".refusal, .left-over .notice")
        assert problem.count() == 0, problem.first.inner_text()

    def unfolds(self, name: str) -> None:
        """Open a folded form."""
        self.page.locator(".pane-case summary", has_text=name).first.click()

    def fills(self, label: str, text: str) -> None:
        """Type into the field with this label; of several, the one that is open."""
        self.page.locator(".pane-case").get_by_label(label).locator("visible=true").first.fill(text)

    def picks(self, label: str, choice: str) -> None:
        """Choose from a list."""
        self.page.locator(".pane-case").get_by_label(label).locator("visible=true").first.select_option(label=choice)

    def downloads(self, link: str, folder: Path) -> Path:
        """Download the newest file behind a link of this name."""
        found = downloaded(self.page, self.page.get_by_role("link", name=link).last)
        path = folder / found.suggested_filename
        found.save_as(path)
        return path
