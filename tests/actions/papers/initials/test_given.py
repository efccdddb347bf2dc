"""Who initials papers of an own type is today's: drafts there are follow a change, in their state and in print."""

import json
from dataclasses import replace
from typing import Any

import pytest

from models.actions.papers.document_facts import initials_now
from models.actions.papers.draft_document import draft_document
from models.actions.papers.initial_document import initial_document, return_document
from models.actions.papers.own.keep_type import change_type
from models.actions.papers.sign_document import sign_document
from models.rules.core.errors import DocumentNotAllowed
from models.rules.papers.own.own_type import Question
from models.rules.staff.roles import ROLES, Role
from models.tables import Document, OfficeSetting
from tests.actions.walking import Walk
from tests.office import NOW, actor
from tests.own_types import ORDER, admin, keep

HEAD, TIKKIM, CHIEF = Role.KASI_LALINTALKIM, Role.KASI_TIKKIM, Role.KEPALA_KANTOR
ASKED = replace(ORDER, questions=(Question("untuk", "Untuk"),))


def changed(number: int, *paraf: Role) -> None:
    change_type(replace(ASKED, paraf=paraf), number, admin(), NOW)


def test_a_draft_is_initialled_by_all_who_initial_now_and_prints_their_boxes(account: Any) -> None:
    keep(ASKED)
    walk = Walk(account).at_section()
    OfficeSetting.update(value="ya").where(OfficeSetting.key == "paraf_wajib").execute()
    draft = draft_document(walk.id, "SURAT-TUGAS", actor(HEAD), walk.tick())
    assert initial_document(draft.id, actor(HEAD), walk.tick()).state == "diparaf"
    changed(1, HEAD, TIKKIM)
    draft = Document.get_by_id(draft.id)
    assert draft.state == "konsep"
    assert initials_now(draft, json.loads(draft.facts)) == {"paraf": [ROLES[HEAD].label, ROLES[TIKKIM].label]}
    with pytest.raises(DocumentNotAllowed, match=f"belum diparaf {ROLES[TIKKIM].label}"):
        sign_document(draft.id, actor(CHIEF), walk.tick())
    assert initial_document(draft.id, actor(TIKKIM), walk.tick()).state == "diparaf"
    changed(2, TIKKIM)
    signed = sign_document(draft.id, actor(CHIEF), walk.tick())
    assert json.loads(signed.facts)["paraf"] == [ROLES[TIKKIM].label]


def test_a_draft_waits_for_nobody_who_initials_no_more(account: Any) -> None:
    keep(ASKED)
    walk = Walk(account).at_section()
    draft = draft_document(walk.id, "SURAT-TUGAS", actor(HEAD), walk.tick())
    changed(1, HEAD, TIKKIM)
    initial_document(draft.id, actor(HEAD), walk.tick())
    changed(2, HEAD)
    assert Document.get_by_id(draft.id).state == "diparaf"
    changed(3)
    assert Document.get_by_id(draft.id).state == "konsep"


def test_what_was_returned_stays_a_draft(account: Any) -> None:
    keep(ASKED)
    walk = Walk(account).at_section()
    draft = draft_document(walk.id, "SURAT-TUGAS", actor(HEAD), walk.tick())
    initial_document(draft.id, actor(HEAD), walk.tick())
    return_document(draft.id, "Perbaiki.", actor(CHIEF), walk.tick())
    changed(1, HEAD, TIKKIM)
    changed(2, HEAD)
    assert Document.get_by_id(draft.id).state == "konsep"
