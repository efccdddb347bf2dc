"""What a page says, and keeps, of a form that was sent, put aside or left while something else was on its way."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from models.actions.cases.keep_draft import keep_draft
from models.rules.staff.roles import Role
from tests.actions.walking import Walk
from tests.browser.people import WIDE
from tests.browser.test_saved import AT_THE_OFFICE, HERE, Scene, case, cut, held, kept_in, office_of, says
from tests.office import NOW, actor, citizen_message, take_in


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """An office with a case for each test whose receipt is to be confirmed."""
    yield from office_of(tmp_path_factory.mktemp("ditekan"), Walk.identified, 4)


def test_a_draft_answered_after_the_form_left_does_not_forget_that_it_left(browser: Browser, scene: Scene) -> None:
    walk, written, sent = scene.walk(), list[Any](), list[Any]()
    page = scene.officer(browser, case(walk), "pengelola", WIDE)
    key = page.locator(".composer [name=form_key]").first.input_value()
    page.route("**/ketikan", lambda route: written.append(route))
    page.route("**/balas*", lambda route: sent.append(route))
    page.locator("#tujuan").select_option("lain")
    with page.expect_request("**/ketikan"):
        page.locator("#balasan").fill("Sekali saja.")
    with page.expect_request("**/balas*"):
        page.locator("[data-send]").click(no_wait_after=True)
    with page.expect_event("requestfinished", lambda request: request.url.endswith("/ketikan")):
        written[0].continue_()
    with page.expect_event("requestfailed", lambda request: "/balas" in request.url):
        sent[0].abort("connectionfailed")
    page.unroute_all(behavior="ignoreErrors")
    scene.goes(page, case(walk))
    expect(page.locator("#balasan")).to_have_value("Sekali saja.")
    expect(page.locator(".composer [name=form_key]").first).to_have_value(key)


def test_what_another_device_changed_is_not_said_to_be_put_aside(browser: Browser, scene: Scene) -> None:
    walk, clerk = scene.walk(), actor(Role.PENGELOLA)
    keep_draft(walk.id, "balas", {"text": "Dari meja.", "dasar:text": ""}, clerk, NOW)
    page = scene.officer(browser, case(walk), "pengelola", WIDE)
    expect(page.locator("#balasan")).to_have_value("Dari meja.")
    keep_draft(walk.id, "balas", {"text": "Dari ponsel.", "dasar:text": ""}, clerk, NOW)
    page.locator(".composer [data-throw-away]").click()
    says(page, "di kantor tidak: ketikan itu berubah di perangkat atau tab lain", ".composer form")
    assert held(walk) == ["Dari ponsel."]


def test_an_answer_that_is_asked_about_news_is_not_asked_for_at_the_office(browser: Browser, scene: Scene) -> None:
    walk = scene.walk()
    page = scene.officer(browser, case(walk), "pengelola", WIDE)
    page.route(
        re.compile(r"/meja/kabar\?"), lambda route: route.fulfill(status=304)
    )  # nothing new is drawn on the page
    page.locator("#tujuan").select_option("tanggapan_awal")
    page.locator("#balasan").fill("Yth. Saudara, sudah kami terima.")
    says(page, AT_THE_OFFICE, ".composer form")
    thread = walk.case.thread.handle.value.lstrip("+")
    take_in(walk.account, citizen_message("BELUM BERES!", thread))
    with page.expect_navigation():
        page.locator("[data-send]").click()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.post_data or "") if "/ketikan" in request.url else None)
    expect(page.locator(".composer .refusal + .came-in")).to_contain_text("BELUM BERES!")
    says(page, AT_THE_OFFICE, ".composer form")
    assert [one for one in asked if "tanya" in one] == []


def test_signing_out_before_the_scripts_are_there_waits_for_them_and_asks(browser: Browser, scene: Scene) -> None:
    page = scene.officer(browser, case(scene.walk()), "pengelola", WIDE)
    cut(page)
    page.locator("#balasan").fill("Belum di kantor.")
    says(page, HERE, ".composer form")
    held_back: list[Any] = []
    page.route("**/ketikan/keluar.js*", lambda route: held_back.append(route))
    page.goto(f"{scene.office}/akun", wait_until="commit")
    page.locator(".who-name").click()
    page.get_by_role("button", name="Keluar", exact=True).click()
    expect(page.get_by_text("halaman ini masih dimuat")).to_be_visible()
    for route in held_back:
        route.continue_()
    dialog = page.get_by_role("dialog", name="Belum semuanya ada di kantor")
    expect(dialog).to_be_visible()
    assert kept_in(page.context, scene.office) != "[]"
    dialog.get_by_role("button", name="Keluar dan hapus").click()
    page.wait_for_url("**/login")
    assert kept_in(page.context, scene.office) == "[]"
