"""In a real browser: a head with twenty memos looks at each and signs them all; what his hands do is counted."""

from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from models.actions.papers.draft_document import draft_document
from models.rules.cases.sop import Stage
from models.rules.staff.roles import Role
from models.tables import Complaint, Document
from tests.actions.drafting import use_mode
from tests.actions.walking import Walk
from tests.admin_app.axe import violations
from tests.admin_app.browsing import PASSWORD
from tests.admin_app.papers.esign.at_service import without_office_program
from tests.admin_app.papers.in_turn.walking_along import HERE, drafted, states
from tests.browser.hands import Hands
from tests.browser.people import NARROW, SCREENSHOTS, WIDE, keep_picture, sign_in
from tests.office import actor
from tests.served import served
from tests.tools import needs

MEMOS = 20
_PATIENCE = 90_000


def twenty(account: Any) -> list[int]:
    """Return the memos of twenty cases on Kasubsi's desk."""
    found = []
    for place in range(MEMOS):
        walk = Walk(account, who=f"6281100000{place:02}").at_kasubsi()
        changes = {"hal": f"Penerusan pengaduan paspor nomor {place + 1}"}
        found.append(
            draft_document(walk.id, "ND-TERUS", actor(Role.KASUBSI_INFOKIM), walk.tick(), changes=changes).id
        )
    return found


def at_the_walk(page: Page, url: str) -> None:
    """Go there as he does: from Beranda."""
    sign_in(page.context, url, "kasubsi_infokim", PASSWORD)
    page.goto(f"{url}/")
    page.get_by_role("link", name="Tanda tangan berturut-turut").click()
    page.wait_for_url(f"{url}{HERE}")


def seen(page: Page, name: str) -> None:
    """Keep pictures of the page on a PC and on a telephone, where they are wanted."""
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        keep_picture(page, SCREENSHOTS / "berturut" / f"{name}-{size['width']}.png", full_page=True)
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]


def test_twenty_memos_are_looked_at_and_signed_with_forty_keys(
    app: Flask, sqlite_account: Any, chromium: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs("pdftoppm")
    without_office_program(monkeypatch)
    memos = twenty(sqlite_account)
    with served(app) as url:
        page = chromium.new_page(viewport=WIDE, locale="id-ID")
        at_the_walk(page, url)
        ready = page.locator(".in-turn-paper:not([hidden]) [data-turn-seen]:enabled")
        expect(ready).to_have_count(1, timeout=_PATIENCE)
        expect(page.locator(".in-turn-paper:not([hidden])")).to_have_count(1)
        assert violations(page) == []
        seen(page, "satu")
        hands = Hands(page)
        page.keyboard.press("Home")  # out of every field
        page.locator("[data-turn]").first.focus()
        for place in range(MEMOS):
            expect(page.locator("[data-turn]").nth(place)).to_be_focused()
            expect(ready).to_have_count(1, timeout=_PATIENCE)
            hands.key("x")
            if place < MEMOS - 1:
                hands.key("j")
        expect(page.get_by_role("button", name=f"Tanda tangani yang dicentang ({MEMOS})")).to_be_visible()
        hands.leads("Control+Enter")
        expect(page.get_by_role("heading", name=f"{MEMOS} dari {MEMOS} naskah")).to_be_visible()
        assert violations(page) == []
        seen(page, "hasil")
        page.context.close()
    assert hands.actions == 2 * MEMOS
    assert {paper.state for paper in Document.select().where(Document.id.in_(memos))} == {"ditandatangani"}
    assert {case.stage for case in Complaint.select()} == {str(Stage.ANALISA_SEKSI)}


def test_by_hand_it_is_one_button_a_paper_and_what_does_not_show_cannot_be_ticked(
    app: Flask, sqlite_account: Any, chromium: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs("pdftoppm")
    without_office_program(monkeypatch)
    walks = [Walk(sqlite_account, who=f"6281100000{place:02}").at_kasubsi() for place in range(5)]
    kasubsi = actor(Role.KASUBSI_INFOKIM)
    papers = [draft_document(walk.id, "ND-TERUS", kasubsi, walk.tick()) for walk in walks]
    with served(app) as url:
        page = chromium.new_page(viewport=NARROW, locale="id-ID")
        told = "<p role=alert>Konsepnya berubah</p>"  # as the frame of other words says
        page.route(
            f"**/{papers[4].public_id}/*/halaman",
            lambda route: route.fulfill(body=told, content_type="text/html"),
        )
        at_the_walk(page, url)
        here = page.locator(".in-turn-paper:not([hidden])")
        for _ in range(4):
            here.get_by_role("button", name="Sudah dilihat, berikutnya").click(timeout=_PATIENCE)
        expect(here.frame_locator("iframe").get_by_role("alert")).to_be_visible(timeout=_PATIENCE)
        expect(here.get_by_role("button", name="Sudah dilihat, berikutnya")).to_be_disabled()
        expect(page.locator("[name=naskah]").last).to_be_disabled()
        page.get_by_role("button", name="Tanda tangani yang dicentang").click()
        expect(page.get_by_role("heading", name="4 dari 4 naskah")).to_be_visible()
        page.context.close()
    assert [Document.get_by_id(paper.id).state for paper in papers] == [*["ditandatangani"] * 4, "konsep"]


_ALL_DRAWN = """() => Promise.all([...document.querySelectorAll("iframe")].map(async (own) => {
  const pages = [...(own.contentDocument?.querySelectorAll("img") || [])];
  await Promise.all(pages.map((page) => page.decode()));
  return pages.length > 0;
})).then((drawn) => drawn.every(Boolean), () => false)"""


def test_pages_fetched_ahead_can_be_ticked_only_once_they_stood_on_the_screen(
    app: Flask, sqlite_account: Any, chromium: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs("pdftoppm")
    without_office_program(monkeypatch)
    papers = [drafted(sqlite_account, place)[1] for place in range(3)]
    use_mode("eksternal")
    with served(app) as url:
        page = chromium.new_page(viewport=WIDE, locale="id-ID")
        at_the_walk(page, url)
        page.wait_for_function(_ALL_DRAWN, timeout=_PATIENCE)
        boxes = page.locator("[name=naskah]")
        expect(boxes.nth(0)).to_be_enabled(timeout=_PATIENCE)
        assert [boxes.nth(at).is_enabled() for at in range(3)] == [True, False, False]
        page.get_by_role("button", name="Lewati").first.click()
        expect(boxes.nth(1)).to_be_enabled()
        expect(boxes.nth(2)).to_be_disabled()
        expect(page.get_by_role("status").filter(has_text="0 naskah dicentang.")).to_be_visible()
        boxes.nth(0).check()  # ticked from the list, it stands on the screen
        expect(page.get_by_role("status").filter(has_text="1 naskah dicentang.")).to_be_visible()
        number = page.locator(".in-turn-paper:not([hidden])").get_by_label("Nomor dari Tata Usaha")
        assert number.get_attribute("name") == f"nomor:{papers[0].public_id}"
        number.fill("WIM.32.IMI.5-UM.01.01-7")
        page.keyboard.press("Enter")  # the end of a number, not of the walk
        number.fill("")
        page.get_by_role("button", name="Tanda tangani yang dicentang").click()
        expect(page.get_by_role("heading", name="dari 1 naskah")).to_be_visible()
        assert page.url == f"{url}{HERE}"
        page.context.close()
    assert states(*papers) == ["konsep"] * 3
