"""The visibility walk: every address as every role, over own, foreign, protected, misconduct, suspected and
conflicted cases.

No string of a protected complainant shows to anybody, and nothing of a case shows to whom it is hidden.
A new address fails here until it is listed.
"""

from collections.abc import Iterator

import pytest
from flask import Flask

from models.rules.staff.roles import LANE_POSTS, Role, Section
from models.tables import ChannelAccount
from tests.admin_app.browsing import Browser, Clock, back_office
from tests.admin_app.frame_once import frame_once
from tests.admin_app.samples import office_paper
from tests.admin_app.walked_addresses import (
    OF_A_CASE,
    OF_THE_OFFICE,
    OTHER_VIEWS,
    POSTED,
    endpoint_of,
    filled,
    get_rules,
    is_listed,
    open_to,
    wanted_by_case,
)
from tests.admin_app.walked_office import (
    WalkedCase,
    everything_said,
    name_viewer,
    walked_case,
    warn_a_colleague,
)
from tests.office import NOW

SECTIONS = (Role.KASI_LALINTALKIM, Role.PETUGAS_SEKSI)


class Scene:
    """An office with the six cases."""

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
        # Nothing but the suspicion keeps it from the front desk: it was forwarded to nobody.
        self.suspected = walked_case(
            account, app, "Flamboyana Empatu", "628117770006", "kisahcendana", None, protected=True, suspected=True
        )
        self.conflicted = walked_case(account, app, "Edelweisa Limawan", "628117770005", "kisahasoka", lalintalkim)
        self.paper = office_paper(app).public_id
        self.paid = ChannelAccount.create(kind="x", label="X kantor", created_at=NOW).id
        warn_a_colleague(self.conflicted)

    @property
    def cases(self) -> tuple[WalkedCase, ...]:
        """All six."""
        return (self.own, self.foreign, self.protected, self.misconduct, self.suspected, self.conflicted)

    def forbidden(self, role: Role) -> dict[str, str]:
        """Return every string this role must not meet, with what it would tell."""
        hidden = [self.conflicted]
        if role not in LANE_POSTS:
            hidden.append(self.suspected)
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
            text: f"identity of {case.name}"
            for case in (self.protected, self.misconduct, self.suspected)
            for text in (*case.identity, *case.others_told)
        }

    def hidden_from(self, role: Role) -> list[WalkedCase]:
        """Return the cases this role must not meet at all."""
        forbidden = self.forbidden(role)
        return [case for case in self.cases if case.story in forbidden]

    def shut(self, role: Role, path: str, said: str) -> str:
        """Return what an address said, without whom a text tells of where this role looks just that text through.

        The complainant himself is hidden there too.
        """
        if role in LANE_POSTS and path == f"/tinjauan/{self.suspected.case.public_id}":
            for text in self.suspected.others_told:
                said = said.replace(text.casefold(), "")
        return said

    def addresses(self) -> Iterator[str]:
        """Yield every address, those of a case for every case."""
        for rule in get_rules(self.app):
            if rule.endpoint in OF_A_CASE:
                yield from (filled(OF_A_CASE[rule.endpoint], case) for case in self.cases)
            else:
                path = OF_THE_OFFICE.get(rule.endpoint) or rule.rule
                path = path.replace("{paper}", self.paper).replace("{costs}", str(self.paid))
                yield path.replace("<export_type>", "csv")
        yield from OTHER_VIEWS


@pytest.fixture(autouse=True)
def without_office_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make no PDF: what a paper says is read from its Word file, and the walk stays short."""
    monkeypatch.setattr("docgen.pdf.find_soffice", lambda: None)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """The six cases on SQLite, once for all who only look; each names its own viewer in the conflicted one."""
    from tests.office import office

    folder = tmp_path_factory.mktemp("walk")
    with office(f"sqlite:///{folder / 'aduan.db'}") as account:
        yield Scene(account, frame_once(back_office(folder, Clock())))


def told(scene: Scene, role: Role, paths: Iterator[str] | list[str]) -> list[str]:
    """Open addresses as a role; return what was told that must not be."""
    browser = Browser(scene.app)
    assert browser.sign_in(role).status_code == 302
    forbidden = {text.casefold(): what for text, what in scene.forbidden(role).items()}
    leaks = []
    refused: set[str] = set()
    for path in paths:
        # The frame of a refusal is that of every page, so it is drawn once an address and once for all that is closed
        # to the role; then the words alone are asked. What opens all the same comes whole.
        endpoint = endpoint_of(scene.app, path)
        in_words = endpoint in refused or (refused and role not in open_to(scene.app, path))
        answer = browser.get(path, headers={"Accept": "application/json"} if in_words else {})
        refused |= {endpoint} if answer.status_code in (403, 404) else set()
        assert answer.status_code < 500, path
        asked = path.casefold()
        said = scene.shut(role, path, everything_said(answer).casefold())
        # The id that was asked for comes back in the address of an error page; it was known before.
        leaks += [f"{path}: {what}: {text}" for text, what in forbidden.items() if text in said and text not in asked]
    return leaks


def test_every_address_is_listed(walked: Scene) -> None:
    rules = get_rules(walked.app)
    assert [rule.endpoint for rule in rules if not is_listed(rule.endpoint)] == []
    named = [rule.endpoint for rule in rules if wanted_by_case(rule.rule)]
    office = {
        *("guide.one", "guide.picture", "setup.step", "breaches.notice"),
        *(
            "folders.box",
            "transfer.record",
            "retention.record",
            "retention.consent",
            "letterhead.frame",
            "letterhead.pdf",
        ),
        "office_papers.one",
        "office_papers.download",
        "office_papers.pdf",
        "office_papers.frame",
        "office_papers.signed_copy",
    }
    assert set(named) - set(OF_A_CASE) == office
    posts = {rule.endpoint for rule in walked.app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    assert set(POSTED) <= posts
    on_a_case = {
        rule.endpoint
        for rule in walked.app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and "<public_id>" in rule.rule
    }
    assert on_a_case - {"office_papers.submit"} == set(POSTED)


@pytest.mark.parametrize("role", Role)
def test_no_address_tells_what_is_hidden_from_a_role(role: Role, walked: Scene) -> None:
    name_viewer(walked.conflicted, role)
    assert told(walked, role, walked.addresses()) == []


@pytest.mark.parametrize("role", Role)
def test_no_action_reaches_a_hidden_case(role: Role, walked: Scene) -> None:
    name_viewer(walked.conflicted, role)
    browser = Browser(walked.app)
    browser.sign_in(role)
    for case in walked.hidden_from(role):
        for path in POSTED.values():
            answer = browser.post(filled(path, case), form_key="k" * 24, version="1", langkah="dapat_ditangani")
            assert answer.status_code in (403, 404), path
            said = everything_said(answer)
            assert not [text for text in (*case.identity, case.story, case.case.number) if text in said]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_what_is_not_hidden_does_show(role: Role, walked: Scene) -> None:
    """The walk would also be green in an office where nobody sees anything."""
    name_viewer(walked.conflicted, role)
    browser = Browser(walked.app)
    browser.sign_in(role)
    shown = [case for case in walked.cases if case not in walked.hidden_from(role)]
    assert len(shown) >= 1
    queue = everything_said(browser.get("/meja/?tab=terbuka"))
    assert {case.case.number for case in walked.cases if case.case.number in queue} == {
        case.case.number for case in shown
    }
    for case in shown:
        page = everything_said(browser.get(f"/meja/kasus/{case.case.public_id}"))
        assert case.story in page
        assert (case.name in page) is not case.case.identity_protected
        assert all(text in page for text in case.others_told) is not case.case.identity_protected
        assert f"Pelapor {case.case.number[-6:]}" in page or not case.case.identity_protected
