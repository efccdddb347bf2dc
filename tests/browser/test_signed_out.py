"""What stays in a browser after signing out: nothing of whoever left, in no tab, and what another person typed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from models.tables import StaffSession
from tests.actions.walking import Walk
from tests.admin_app.browsing import PASSWORD
from tests.browser.people import WIDE, sign_in
from tests.browser.test_saved import AT_THE_OFFICE, HERE, Scene, case, cut, held, kept_in, mend, office_of, says

STORES = """async () => ({
    session: Object.keys(sessionStorage), typed: Object.keys(localStorage).filter((name) => name.includes("ketikan")),
    bases: (await indexedDB.databases()).map((one) => one.name).filter((name) => name !== "aduan-foto"),
    caches: window.caches ? await caches.keys() : [],
})"""
EMPTY = {"session": [], "typed": [], "bases": [], "caches": []}


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    yield from office_of(tmp_path_factory.mktemp("keluar"), Walk.identified, 4)


def leave(page: Page) -> None:
    page.locator(".who-name").click()
    page.get_by_role("button", name="Keluar", exact=True).click()


def tab(context: BrowserContext, scene: Scene, walk: Walk) -> Page:
    return scene.goes(context.new_page(), case(walk))


def test_signing_out_has_the_browser_drop_what_it_kept_of_pages_and_going_back_shows_nothing(
    browser: Browser, scene: Scene
) -> None:
    walk = scene.walk()
    page = scene.officer(browser, case(walk), "pengelola", WIDE)
    page.evaluate("sessionStorage.setItem('meja.tempat', 'x')")
    with page.expect_response("**/logout") as answered:
        leave(page)
    assert answered.value.all_headers().get("clear-site-data") == '"cache"'
    page.wait_for_url("**/login")
    assert page.evaluate(STORES) == EMPTY
    page.go_back()
    page.wait_for_url("**/login*")
    assert walk.case.number not in page.content()


def test_another_tab_shows_nothing_after_signing_out_here(browser: Browser, scene: Scene) -> None:
    walk = scene.walk()
    page = scene.officer(browser, case(walk), "pengelola", WIDE)
    other = tab(page.context, scene, walk)
    other.evaluate("sessionStorage.setItem('meja.tempat', 'x')")
    other.locator("#balasan").fill("Sudah di kantor.")
    says(other, AT_THE_OFFICE, ".composer form")
    leave(page)
    page.wait_for_url("**/login")
    other.wait_for_url("**/login*")
    assert walk.case.number not in other.content()
    assert other.evaluate(STORES) == EMPTY
    assert held(walk) == ["Sudah di kantor."]


def test_words_that_are_nowhere_but_in_another_tab_stay_there_and_it_says_so(browser: Browser, scene: Scene) -> None:
    walk = scene.walk()
    page = scene.officer(browser, case(walk), "pengelola", WIDE)
    other = tab(page.context, scene, walk)
    cut(page)
    other.locator("#balasan").fill("Hanya di sini.")
    says(other, HERE, ".composer form")
    leave(page)
    page.get_by_role("dialog").get_by_role("button", name="Keluar dan hapus").click()
    page.wait_for_url("**/login")
    expect(other.locator("body")).to_contain_text("Sesi Anda berakhir")
    expect(other.locator("#balasan")).to_have_value("Hanya di sini.")
    says(other, "Sesi berakhir", ".composer form")
    assert kept_in(other.context, scene.office) == "[]"


def test_signing_out_leaves_what_somebody_else_typed_at_this_browser(browser: Browser, scene: Scene) -> None:
    walk = scene.walk()
    page = scene.officer(browser, case(walk), "pengelola", WIDE)
    context = page.context
    cut(page)
    page.locator("#balasan").fill("Milik orang lain.")
    says(page, HERE, ".composer form")
    page.close()
    StaffSession.update(ended_at=StaffSession.created_at).execute()
    sign_in(context, scene.office, "kasubsi_infokim", PASSWORD)
    mine = tab(context, scene, walk)
    leave(mine)
    mine.wait_for_url("**/login")
    assert "Milik" not in kept_in(context, scene.office) != "[]"
    mend(mine)
    sign_in(context, scene.office, "pengelola", PASSWORD)
    again = tab(context, scene, walk)
    expect(again.locator("#balasan")).to_have_value("Milik orang lain.")
    says(again, AT_THE_OFFICE, ".composer form")
    assert held(walk) == ["Milik orang lain."]
