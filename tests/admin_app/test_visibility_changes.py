"""The visibility walk where something changes: a look that was granted, PostgreSQL, no mask, no gate."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from models.rules.staff.roles import Role
from models.tables import Complaint, ConflictParty
from tests.admin_app.browsing import Browser, Clock, back_office
from tests.admin_app.test_visibility_walk import Scene, told
from tests.admin_app.walked_office import everything_said, grant, name_viewer

_numbers = count(1)


@pytest.fixture(autouse=True)
def without_office_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make no PDF: what a paper says is read from its Word file, and the walk stays short."""
    monkeypatch.setattr("docgen.pdf.find_soffice", lambda: None)


@pytest.fixture
def sqlite_scene(sqlite_account: Any, tmp_path: Path) -> Scene:
    """The five cases on SQLite, for a test that changes them."""
    return Scene(sqlite_account, back_office(tmp_path, Clock()))


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
