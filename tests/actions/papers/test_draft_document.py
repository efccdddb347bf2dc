"""Drafts: made anew with the officer's wording, never with a number."""

import json
from typing import Any

from models.actions.papers.draft_document import draft_document
from models.rules.staff.roles import Role
from tests.actions.drafting import draft
from tests.actions.walking import Walk
from tests.office import actor


def test_drafting_again_replaces_the_draft_with_the_officers_wording(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    first = draft(walk)
    changes = {"hal": "Penerusan Mendesak", "number": "999", "registration": "x"}
    again = draft_document(walk.id, "ND-TERUS", actor(Role.KASUBSI_INFOKIM), walk.tick(), changes=changes)
    facts = json.loads(again.facts)
    assert (again.id, again.version, facts["hal"], facts["number"]) == (first.id, 2, "Penerusan Mendesak", None)
    assert isinstance(facts["registration"], dict)
