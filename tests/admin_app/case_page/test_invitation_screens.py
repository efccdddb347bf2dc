"""In a real browser, on both databases: a TikTok comment is answered in private through an invitation, or closed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from models.rules.cases.sop import Stage
from models.rules.staff.roles import Role
from models.tables import Invitation, Outbox
from tests.actions.inviting import ANSWER
from tests.admin_app.browsing import PASSWORD, Clock, back_office
from tests.admin_app.case_page.live_platforms import Commented, live_platforms
from tests.browser.people import SCREENSHOTS, WIDE, keep_picture
from tests.served import served


class Office:
    """The served office: officers at their browsers; the platforms are simulated, and the agent carries between."""

    def __init__(self, walk: Commented, url: str, chromium: Any, clock: Clock, name: str) -> None:
        self.walk, self.url, self.chromium, self.clock = walk, url, chromium, clock
        self.complaints: list[str] = []
        self.name, self.taken = name, 0

    def opens(self, role: Role) -> Page:
        """Return the case's page at this officer's browser."""
        page: Page = self.chromium.new_page(viewport=WIDE, locale="id-ID")
        page.on("console", lambda message: self._note(message.type, message.text))
        page.goto(f"{self.url}/login")
        page.fill("[name=username]", str(role))
        page.fill("[name=password]", PASSWORD)
        page.click("button.button-main")
        page.wait_for_url(f"{self.url}/")
        self.shows(page)
        return page

    def _note(self, sort: str, text: str) -> None:
        if sort == "error" and "status of 409" not in text:
            self.complaints.append(text)

    def shows(self, page: Page) -> None:
        """Open the case anew, and keep a picture where pictures are wanted."""
        page.goto(f"{self.url}/meja/kasus/{self.walk.case.public_id}")
        self.taken += 1
        keep_picture(page, SCREENSHOTS / "undangan" / f"{self.name}-{self.taken:02d}.png")

    def presses(self, page: Page, name: str) -> None:
        """Press a button and wait for the page that follows."""
        with page.expect_navigation():
            page.get_by_role("button", name=name, exact=True).locator("visible=true").first.click()

    def archives(self, page: Page) -> None:
        """Issue the sheet and put the case away, saying why nothing signed by hand was scanned."""
        self.presses(page, "Siapkan konsep Lembar Pengaduan Masyarakat")
        self.presses(page, "Terbitkan lembar")
        page.get_by_label("Mengapa tidak ada salinan bertanda tangan").locator("visible=true").first.fill(
            "Pemindai rusak; aslinya di map."
        )
        self.presses(page, "Arsipkan dan selesaikan")

    def platforms(self) -> None:
        """Let the agent bring in and send what is due."""
        self.walk.carry()


@pytest.fixture
def office(
    account: Any,
    database_url: str,
    tmp_path: Path,
    clock: Clock,
    chromium: Any,
    request: pytest.FixtureRequest,
) -> Iterator[Office]:
    """A case in a TikTok comment whose decided answer is too long, or too private, to be said in public."""
    app = back_office(tmp_path, clock)
    with live_platforms(clock, database_url, tmp_path / "data") as platforms, served(app) as url:
        walk = Commented(platforms, account)
        walk.at_answering()
        clock.now = walk.now
        yield Office(walk, url, chromium, clock, request.node.originalname[5:25])
        for context in chromium.contexts:
            context.close()


def invites(office: Office, page: Page) -> str:
    """Invite as the officer does, and return the code everybody reads."""
    page.select_option("#tujuan", "undangan")
    expect(page.locator("#jalur")).to_be_visible()
    assert "{kode}" in page.locator("#balasan").input_value()
    expect(page.locator("#hitungan")).to_contain_text("/ 150")
    office.presses(page, "Balas di depan umum lewat TikTok")
    office.platforms()
    return str(Invitation.get().code)


def test_comment_invitation_code_on_whatsapp_answer_there_and_archived(office: Office) -> None:
    walk, page = office.walk, office.opens(Role.PENGELOLA)
    code = invites(office, page)
    said = Outbox.get(Outbox.purpose == "undangan").text
    assert code in said
    assert len(said) <= 150
    office.shows(page)
    card = page.locator("#undangan")
    expect(card).to_contain_text("Kasus belum terjawab")
    assert walk.stage is Stage.PENYAMPAIAN

    citizen = walk.platforms
    assert said in citizen.in_public()
    citizen.writes(code)
    office.platforms()
    office.shows(page)
    expect(card).to_contain_text("belum tentu orang yang sama")
    assert page.locator('[name="cara"][value^="undangan-"]').count() == 0
    citizen.comments(citizen.word())
    office.platforms()
    office.shows(page)
    expect(card).to_contain_text("Undangan diterima")
    assert ANSWER in page.locator("#balasan").input_value()
    office.presses(page, "Kirim lewat WhatsApp")
    assert walk.stage is Stage.PENYAMPAIAN  # not yet taken by the platform
    office.platforms()
    assert walk.stage is Stage.DOKUMENTASI
    assert citizen.on_the_phone()[-1] == Outbox.get(Outbox.purpose == "jawaban").text
    assert ANSWER in citizen.on_the_phone()[-1]
    assert not any(ANSWER in text for text in citizen.in_public())
    office.shows(page)
    office.archives(page)
    assert walk.stage is Stage.SELESAI
    assert not walk.case.unreachable
    assert office.complaints == []


def test_never_taken_up_it_is_said_once_more_and_closed_by_kasubsi_as_unreachable(office: Office) -> None:
    walk, page = office.walk, office.opens(Role.PENGELOLA)
    invites(office, page)
    for _ in range(2):
        page.context.close()  # nobody stays signed in for three days
        walk.days(3)
        office.platforms()
        page = office.opens(Role.PENGELOLA)
        if page.locator("#undangan").get_by_text("Ingatkan satu kali lagi").count():
            assert page.locator("#tujuan").input_value() == "undangan"
            office.presses(page, "Balas di depan umum lewat TikTok")
            office.platforms()
    expect(page.locator("#undangan")).to_contain_text("tidak dapat dihubungi")
    kasubsi = office.opens(Role.KASUBSI_INFOKIM)
    label = "Tutup penyampaian: pelapor tidak dapat dihubungi"
    kasubsi.get_by_label("Alasan").locator("visible=true").first.fill("Dua kali diundang, tidak menanggapi.")
    office.presses(kasubsi, label)
    assert walk.stage is Stage.DOKUMENTASI
    office.shows(page)
    expect(page.locator(".case-head")).to_contain_text("Pelapor tidak dapat dihubungi")
    office.archives(page)
    assert walk.stage is Stage.SELESAI
    assert office.complaints == []


def test_a_public_reply_unlike_the_answer_asks_again_and_goes_with_one_tick(office: Office) -> None:
    page = office.opens(Role.PENGELOLA)
    page.select_option("#tujuan", "jawaban")
    page.fill("#balasan", "Your passport can be collected tomorrow.")
    office.presses(page, "Balas di depan umum lewat TikTok")
    expect(page.get_by_role("alert")).to_contain_text("tidak mirip jawaban")
    assert Outbox.select().where(Outbox.purpose == "jawaban").count() == 0
    page.get_by_label("Ya, balasan ini memuat jawaban yang diputuskan").check()
    office.presses(page, "Balas di depan umum lewat TikTok")
    assert Outbox.select().where(Outbox.purpose == "jawaban").count() == 1
