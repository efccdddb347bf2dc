"""Beranda shows the papers of cases that wait for this person's signature: letters, and those of own types."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from models.actions.papers.draft_document import draft_document
from models.actions.papers.initial_document import initial_document
from models.actions.papers.sign_document import sign_document
from models.rules.staff.roles import Role
from models.tables import Document
from tests.actions.drafting import set_office
from tests.actions.papers.sent.going import OWN
from tests.actions.walking import Walk
from tests.admin_app.browsing import Clock
from tests.admin_app.home.test_home import home_of
from tests.office import actor
from tests.own_types import keep

KASUBSI, KEPALA = Role.KASUBSI_INFOKIM, Role.KEPALA_KANTOR


def waiting(app: Flask, clock: Clock, walk: Walk) -> list[Role]:
    """Return on whose home a paper of a case waits for its signature."""
    clock.now = walk.now
    homes = {role: home_of(app, actor(role)) for role in Role}
    return [role for role, home in homes.items() if "surat" in home and home["surat"].count]


@pytest.mark.parametrize("signer", [KASUBSI, KEPALA])
def test_a_paper_of_an_own_type_waits_on_its_signers_home(
    sqlite_account: Any, app: Flask, clock: Clock, signer: Role
) -> None:
    keep(replace(OWN, signer=signer))
    walk = Walk(sqlite_account).at_kasubsi()
    assert waiting(app, clock, walk) == []
    drafter = actor(signer)
    paper = draft_document(walk.id, OWN.code, drafter, walk.tick())
    assert waiting(app, clock, walk) == [signer]
    sign_document(paper.id, actor(signer), walk.tick())
    assert Document.get_by_id(paper.id).state == "ditandatangani"
    assert waiting(app, clock, walk) == []


def test_a_letter_waits_for_its_signer_once_it_has_the_initials_the_office_asks_for(
    sqlite_account: Any, app: Flask, clock: Clock
) -> None:
    walk = Walk(sqlite_account).with_answer().handed_back()
    set_office("paraf_wajib", "ya")
    letter = draft_document(walk.id, "SURAT", actor(Role.PENGELOLA), walk.tick())
    assert waiting(app, clock, walk) == []
    for role in (Role.PENGELOLA, KASUBSI, Role.KASI_TIKKIM):
        initial_document(letter.id, actor(role), walk.tick())
    assert waiting(app, clock, walk) == [KEPALA]
