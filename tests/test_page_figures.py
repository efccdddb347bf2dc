"""The measured pages are every page there is, and none is larger than it may be; what they took is counted right."""

from pathlib import Path

import pytest

from models.rules.staff.roles import Role
from tests.admin_app.browsing import Browser, Clock
from tests.benchmarks import pages
from tests.benchmarks.page_table import AIM_BYTES, Page, page_table
from tests.sizes import so_many

# How an address that is no page answers: it sends a file, has nothing, leads on, or says why not now.
ANSWERED = (200, 204, 302, 303, 409)


def answers_somebody(browsers: list[Browser], path: str) -> bool:
    """Whether an address that is no page answers any of the roles."""
    return any(browser.get(path).status_code in ANSWERED for browser in browsers)


def of_every_role(full: pages.FullOffice) -> list[Browser]:
    """Return a browser signed in as each role."""
    browsers = [Browser(full.app) for _ in Role]
    for browser, role in zip(browsers, Role, strict=True):
        browser.sign_in(role)
    return browsers


def test_every_page_is_measured_and_none_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docgen.pdf.find_soffice", lambda: None)
    monkeypatch.setattr(pages, "TRIES", 0)
    monkeypatch.setattr(pages, "TIMES", 1)
    with pages.full_office(tmp_path, f"sqlite:///{tmp_path / 'aduan.db'}", so_many(60, 300)) as full:
        found = pages.measured(full)
        others = set(full.addresses()) - {page.path for page in found}
        browsers = of_every_role(full)
        assert [path for path in others if not answers_somebody(browsers, path)] == []
    assert {page.path: page.size for page in found if page.size > AIM_BYTES} == {}


def test_the_table_names_what_is_over_an_aim_and_the_same_page_of_the_small_office() -> None:
    def page(path: str, cpu: float, size: int) -> Page:
        return Page(path, Role.PENGELOLA, (cpu, cpu), (cpu, cpu), cpu, size)

    full = [page("/a/?id=12", 60, 1000), page("/b/", 10, 200_000), page("/c/", 9, 1000)]
    small = [page("/a/?id=7", 59, 1000), page("/b/", 9, 1000), page("/c/", 3, 1000)]
    lines = page_table(full, small).splitlines()[1:]
    assert [line.split()[-1] for line in lines] == ["time", "size", "ratio"]
    assert "/a/?id=…" in lines[0]


def test_a_page_is_asked_for_as_often_as_wanted_while_the_offices_clock_goes_on() -> None:
    class Answer:
        def get_data(self) -> bytes:
            return b"12345"

    clock, asked = Clock(), []

    def ask() -> Answer:
        asked.append(clock.now)
        return Answer()

    found = Page.of("/", Role.PENGELOLA, clock, ask, 7, 1.0)  # type: ignore[arg-type]
    assert len(set(asked)) == 7
    assert found.size == 5
