"""What proves a pause goes by its reason; the complaint itself proves nothing."""

from typing import Any

import pytest

from models.actions.clocks.pause_step import pause_step
from models.rules.clocks.pauses import PauseNotAllowed, PauseReason
from models.tables import ComplaintMessage, Document, Pause
from tests.actions.clocks.test_pause_step import KASI
from tests.actions.proving import letter_of, question_of
from tests.actions.walking import Walk
from tests.office import actor


def test_the_complaint_itself_proves_nothing_and_each_reason_has_its_sort_of_proof(account: Any) -> None:
    walk = Walk(account).at_section()
    own = f"message:{ComplaintMessage.get(ComplaintMessage.complaint == walk.id).message_id}"
    memo = Document.get((Document.complaint == walk.id) & (Document.type == "ND-TERUS"))
    asked, letter = question_of(walk.id, walk), letter_of(walk)
    for reason in (PauseReason.MENUNGGU_INSTANSI, PauseReason.MENUNGGU_PELAPOR, PauseReason.KEADAAN_KAHAR):
        with pytest.raises(PauseNotAllowed, match="bukan dari kantor"):
            pause_step(walk.id, reason, "x", own, actor(KASI), walk.tick())
    with pytest.raises(PauseNotAllowed, match="Bukti itu tidak ada"):
        pause_step(walk.id, PauseReason.MENUNGGU_INSTANSI, "x", f"document:{memo.id}", actor(KASI), walk.tick())
    for reason, proof in ((PauseReason.MENUNGGU_INSTANSI, asked), (PauseReason.MENUNGGU_PELAPOR, letter)):
        with pytest.raises(PauseNotAllowed, match="tidak cocok"):
            pause_step(walk.id, reason, "x", proof, actor(KASI), walk.tick())
    assert not Pause.select().exists()
