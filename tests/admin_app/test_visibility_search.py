"""The visibility walk through every search, in an office where nobody opened a case yet.

Whoever opened a case finds it again under the cases opened last, on every page.
"""

from collections.abc import Iterator
from urllib.parse import quote

import pytest

from models.rules.staff.roles import Role
from tests.admin_app.browsing import Browser, Clock, back_office
from tests.admin_app.frame_once import frame_once
from tests.admin_app.test_visibility_walk import Scene
from tests.admin_app.walked_addresses import SEARCHES
from tests.admin_app.walked_office import everything_said, name_viewer


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """The five cases on SQLite, once for all roles; each is named in the conflicted one."""
    from tests.office import office

    folder = tmp_path_factory.mktemp("search")
    with office(f"sqlite:///{folder / 'aduan.db'}") as account:
        yield Scene(account, frame_once(back_office(folder, Clock())))


@pytest.mark.parametrize("role", Role)
def test_no_search_finds_what_is_hidden(role: Role, searched: Scene) -> None:
    name_viewer(searched.conflicted, role)
    browser = Browser(searched.app)
    browser.sign_in(role)
    found = []
    refused: set[str] = set()  # drawn once; after that the words of a refusal are asked alone, what opens comes whole
    for case in searched.cases:
        hidden = case in searched.hidden_from(role)
        if not hidden and not case.case.identity_protected:
            continue
        # A case one may see is not found by any spelling of who is protected; a hidden one not by anything at all.
        by_case = (case.name, case.phone[2:], case.story, case.case.number)
        for asked in by_case if hidden else (*case.identity, case.name, case.phone):
            for path in SEARCHES:
                heads = {"Accept": "application/json"} if path in refused else {}
                answer = browser.get(path.format(asked=quote(asked)), headers=heads)
                refused |= {path} if answer.status_code == 403 else set()
                page = everything_said(answer)
                if case.case.public_id in page or (case.case.number in page and asked != case.case.number):
                    found.append(f"{path} {asked}")
    assert found == []
