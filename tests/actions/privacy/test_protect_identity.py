"""Protecting a complainant: by wish or category, on drafts too; ended by name with a reason, never where demanded."""

import json
from typing import Any

import pytest

from models.actions.core.identities import mask_of
from models.actions.core.write_output import identify
from models.actions.papers.draft_document import draft_document
from models.actions.privacy.protect_identity import protect_identity, unprotect_identity
from models.rules.core.errors import AlreadyDone, NotPermitted, ReasonMissing, RuleBroken
from models.rules.staff.roles import Role, Section
from models.tables import Audit, Category, Complaint, Document, SecrecyChange
from tests.actions.drafting import set_office
from tests.actions.walking import Walk
from tests.office import actor, citizen_message, take_in

WHY = "diminta pelapor lewat pesan"
TELLING = ("Sari", "Contoh ", "811000", "0811")


def facts_of(paper: Document) -> str:
    row = Document.get_by_id(paper.id)
    return f"{row.facts} {row.recipient} {row.subject}"


@pytest.mark.parametrize("role", Role)
def test_who_may_protect_and_who_may_end_it(role: Role, sqlite_account: Any) -> None:
    walk = Walk(sqlite_account, Section.LALINTALKIM).at_section()
    who = actor(role)
    protects = role in (Role.PENGELOLA, Role.KASUBSI_INFOKIM, Role.KEPALA_KANTOR)
    if protects:
        assert protect_identity(walk.id, WHY, who, walk.tick()).identity_protected
    else:
        with pytest.raises(NotPermitted):
            protect_identity(walk.id, WHY, who, walk.tick())
        Complaint.update(identity_protected=True).execute()
    if role in (Role.KASUBSI_INFOKIM, Role.KEPALA_KANTOR):
        assert not unprotect_identity(walk.id, WHY, who, walk.tick()).identity_protected
    else:
        with pytest.raises(NotPermitted):
            unprotect_identity(walk.id, WHY, who, walk.tick())


def test_a_draft_keeps_the_telephone_that_the_office_tells_everybody(account: Any) -> None:
    walk = Walk(account).at_section()
    set_office("telepon_publik", "0778-461234")
    case = protect_identity(walk.id, WHY, actor(Role.PENGELOLA), walk.tick())
    assert mask_of(case)("hubungi (0778) 461234, bukan 081277712345") == "hubungi (0778) 461234, bukan ▮▮▮"


def test_a_reason_is_asked_and_nothing_is_done_twice(account: Any) -> None:
    walk = Walk(account)
    with pytest.raises(ReasonMissing):
        protect_identity(walk.id, "  ", actor(Role.PENGELOLA), walk.tick())
    protect_identity(walk.id, f"{WHY} Sari 0811-0000-001", actor(Role.PENGELOLA), walk.tick(), form_key="k" * 20)
    with pytest.raises(AlreadyDone):
        protect_identity(walk.id, WHY, actor(Role.PENGELOLA), walk.tick(), form_key="k" * 20)
    with pytest.raises(RuleBroken):
        protect_identity(walk.id, WHY, actor(Role.PENGELOLA), walk.tick())
    assert SecrecyChange.get().reason == f"{WHY} ▮▮▮ ▮▮▮"  # names nobody
    assert Audit.get(Audit.event == "rahasiakan_identitas").after == ""
    unprotect_identity(walk.id, WHY, actor(Role.KASUBSI_INFOKIM), walk.tick())
    with pytest.raises(RuleBroken):
        unprotect_identity(walk.id, WHY, actor(Role.KASUBSI_INFOKIM), walk.tick())


def test_where_the_category_demands_it_nobody_ends_it(account: Any) -> None:
    walk = Walk(account, Section.KEPALA_KANTOR).identified()
    with pytest.raises(RuleBroken, match="mewajibkan"):
        unprotect_identity(walk.id, WHY, actor(Role.KEPALA_KANTOR), walk.tick())


def test_a_category_may_protect_without_being_about_an_officer(account: Any) -> None:
    plain = Walk(account)
    Category.update(protects_identity=True).where(Category.key == "paspor").execute()
    plain.identified()
    assert plain.case.identity_protected
    assert not plain.case.misconduct
    with pytest.raises(RuleBroken, match="mewajibkan"):
        unprotect_identity(plain.id, WHY, actor(Role.KEPALA_KANTOR), plain.tick())


def test_identifying_again_does_not_take_the_protection_away(account: Any) -> None:
    walk = Walk(account)
    protect_identity(walk.id, WHY, actor(Role.PENGELOLA), walk.tick())
    identify(
        walk.id, actor(Role.PENGELOLA), walk.tick(), category="paspor", subject="Paspor", identity_protected=False
    )
    assert walk.case.identity_protected


def test_a_draft_loses_the_complainant_and_later_papers_never_get_him(account: Any) -> None:
    walk = Walk(account, Section.LALINTALKIM)
    take_in(account, citizen_message("saya Sari Contoh, telepon 0811 0000 001", sent_at=walk.tick()), now=walk.now)
    walk.at_kasubsi()
    before = draft_document(walk.id, "ND-TERUS", actor(Role.KASUBSI_INFOKIM), walk.tick())
    assert "Sari" in facts_of(before)
    protect_identity(walk.id, WHY, actor(Role.PENGELOLA), walk.tick())
    for paper in (before, draft_document(walk.id, "ND-TERUS", actor(Role.KASUBSI_INFOKIM), walk.tick())):
        said = facts_of(paper)
        assert not [word for word in ("Sari", "8110000001", "0811") if word in said]
        assert "Contoh Kasubsi Infokim" in json.loads(Document.get_by_id(paper.id).facts)["signer"]["name"]
    assert "Pelapor 0" in facts_of(before)
