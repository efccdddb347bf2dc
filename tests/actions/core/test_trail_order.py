"""What came later is told by the trail's numbers, not by the times the acts bear; a memo's withdrawal asks it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from models.actions.core import audit_trail
from models.actions.core.actor import AGENT
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.trail_order import acts_on, last_act
from models.actions.papers.draft_document import draft_document
from models.actions.papers.sign_document import sign_document
from models.actions.papers.withdraw_memo import withdraw_memo, withdrawable_memo
from models.rules.cases.sop import Move
from models.rules.core.errors import DocumentNotAllowed
from models.rules.papers.documents import DocumentState
from models.tables import Document, database
from tests.actions.papers.test_withdraw_memo import KASUBSI, _drafted, _written
from tests.actions.walking import Walk
from tests.office import NOW, actor


def test_an_act_after_one_of_a_time_to_come_is_the_later_one(account: Any) -> None:
    with database.atomic():
        audit_trail.write(AGENT, NOW + timedelta(days=500), AuditEvent("konsep", "document:7", after="ND-TERUS"))
        audit_trail.write(AGENT, NOW, AuditEvent("isi", "complaint:3", after="laporan"))
        audit_trail.write(AGENT, NOW, AuditEvent("paraf", "document:7"), AuditEvent("isi", "complaint:4"))
    drafted = last_act("document:7", "konsep")
    assert drafted is not None and drafted.at == NOW + timedelta(days=500)
    assert [act.after for act in acts_on(["complaint:3", "document:7"], ("isi", "konsep"), drafted.number)] == [
        "laporan"
    ]
    assert last_act("document:8", "konsep") is None


@pytest.mark.parametrize("act", [_written, _drafted])
def test_a_clock_set_right_since_the_handing_over_hides_nothing_the_next_desk_did(
    sqlite_account: Any, act: Callable[[Walk], None]
) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    right, walk.now = walk.now, walk.now + timedelta(days=500)
    memo = walk.paper("ND-TERUS")
    walk.move(Move.TERUSKAN_KE_SEKSI)
    walk.now = right
    assert withdrawable_memo(walk.case, actor(KASUBSI), walk.tick()) == memo
    act(walk)
    with pytest.raises(DocumentNotAllowed, match="meja berikutnya"):
        withdraw_memo(memo.id, "Salah seksi", actor(KASUBSI), walk.tick())


def test_what_was_written_here_by_a_clock_that_was_ahead_does_not_end_the_way_back(sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).at_kasubsi()
    draft = draft_document(walk.id, "ND-TERUS", actor(KASUBSI), walk.tick() + timedelta(days=500))
    memo = sign_document(draft.id, actor(KASUBSI), walk.tick())
    walk.move(Move.TERUSKAN_KE_SEKSI)
    withdraw_memo(memo.id, "Salah seksi", actor(KASUBSI), walk.tick())
    assert Document.get_by_id(memo.id).state == DocumentState.DITARIK
