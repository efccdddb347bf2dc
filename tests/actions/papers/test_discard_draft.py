"""A draft is discarded with a reason by whom it can wait for, wherever the case is; a signed paper never."""

from typing import Any

import pytest

from models.actions.papers.discard_draft import discard_draft
from models.actions.papers.draft_document import draft_document
from models.rules.cases.sop import Move, Output, Stage
from models.rules.core.errors import AlreadyDone, DocumentNotAllowed, NotVisible
from models.rules.staff.roles import Role
from models.tables import Audit, Document
from tests.actions.walking import Walk
from tests.office import actor

WHY = "Tidak jadi dieskalasi."


def left_behind(account: Any) -> tuple[Walk, Document]:
    """Return a case whose section drafted an escalation and then handled the case itself."""
    walk = Walk(account).at_section()
    draft = draft_document(walk.id, "ND-ESKAL", walk.holder(), walk.tick())
    walk.write(Output.IDENTIFIKASI_SEKSI)
    walk.move(Move.DAPAT_DITANGANI)
    return walk, draft


def test_a_draft_whose_stage_is_past_is_discarded_with_reason_and_trace(account: Any) -> None:
    walk, draft = left_behind(account)
    with pytest.raises(DocumentNotAllowed, match="mengapa"):
        discard_draft(draft.id, "  ", walk.holder(), walk.tick())
    gone = discard_draft(draft.id, WHY, walk.holder(), walk.tick())
    assert (gone.state, gone.cancel_reason, gone.cancelled_by_id) == ("batal", WHY, walk.holder().staff_id)
    assert Audit.get(Audit.event == "buang_konsep").after == "batal"
    with pytest.raises(AlreadyDone):
        discard_draft(draft.id, WHY, walk.holder(), walk.tick())


def test_whoever_holds_the_case_later_may_and_nobody_else(account: Any) -> None:
    walk, draft = left_behind(account)
    for role in (Role.PENGELOLA, Role.KASUBSI_INFOKIM, Role.KEPALA_KANTOR):
        with pytest.raises(DocumentNotAllowed, match="dibuang oleh pengonsep"):
            discard_draft(draft.id, WHY, actor(role), walk.tick())
    with pytest.raises(NotVisible):
        discard_draft(draft.id, WHY, actor(Role.KASI_INTELDAKIM), walk.tick())
    walk.fieldwork_done()
    walk.handed_back()
    assert walk.stage is Stage.PENYAMPAIAN
    assert discard_draft(draft.id, WHY, actor(Role.PENGELOLA), walk.tick()).state == "batal"


def test_a_signed_paper_is_not_discarded(account: Any) -> None:
    walk = Walk(account).at_section()
    with pytest.raises(AlreadyDone, match="sudah ditandatangani"):
        discard_draft(Document.get().id, WHY, actor(Role.KASUBSI_INFOKIM), walk.tick())
