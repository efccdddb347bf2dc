"""Who drafts and signs which paper: the table, the office's setting, the desk; papers of the office have no desk."""

import json
from datetime import timedelta
from typing import Any

import pytest

from models.actions.core.actor import actor_of
from models.actions.papers.cancel_document import cancel_document
from models.actions.papers.draft_document import draft_document, draft_office_paper
from models.actions.papers.paper_rights import check_drafter, check_signer, document_row, signing_role
from models.actions.papers.sign_document import sign_document
from models.rules.core.errors import DocumentNotAllowed
from models.rules.papers.documents import DOCUMENTS
from models.rules.staff.roles import ROLES, Role
from models.tables import Delegation, OfficeHolder, Official, Staff
from tests.actions.walking import Walk
from tests.office import NOW, actor

DAY = NOW.date()


def test_an_unknown_paper_is_refused_by_name(account: Any) -> None:
    with pytest.raises(DocumentNotAllowed, match="ND-LAIN"):
        document_row("ND-LAIN")


def test_the_offices_setting_chooses_the_signer(account: Any) -> None:
    case = Walk(account).at_kasubsi().case
    assert signing_role(case, "ND-TERUS", {}) is Role.KASUBSI_INFOKIM
    assert signing_role(case, "ND-TERUS", {"penandatangan_ND-TERUS": "kasi_tikkim"}) is Role.KASI_TIKKIM


@pytest.mark.parametrize("code", sorted(code for code, row in DOCUMENTS.items() if row.of_case))
def test_a_paper_of_a_case_is_drafted_and_signed_only_where_it_belongs(sqlite_account: Any, code: str) -> None:
    case, row = Walk(sqlite_account).case, DOCUMENTS[code]
    for role in Role:
        with pytest.raises(DocumentNotAllowed, match="tahap"):
            check_drafter(row, case, actor(role), {}, DAY)
        with pytest.raises(DocumentNotAllowed, match="ditandatangani"):
            check_signer(row, case, actor(role), {}, DAY)
        with pytest.raises(DocumentNotAllowed):
            check_drafter(row, None, actor(role), {}, DAY)


def test_a_paper_of_a_case_cannot_be_drafted_without_one(account: Any) -> None:
    with pytest.raises(DocumentNotAllowed, match="kasus"):
        draft_office_paper("ND-TERUS", "2026-11", actor(Role.KASUBSI_INFOKIM), NOW)


def test_the_refusal_names_the_stage(account: Any) -> None:
    with pytest.raises(DocumentNotAllowed, match="Identifikasi"):
        draft_document(Walk(account).id, "ND-TERUS", actor(Role.PENGELOLA), NOW)


def test_a_delegate_drafts_and_signs_on_behalf_and_cancels_what_he_signed(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    kasi = actor(Role.KASI_TIKKIM)
    draft = draft_document(walk.id, "SURAT", actor(Role.PENGELOLA), walk.tick())
    with pytest.raises(DocumentNotAllowed, match="Kepala Kantor"):
        sign_document(draft.id, kasi, walk.tick())
    day = walk.now.date()
    Delegation.create(
        from_post=str(Role.KEPALA_KANTOR),
        to_post=str(kasi.role),
        document_types="SURAT",
        valid_from=day,
        basis="Contoh",
    )
    signed = sign_document(draft.id, kasi, walk.tick())
    assert json.loads(signed.facts)["signer"]["title_lines"] == [
        "a.n. Kepala Kantor",
        ROLES[Role.KASI_TIKKIM].title,
    ]
    assert cancel_document(signed.id, "Salah alamat", kasi, walk.tick()).state == "batal"
    own = draft_document(walk.id, "SURAT", kasi, walk.tick())
    assert json.loads(own.facts)["signer"]["title_lines"][0] == "a.n. Kepala Kantor"


def test_signer_and_sender_follow_the_date_of_the_paper_not_of_its_draft(account: Any) -> None:
    walk = Walk(account).with_answer()
    draft = draft_document(walk.id, "ND-JAWAB", walk.holder(), walk.tick())
    tomorrow = walk.now + timedelta(days=1)
    official = Official.create(name="Pengganti Contoh", nip="")
    OfficeHolder.create(
        post=str(walk.holder().role), official=official, kind="plh", valid_from=tomorrow, valid_until=tomorrow
    )
    staff = Staff.create(
        username="pengganti", name=official.name, password_hash="", role=str(walk.holder().role), official=official,
        created_at=walk.now,
    )  # fmt: skip
    with pytest.raises(DocumentNotAllowed, match="Pengganti Contoh"):
        sign_document(draft.id, walk.holder(), tomorrow)
    facts = json.loads(sign_document(draft.id, actor_of(staff, day=tomorrow.date()), tomorrow).facts)
    assert facts["dari"] == facts["signer"]["title_lines"][0] == f"Plh. {ROLES[Role.KASI_LALINTALKIM].title}"
    assert facts["signer"]["name"] == "Pengganti Contoh"


def test_a_paper_waits_for_what_it_needs(account: Any) -> None:
    walk = Walk(account).at_section()
    with pytest.raises(DocumentNotAllowed, match="dibuat setelah ada “Disposisi Kepala Kantor”"):
        draft_document(walk.id, "DISPOSISI", actor(Role.KEPALA_KANTOR), walk.tick())
