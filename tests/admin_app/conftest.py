"""The back office on a fresh SQLite office, and browsers for it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from admin_app.papers import pdf_copies
from models.rules.staff.roles import Role
from tests.admin_app.browsing import Browser, Clock, back_office


@pytest.fixture(autouse=True, scope="package")
def pages_wait() -> Iterator[None]:
    """Let pages wait for their PDF however busy this machine is."""
    with pytest.MonkeyPatch.context() as here:
        here.setattr(pdf_copies, "PATIENCE", 120.0)
        yield


@pytest.fixture
def clock() -> Clock:
    """A clock that stands at tests.office.NOW."""
    return Clock()


@pytest.fixture
def app(sqlite_account: Any, tmp_path: Path, clock: Clock) -> Flask:
    """The back office on the fresh office."""
    return back_office(tmp_path, clock)


@pytest.fixture
def quick_news(app: Flask) -> None:
    """Let open pages ask for news without much of a pause."""
    app.config["ADUAN"] = replace(app.config["ADUAN"], news_seconds=0.3)


@pytest.fixture
def second_thoughts(app: Flask) -> None:
    """Let answers and signatures be taken back for ten seconds, as in an office."""
    app.config["ADUAN"] = replace(app.config["ADUAN"], undo_seconds=10.0)


@pytest.fixture
def browser(app: Flask) -> Browser:
    """A browser nobody has signed in with."""
    return Browser(app)


@pytest.fixture
def signed_in(app: Flask) -> Callable[[Role | str], Browser]:
    """Return browsers signed in as a role (or a username)."""

    def open_as(who: Role | str) -> Browser:
        browser = Browser(app)
        assert browser.sign_in(who).status_code == 302
        return browser

    return open_as
