"""Tinjau kata-kata in a browser: by mouse, by the keyboard alone, and on a phone."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from models.actions.privacy.protect_identity import protect_identity
from models.rules.staff.roles import Role
from models.tables import Message, TextMark, TextReview
from tests.actions.walking import Walk
from tests.admin_app.axe import violations
from tests.browser.people import NARROW, WIDE, Officer
from tests.browser.test_saved import Scene, office_of
from tests.office import actor

TEXT = "Nama saya Siti Rahmawati (Sari), hp 0812 3456 7890. Di loket orang jangkung minta uang."


def begin(walk: Walk) -> Walk:
    Message.update(text=TEXT).execute()
    protect_identity(walk.id, "diminta pelapor", actor(Role.PENGELOLA), walk.tick())
    return walk


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    yield from office_of(tmp_path_factory.mktemp("tinjauan"), begin, 2)


def opened(scene: Scene, browser: Browser, size: dict[str, int]) -> tuple[Walk, Page]:
    walk = scene.walks.pop()
    page = Officer.signed_in(browser, scene, "pengelola", size, at="").page  # type: ignore[arg-type]
    page.goto(f"{scene.office}/tinjauan/{walk.case.public_id}")
    return walk, page


def tab_to(page: Page, name: str) -> None:
    """Go on with the Tab key to a button of this name, and press it."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            page.keyboard.press("Enter")
            return
    pytest.fail(f"the Tab key never came to {name}")


def test_words_chosen_in_a_message_are_hidden_on_a_phone(scene: Scene, browser: Browser) -> None:
    walk, page = opened(scene, browser, NARROW)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    text = page.locator(".reviewed-text .pre")
    text.evaluate("""(place) => {
      const node = place.lastChild, at = node.textContent.indexOf("orang jangkung");
      getSelection().setBaseAndExtent(node, at, node, at + 14);
    }""")
    field = page.get_by_label("Samarkan kata")
    expect(field).to_have_value("orang jangkung")
    page.get_by_role("button", name="Samarkan", exact=True).click()
    expect(text.locator("mark", has_text="orang jangkung")).to_be_visible()
    assert [row.words for row in mine(walk)] == ["orang jangkung"]


def test_the_keyboard_alone_marks_leaves_and_confirms(scene: Scene, browser: Browser) -> None:
    walk, page = opened(scene, browser, WIDE)
    assert violations(page) == []
    tab_to(page, "Bukan data orang: biarkan tampak")
    expect(page.locator(".reviewed-text u")).to_have_text("Siti Rahmawati")
    page.get_by_label("Samarkan kata").focus()
    page.keyboard.type("orang jangkung")
    page.keyboard.press("Enter")
    expect(page.get_by_text("disamarkan di mana-mana")).to_be_visible()
    tab_to(page, "Sudah ditinjau")
    page.wait_for_url("**/meja/kasus/**")
    assert {(row.words, row.hides) for row in mine(walk)} == {("Siti Rahmawati", False), ("orang jangkung", True)}
    assert TextReview.select().where(TextReview.complaint == walk.id).count() == 1


def mine(walk: Walk) -> list[Any]:
    return list(TextMark.select().where(TextMark.complaint == walk.id))
