"""One Chromium for all, and a practice office of its own for every module."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.people import PATIENCE
from tests.browser.practice import Practice, practice

# A loaded machine draws later; what must not come to pass is asked for in its own words.
expect.set_options(timeout=PATIENCE)


@pytest.fixture
def browser(chromium: Browser) -> Iterator[Browser]:
    """The system's Chromium; what a test opens is closed after it, for a page left open goes on asking its office."""
    before = list(chromium.contexts)
    yield chromium
    for context in chromium.contexts:
        if context not in before:
            context.close()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    """Simulator, agent and back office, running."""
    with practice(tmp_path_factory.mktemp("kantor")) as running:
        yield running
