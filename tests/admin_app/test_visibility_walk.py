"""The visibility walk: every address as every role, over own, foreign, protected, misconduct and conflicted cases.

No string of a protected complainant shows to anybody, and nothing of a case shows to whom it is hidden.
A new address fails here until it is listed.
"""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask

from models.rules.staff.roles import Role, Section
from models.tables import ChannelAccount, Complaint, ConflictParty
from tests.admin_app.browsing import Browser, Clock, back_office
from tests.admin_app.samples import office_paper
from tests.admin_app.walked_addresses import (
    OF_A_CASE,
    OF_THE_OFFICE,
    OTHER_VIEWS,
    POSTED,
    SEARCHES,
    filled,
    get_rules,
    is_listed,
    wanted_by_case,
)
from tests.admin_app.walked_office import (
    WalkedCase,
    everything_said,
    grant,
    name_viewer,
    walked_case,
    warn_a_colleague,
)

_numbers = count(1)
SECTIONS = (Role.KASI_LALINTALKIM, Role.PETUGAS_SEKSI)


class Scene:
    """An office with the five cases."""

    def __init__(self, account: ChannelAccount, app: Flask) -> None:
        lalintalkim = Section.LALINTALKIM
        self.app = app
        self.own = walked_case(account, app, "Anggreko Sembilanu", "628117770001", "kisahmelati", lalintalkim)
        self.foreign = walked_case(
            account, app, "Bunguran Delapani", "628117770002", "kisahkenanga", Section.INTELDAKIM
        )
        self.protected = walked_case(
            account, app, "Cempakalina Tujuhani", "628117770003", "kisahdahlia", lalintalkim, protected=True
        )
        # Its section is the walkers' own: only that it is about an officer keeps it from them.
        self.misconduct = walked_case(
            account, app, "Dahliana Enamita", "628117770004", "kisahteratai", lalintalkim,
            protected=True, misconduct=True,
        )  # fmt: skip
        self.conflicted = walked_case(account, app, "Edelweisa Limawan", "628117770005", "kisahasoka", lalintalkim)
        self.paper = office_paper(app).public_id
        warn_a_colleague(self.conflicted)

    @property
    def cases(self) -> tuple[WalkedCase, ...]:
        """All five."""
        return (self.own, self.foreign, self.protected, self.misconduct, self.conflicted)

    def forbidden(self, role: Role) -> dict[str, str]:
        """Return every string this role must not meet, with what it would tell."""
        hidden = [self.conflicted]
        if role in (*SECTIONS, Role.KASI_INTELDAKIM, Role.ADMINISTRATOR):
            hidden.append(self.misconduct)
        if role in (*SECTIONS, Role.ADMINISTRATOR):
            hidden.append(self.foreign)
        if role in (Role.KASI_INTELDAKIM, Role.ADMINISTRATOR):
            hidden += [self.own, self.protected]
        # The trail names cases by number to the administrator, who sees no case.
        known = role is Role.ADMINISTRATOR
        found = {
            text: f"trace of {case.name}"
            for case in hidden
            for text in ((*case.identity, case.story) if known else case.traces)
        }
        return found | {
            text: f"identity of {case.name}" for case in (self.protected, self.misconduct) for text in case.identity
        }

    def hidden_from(self, role: Role) -> list[WalkedCase]:
        """Return the cases this role must not meet at all."""
        forbidden = self.forbidden(role)
        return [case for case in self.cases if case.story in forbidden]

    def addresses(self) -> Iterator[str]:
        """Yield every address, those of a case for every case."""
        for rule in get_rules(self.app):
            if rule.endpoint in OF_A_CASE:
                yield from (filled(OF_A_CASE[rule.endpoint], case) for case in self.cases)
            else:
                path = OF_THE_OFFICE.get(rule.endpoint) or rule.rule
                yield path.replace("{paper}", self.paper).replace("<export_type>", "csv")
        yield from OTHER_VIEWS


@pytest.fixture(autouse=True)
def without_office_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make no PDF: what a paper says is read from its Word file, and the walk stays short."""
    monkeypatch.setattr("docgen.pdf.find_soffice", lambda: None)


@pytest.fixture
def sqlite_scene(sqlite_account: Any, tmp_path: Path) -> Scene:
    """The five cases on SQLite."""
    return Scene(sqlite_account, back_office(tmp_path, Clock()))


def told(scene: Scene, role: Role, paths: Iterator[str] | list[str]) -> list[str]:
    """Open addresses as a role; return what was told that must not be."""
    browser = Browser(scene.app)
    assert browser.sign_in(role).status_code == 302
    forbidden = {text.casefold(): what for text, what in scene.forbidden(role).items()}
    leaks = []
    for path in paths:
        answer = browser.get(path)
        assert answer.status_code < 500, path
        asked = path.casefold()
        said = everything_said(answer).casefold()
        # The id that was asked for comes back in the address of an error page; it was known before.
        leaks += [f"{path}: {what}: {text}" for text, what in forbidden.items() if text in said and text not in asked]
    return leaks


def test_every_address_is_listed(sqlite_scene: Scene) -> None:
    rules = get_rules(sqlite_scene.app)
    assert [rule.endpoint for rule in rules if not is_listed(rule.endpoint)] == []
    named = [rule.endpoint for rule in rules if wanted_by_case(rule.rule)]
    office = {
        *("guide.one", "guide.picture", "setup.step"),
        "retention.record",
        "office_papers.one",
        "office_papers.download",
        "office_papers.pdf",
        "office_papers.signed_copy",
    }
    assert set(named) - set(OF_A_CASE) == office
    posts = {rule.endpoint for rule in sqlite_scene.app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    assert set(POSTED) <= posts
    on_a_case = {
        rule.endpoint
        for rule in sqlite_scene.app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and "<public_id>" in rule.rule
    }
    assert on_a_case - {"office_papers.submit"} == set(POSTED)


@pytest.mark.parametrize("role", Role)
def test_no_address_tells_what_is_hidden_from_a_role(role: Role, sqlite_scene: Scene) -> None:
    name_viewer(sqlite_scene.conflicted, role)
    assert told(sqlite_scene, role, sqlite_scene.addresses()) == []


@pytest.mark.parametrize("role", Role)
def test_no_search_finds_what_is_hidden(role: Role, sqlite_scene: Scene) -> None:
    name_viewer(sqlite_scene.conflicted, role)
    browser = Browser(sqlite_scene.app)
    browser.sign_in(role)
    found = []
    for case in sqlite_scene.cases:
        hidden = case in sqlite_scene.hidden_from(role)
        if not hidden and not case.case.identity_protected:
            continue
        # A case one may see is not found by any spelling of who is protected; a hidden one not by anything at all.
        by_case = (case.name, case.phone[2:], case.story, case.case.number)
        for asked in by_case if hidden else (*case.identity, case.name, case.phone):
            for path in SEARCHES:
                page = everything_said(browser.get(path.format(asked=quote(asked))))
                if case.case.public_id in page or (case.case.number in page and asked != case.case.number):
                    found.append(f"{path} {asked}")
    assert found == []


@pytest.mark.parametrize("role", Role)
def test_no_action_reaches_a_hidden_case(role: Role, sqlite_scene: Scene) -> None:
    name_viewer(sqlite_scene.conflicted, role)
    browser = Browser(sqlite_scene.app)
    browser.sign_in(role)
    for case in sqlite_scene.hidden_from(role):
        for path in POSTED.values():
            answer = browser.post(filled(path, case), form_key="k" * 24, version="1", langkah="dapat_ditangani")
            assert answer.status_code in (403, 404), path
            said = everything_said(answer)
            assert not [text for text in (*case.identity, case.story, case.case.number) if text in said]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_what_is_not_hidden_does_show(role: Role, sqlite_scene: Scene) -> None:
    """The walk would also be green in an office where nobody sees anything."""
    name_viewer(sqlite_scene.conflicted, role)
    browser = Browser(sqlite_scene.app)
    browser.sign_in(role)
    shown = [case for case in sqlite_scene.cases if case not in sqlite_scene.hidden_from(role)]
    assert len(shown) >= 1
    queue = everything_said(browser.get("/meja/?tab=terbuka"))
    assert {case.case.number for case in sqlite_scene.cases if case.case.number in queue} == {
        case.case.number for case in shown
    }
    for case in shown:
        page = everything_said(browser.get(f"/meja/kasus/{case.case.public_id}"))
        assert case.story in page
        assert (case.name in page) is not case.case.identity_protected
        assert f"Pelapor {case.case.number[-6:]}" in page or not case.case.identity_protected


def test_the_one_page_that_shows_an_identity_shows_it_to_who_was_granted_it(sqlite_scene: Scene) -> None:
    case = sqlite_scene.protected
    grant(case, Role.KASI_LALINTALKIM)
    for role, status in ((Role.KASI_LALINTALKIM, 200), (Role.PENGELOLA, 409), (Role.KASI_INTELDAKIM, 404)):
        browser = Browser(sqlite_scene.app)
        browser.sign_in(role)
        answer = browser.post(f"/kerahasiaan/{case.case.public_id}/lihat", form_key="k" * 24)
        assert answer.status_code == status
        said = everything_said(answer)
        assert all((text in said) is (status == 200) for text in (*case.name.split(), f"+{case.phone}"))
        assert case.name not in everything_said(browser.get(f"/kerahasiaan/{case.case.public_id}"))


@pytest.mark.parametrize("role", [Role.KASI_LALINTALKIM, Role.KEPALA_KANTOR])
def test_the_walk_on_postgresql_too(role: Role, postgres_scene: Scene) -> None:
    name_viewer(postgres_scene.conflicted, role)
    assert told(postgres_scene, role, postgres_scene.addresses()) == []


@pytest.fixture
def postgres_scene(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Scene]:
    """The five cases on PostgreSQL."""
    from tests.office import office
    from tests.postgres import make_database

    url = make_database(request.getfixturevalue("postgres"), f"walk_{next(_numbers)}")
    with office(url) as account:
        yield Scene(account, back_office(tmp_path, Clock()))


def test_the_walk_sees_what_would_show_without_the_mask_or_the_gate(sqlite_scene: Scene) -> None:
    queue, kasi = ["/meja/?tab=terbuka"], Role.KASI_LALINTALKIM
    name_viewer(sqlite_scene.conflicted, kasi)
    assert told(sqlite_scene, kasi, queue) == []
    Complaint.update(identity_protected=False).execute()
    assert {leak.split(": ")[1] for leak in told(sqlite_scene, kasi, queue)} == {"identity of Cempakalina Tujuhani"}
    ConflictParty.delete().execute()
    assert "trace of Edelweisa Limawan" in {leak.split(": ")[1] for leak in told(sqlite_scene, kasi, queue)}
