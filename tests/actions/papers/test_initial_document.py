"""Initials on a draft: in the chain's order, returned with a comment, worded anew begins anew; both databases."""

from typing import Any

import pytest

from models.actions.papers.draft_document import draft_document
from models.actions.papers.initial_document import initial_document, return_document
from models.actions.papers.initials.given import missing_parafs, returned
from models.actions.papers.paper_rights import document_row
from models.actions.papers.sign_document import sign_document
from models.rules.core.errors import AlreadyDone, DocumentNotAllowed, NotVisible
from models.rules.papers.documents import DocumentState, paraf_chain
from models.rules.staff.roles import Role
from models.tables import Audit, Document, OfficeSetting, Paraf
from tests.actions.walking import Walk
from tests.office import actor


def drafted(account: Any, signer: Role = Role.KASI_TIKKIM) -> tuple[Walk, Document]:
    """A nota dinas on the desk of Kasubsi; with Kasi TIKKIM signing, two people initial it."""
    key = "penandatangan_ND-TERUS"
    OfficeSetting.update(value=str(signer)).where(OfficeSetting.key == key).execute()
    OfficeSetting.update(value="ya").where(OfficeSetting.key == "paraf_wajib").execute()
    walk = Walk(account).at_kasubsi()
    return walk, draft_document(walk.id, "ND-TERUS", actor(Role.PENGELOLA), walk.tick())


def test_initials_come_in_the_chains_order_and_then_the_paper_may_be_signed(account: Any) -> None:
    walk, paper = drafted(account)
    with pytest.raises(DocumentNotAllowed, match="Pengelola"):
        initial_document(paper.id, actor(Role.KASUBSI_INFOKIM), walk.tick())
    assert initial_document(paper.id, actor(Role.PENGELOLA), walk.tick()).state == DocumentState.KONSEP
    with pytest.raises(DocumentNotAllowed, match="belum diparaf"):
        sign_document(paper.id, actor(Role.KASI_TIKKIM), walk.tick())
    assert initial_document(paper.id, actor(Role.KASUBSI_INFOKIM), walk.tick()).state == DocumentState.DIPARAF
    signed = sign_document(paper.id, actor(Role.KASI_TIKKIM), walk.tick())
    assert (signed.state, signed.number is not None) == (DocumentState.DITANDATANGANI, True)
    assert [row.role for row in Paraf.select().order_by(Paraf.id)] == [Role.PENGELOLA, Role.KASUBSI_INFOKIM]
    assert Audit.select().where(Audit.event == "paraf").count() == 2


def test_who_initialled_already_and_who_is_not_in_the_chain_are_refused(account: Any) -> None:
    walk, paper = drafted(account)
    initial_document(paper.id, actor(Role.PENGELOLA), walk.tick())
    for role in (Role.PENGELOLA, Role.KASI_TIKKIM, Role.ADMINISTRATOR):
        with pytest.raises((DocumentNotAllowed, NotVisible)):
            initial_document(paper.id, actor(role), walk.tick())
    assert Paraf.select().count() == 1


def test_a_returned_draft_is_neither_initialled_nor_signed_until_it_is_worded_anew(account: Any) -> None:
    walk, paper = drafted(account)
    initial_document(paper.id, actor(Role.PENGELOLA), walk.tick())
    return_document(paper.id, "Tambahkan tanggal kejadian.", actor(Role.KASUBSI_INFOKIM), walk.tick())
    found = returned(Document.get_by_id(paper.id))
    assert found
    assert found.comment == "Tambahkan tanggal kejadian."
    with pytest.raises(DocumentNotAllowed, match="dikembalikan"):
        initial_document(paper.id, actor(Role.KASUBSI_INFOKIM), walk.tick())
    OfficeSetting.update(value="tidak").where(OfficeSetting.key == "paraf_wajib").execute()
    with pytest.raises(DocumentNotAllowed, match="dikembalikan"):
        sign_document(paper.id, actor(Role.KASI_TIKKIM), walk.tick())
    again = draft_document(walk.id, "ND-TERUS", actor(Role.PENGELOLA), walk.tick())
    assert (again.id, again.version, again.state) == (paper.id, 2, DocumentState.KONSEP)
    row = document_row("ND-TERUS")
    assert missing_parafs(again, row, Role.KASI_TIKKIM) == (Role.PENGELOLA, Role.KASUBSI_INFOKIM)
    assert sign_document(again.id, actor(Role.KASI_TIKKIM), walk.tick()).signed_at


def test_a_return_says_what_to_mend_and_only_the_chain_and_the_signer_may(account: Any) -> None:
    walk, paper = drafted(account)
    with pytest.raises(DocumentNotAllowed, match="Tuliskan"):
        return_document(paper.id, "  ", actor(Role.KASI_TIKKIM), walk.tick())
    with pytest.raises((DocumentNotAllowed, NotVisible)):
        return_document(paper.id, "x", actor(Role.KASI_LALINTALKIM), walk.tick())
    assert Paraf.select().count() == 0


def test_a_signed_paper_is_not_initialled_any_more(account: Any) -> None:
    walk, paper = drafted(account, Role.KASUBSI_INFOKIM)
    initial_document(paper.id, actor(Role.PENGELOLA), walk.tick())
    sign_document(paper.id, actor(Role.KASUBSI_INFOKIM), walk.tick())
    with pytest.raises(AlreadyDone):
        return_document(paper.id, "terlambat", actor(Role.KASUBSI_INFOKIM), walk.tick())


def test_nobody_initials_what_he_signs_himself() -> None:
    row = document_row("ND-TERUS")
    assert paraf_chain(row, Role.KASUBSI_INFOKIM) == (Role.PENGELOLA,)
    assert paraf_chain(row, Role.KASI_TIKKIM) == (Role.PENGELOLA, Role.KASUBSI_INFOKIM)
    assert paraf_chain(row, Role.KEPALA_KANTOR) == row.paraf
