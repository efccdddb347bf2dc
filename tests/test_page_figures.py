"""The measured pages are every page there is, and none is larger than it may be; what they took is counted right."""

from pathlib import Path

import pytest

from models.rules.staff.roles import Role
from tests.admin_app.browsing import Browser, Clock
from tests.benchmarks import pages
from tests.benchmarks.page_table import AIM_BYTES, Page, page_table
from tests.sizes import so_many


def statuses(full: pages.FullOffice, path: str) -> set[int]:
    """Return how an address that is no page answers the roles: it leads on, sends a file, or says why not now."""
    found = set()
    for role in Role:
        browser = Browser(full.app)
        browser.sign_in(role)
        found.add(browser.get(path).status_code)
    return found


def test_every_page_is_measured_and_none_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docgen.pdf.find_soffice", lambda: None)
    monkeypatch.setattr(pages, "TRIES", 1)
    monkeypatch.setattr(pages, "TIMES", 1)
    with pages.full_office(tmp_path, f"sqlite:///{tmp_path / 'aduan.db'}", so_many(60, 300)) as full:
        found = pages.measured(full)
        others = set(full.addresses()) - {page.path for page in found}
        assert {path: seen for path in others if not (seen := statuses(full, path)) & {200, 204, 302, 303, 409}} == {}
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
