"""The trail of papers taken back tells what was done, not why in words: destruction leaves none there."""

from pathlib import Path
from typing import Any

import pytest

from models.actions.core.move_complaint import move_complaint
from models.actions.papers.cancel_document import cancel_document
from models.actions.papers.discard_draft import discard_draft
from models.actions.papers.draft_document import draft_document
from models.actions.papers.withdraw_memo import withdraw_memo
from models.actions.retention.destruction.carry_out import carry_out
from models.rules.cases.sop import Move
from models.rules.replies.delivery import Purpose
from models.tables import Document
from tests.actions.retention.destruction.test_destruction import KASUBSI, LATER, agreed, everything
from tests.actions.walking import Walk
from tests.office import actor, settings_in

WHY = "Bu Sari pindah ke Jalan Rahasia"


def cancel(walk: Walk) -> None:
    cancel_document(walk.at_kasubsi().paper("ND-TERUS").id, WHY, actor(KASUBSI), walk.tick())


def withdraw(walk: Walk) -> None:
    walk.at_section()
    withdraw_memo(Document.get().id, WHY, actor(KASUBSI), walk.tick())


def discard(walk: Walk) -> None:
    draft = draft_document(walk.at_kasubsi().id, "ND-TERUS", actor(KASUBSI), walk.tick())
    discard_draft(draft.id, WHY, actor(KASUBSI), walk.tick())


def close_with_a_draft(walk: Walk) -> None:
    draft_document(walk.at_kasubsi().id, "ND-TERUS", actor(KASUBSI), walk.tick())
    move_complaint(walk.id, Move.TUTUP_DI_TENGAH, actor(KASUBSI), walk.tick(), reason=WHY)


def archive_without_scans(walk: Walk) -> None:
    walk.with_answer().handed_back().answer(Purpose.JAWABAN)
    walk.paper("LEMBAR")
    walk.move(Move.ARSIPKAN, WHY)


@pytest.mark.parametrize("take_back", [cancel, withdraw, discard, close_with_a_draft, archive_without_scans])
def test_no_word_of_the_reason_stays(sqlite_account: Any, tmp_path: Path, take_back: Any) -> None:
    walk = Walk(sqlite_account)
    take_back(walk)
    assert WHY in everything()
    if walk.case.open:
        move_complaint(walk.id, Move.TUTUP_DI_TENGAH, actor(KASUBSI), walk.tick(), reason="Bukan.")
    carry_out(agreed(tmp_path, walk.case).id, settings_in(tmp_path), actor(KASUBSI), LATER)
    assert WHY not in everything()
