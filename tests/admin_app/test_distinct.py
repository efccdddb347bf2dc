"""What is left out of a page before axe-core is asked about it is no more than what it was asked before."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.admin_app.axe import OF_THE_WHOLE, violations
from tests.admin_app.distinct import KNOWN, leave_few_alike, mark_known, remember_unseen, shows_unseen
from tests.browser.people import NARROW, WIDE


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


def test_a_class_no_style_sheet_names_and_how_much_a_field_holds_make_nothing_new(page: Page) -> None:
    known: set[str] = set()
    assert looked_at(page, known, "<p class='card col-a'><input maxlength=9><button>Buka</button></p>") == []
    assert mark_known(page, known) == set()
    page.set_content("<main><p class='card col-b'><input maxlength=80><button>Buka</button></p></main>")
    assert mark_known(page, known) == set()
    page.set_content("<main><p class='soft col-b'><input maxlength=80><button>Buka</button></p></main>")
    assert len(mark_known(page, known)) == 3


def test_what_a_wider_screen_shows_for_the_first_time_is_noticed_unless_it_is_known(page: Page) -> None:
    page.set_viewport_size(NARROW)
    page.set_content("<style>@media (width < 600px) { b { display: none } }</style><main><p>a<b>c</b></p></main>")
    remember_unseen(page)
    assert not shows_unseen(page)
    page.set_viewport_size(WIDE)
    assert shows_unseen(page)
    page.evaluate("document.querySelector('p').dataset.known = ''")
    assert not shows_unseen(page)
