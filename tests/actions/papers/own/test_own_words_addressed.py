"""Where a letter of an own type goes when its case changes after the draft: a name put right, a person hidden."""

import json
from dataclasses import replace
from typing import Any

import pytest

from models.actions.papers.sign_document import sign_document
from models.actions.privacy.protect_identity import protect_identity
from models.rules.core.errors import DocumentNotAllowed
from models.rules.papers.own.own_type import READDRESSED
from models.rules.staff.roles import Role
from models.tables import Contact
from tests.actions.papers.own.test_own_facts import INVITED, KASI, drafted, facts
from tests.actions.walking import Walk
from tests.office import actor
from tests.own_types import INVITATION, keep

HOME, NAME = "Jl. Melati 5", "Saudara Sari Contoh"
SAID = {name: text for name, text in INVITED.items() if name != "yth"}


@pytest.fixture
def walk(account: Any) -> Walk:
    """A case whose complainant told where he lives, in an office with own types of letters."""
    walk = Walk(account).at_section()
    Contact.update(address=HOME).where(Contact.id == walk.case.contact.id).execute()
    keep(INVITATION, replace(INVITATION, code="PANGGILAN", title="Surat Panggilan", to_reporter=False))
    return walk


def hidden(walk: Walk) -> None:
    protect_identity(walk.id, "diminta pelapor", actor(Role.KASUBSI_INFOKIM), walk.tick())


def test_a_hidden_complainants_home_leaves_the_draft_and_what_it_said_before(walk: Walk) -> None:
    drafted(walk, "UNDANGAN", SAID)
    paper = drafted(walk, "UNDANGAN", {"address": f"{HOME} RT 2"})
    hidden(walk)
    assert HOME not in json.dumps(facts(paper), ensure_ascii=False)
    with pytest.raises(DocumentNotAllowed, match="pelapor di kasus berubah"):
        sign_document(paper.id, actor(KASI), walk.tick())
    was = facts(paper)
    again = drafted(walk, "UNDANGAN", SAID | {"yth": was["yth"], "address": was["address"]})
    assert again.recipient == f"Pelapor {walk.case.number[-6:]} (identitas dirahasiakan)"
    assert facts(again)["address"] == "" and HOME not in again.facts
    assert sign_document(paper.id, actor(KASI), walk.tick()).number


def test_a_letter_to_another_keeps_where_it_goes_unless_that_is_his_home(walk: Walk) -> None:
    paper = drafted(walk, "PANGGILAN", INVITED | {"yth": "Kepala Desa", "address": "Jl. Balai Desa 1"})
    hidden(walk)
    assert facts(paper)["address"] == "Jl. Balai Desa 1"
    assert sign_document(paper.id, actor(KASI), walk.tick()).recipient == "Kepala Desa"


def test_his_home_leaves_a_letter_to_another_too(walk: Walk) -> None:
    paper = drafted(walk, "PANGGILAN", INVITED | {"address": f"d.a.  {HOME}"})
    hidden(walk)
    assert facts(paper)["address"] == ""


@pytest.mark.parametrize("change", [{"address": "Jl. Kenanga 9"}, {"name": "Sari Benar"}])
def test_what_the_case_says_otherwise_by_now_is_not_signed_as_it_was(walk: Walk, change: dict[str, str]) -> None:
    paper = drafted(walk, "UNDANGAN", SAID)
    Contact.update(**change).where(Contact.id == walk.case.contact.id).execute()
    with pytest.raises(DocumentNotAllowed, match="pelapor di kasus berubah"):
        sign_document(paper.id, actor(KASI), walk.tick())
    drafted(walk, "UNDANGAN", SAID | {"yth": NAME, "address": HOME})
    assert sign_document(paper.id, actor(KASI), walk.tick()).number
    assert next(iter(change.values())) in " ".join((facts(paper)["yth"], facts(paper)["address"]))


def test_what_its_drafter_wrote_himself_stays(walk: Walk) -> None:
    drafted(walk, "UNDANGAN", SAID | {"yth": "Kuasa Pelapor"})
    paper = drafted(walk, "UNDANGAN", SAID | {"yth": "Kuasa  Pelapor", "address": HOME})
    assert facts(paper)[READDRESSED] == ["yth"]
    Contact.update(name="Sari Benar").where(Contact.id == walk.case.contact.id).execute()
    assert sign_document(paper.id, actor(KASI), walk.tick()).recipient == "Kuasa Pelapor"
