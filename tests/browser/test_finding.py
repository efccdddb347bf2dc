"""Finding without a mouse: / on any page, the hits marked, Enter into the case, and the way back to it."""

import re

from playwright.sync_api import Browser, expect

from tests.browser.hands import Hands
from tests.browser.people import NARROW, PATIENCE, Camera, Officer
from tests.browser.practice import Practice, says

CAMERA = Camera("cari")


def test_a_word_of_a_message_leads_to_its_case_and_the_case_stays_at_hand(browser: Browser, office: Practice) -> None:
    says(office, ("Warga Cari", "6289900000811", "Kurir zamrud membawa paspor saya"))
    officer = Officer.signed_in(browser, office, "pengelola")
    page, hands = officer.page, Hands(officer.page)
    officer.opens("Kurir zamrud")
    page.goto(f"{office.office}/akun")
    box = page.locator(".find-box [type=search]")
    expect(box).to_have_attribute("aria-keyshortcuts", "/")  # the script of the keys is there
    hands.key("/")
    expect(box).to_be_focused()
    hands.word("ZAMR")
    with page.expect_navigation(url=re.compile("/cari/")):
        hands.key("Enter")
    expect(page.locator(".found-hit mark").first).to_have_text("zamr", timeout=PATIENCE)
    CAMERA.take(page, "temuan")
    page.locator(".found-title").first.focus()
    with page.expect_navigation(url=re.compile("/meja/kasus/")):
        hands.key("Enter")
    page.locator(".find-last > summary").click()
    expect(page.locator(".find-list")).to_contain_text("Kurir zamrud")
    CAMERA.take(page, "terakhir-dibuka")
    assert officer.complaints == []


def test_on_a_phone_the_sign_leads_to_the_search(browser: Browser, office: Practice) -> None:
    officer = Officer.signed_in(browser, office, "pengelola", size=NARROW, at="/akun")
    page = officer.page
    with page.expect_navigation(url=re.compile("/cari/")):
        page.locator(".find-box button").click()
    expect(page.locator(".find-words input")).to_be_focused()
    page.keyboard.type("tidak-ada-ini")
    with page.expect_navigation(url=re.compile("q=tidak-ada-ini")):
        page.keyboard.press("Enter")
    expect(page.get_by_text("Tidak ada yang cocok")).to_be_visible()
    CAMERA.take(page, "telepon-kosong")
    assert officer.complaints == []
