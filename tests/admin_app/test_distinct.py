"""What is left out of a page before axe-core is asked about it is no more than what it was asked before."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.admin_app.axe import OF_THE_WHOLE, violations
from tests.admin_app.distinct import KNOWN, leave_few_alike, mark_known


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """An empty page."""
    with chromium.new_page() as opened:
        yield opened


def looked_at(page: Page, known: set[str], main: str) -> list[str]:
    """Show this and return the places of the buttons without a name that are found in it."""
    page.set_content(f"<main>{main}</main>")
    mark_known(page, known)
    return [one for one in violations(page, without=[KNOWN]) if one.startswith("button-name")]


def test_of_rows_made_alike_two_are_looked_at_and_every_one_that_differs(page: Page) -> None:
    rows = "".join(f"<li><button>Buka {number}</button></li>" for number in range(5))
    page.set_content(f"<main><ul>{rows}<li><button></button></li><li><button title=Tutup></button></li></ul></main>")
    leave_few_alike(page)
    assert page.locator("li").all_inner_texts() == ["Buka 0", "Buka 1", "", ""]
    assert [one.split(":")[0] for one in violations(page, "main ul")].count("button-name") == 1


def test_known_pieces_that_do_not_go_together_are_found(page: Page) -> None:
    page.set_content("<html lang=id><title>a</title><main><h1>a</h1><h4>b</h4></main><main><p>c</p></main></html>")
    found = {one.split(":")[0] for one in violations(page, rules=OF_THE_WHOLE)}
    assert found >= {"heading-order", "landmark-no-duplicate-main"}


def test_what_was_looked_at_once_is_left_out_and_nothing_else(page: Page) -> None:
    known: set[str] = set()
    assert len(looked_at(page, known, "<p><button></button></p>")) == 1
    assert looked_at(page, known, "<p><button></button></p>") == []
    assert looked_at(page, known, "<p><button>Buka</button></p>") == []
    # In another place, with another attribute, or in something new, it is looked at again.
    assert len(looked_at(page, known, "<div><button></button></div>")) == 1
    assert len(looked_at(page, known, "<p><button class=button></button></p>")) == 1
    assert len(looked_at(page, known, "<section class=dark><p><button></button></p></section>")) == 1
    assert len(looked_at(page, known, "<p><button></button></p><p><button type=reset></button></p>")) == 1


def test_a_title_that_is_empty_is_not_one_that_says_something(page: Page) -> None:
    known: set[str] = set()
    assert looked_at(page, known, "<p><button title=Tutup></button></p>") == []
    assert len(looked_at(page, known, "<p><button title=''></button></p>")) == 1
