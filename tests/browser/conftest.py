"""One Chromium for all, and a practice office of its own for every module."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.practice import Practice, practice


@pytest.fixture(scope="session")
def browser(chromium: Browser) -> Browser:
    """The system's Chromium."""
    return chromium


@pytest.fixture(scope="module")
def office(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    """Simulator, agent and back office, running."""
    with practice(tmp_path_factory.mktemp("kantor")) as running:
        yield running
