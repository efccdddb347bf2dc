"""Whose answer is still owed: nobody is archived while a citizen merged into his case was told nothing (step 8)."""

from pathlib import Path

import pytest

from models.actions.cases.merge_complaints import merge_complaints, part_complaint
from models.actions.core.answers.unanswered_merged import unanswered_merged
from models.actions.core.case import facts_of
from models.actions.replies.record_proof import record_proof
from models.actions.upkeep.verify import outputs
from models.actions.upkeep.verify.office import Office
from models.rules.cases.sop import Move, Output, Stage
from models.rules.core.errors import OutputMissing
from models.rules.replies.delivery import Purpose, Way
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Complaint
from tests.actions.linking import BUDI, TUTI, sound
from tests.actions.walking import Walk
from tests.office import NOW, actor, new_complaint

BY = Role.PENGELOLA


def test_nobody_is_archived_while_one_merged_into_it_is_unanswered(account: ChannelAccount) -> None:
    walk = Walk(account).with_answer().handed_back()
    other = new_complaint(account, "paspor kami", BUDI)
    last = new_complaint(account, "paspor mereka", TUTI)
    merge_complaints(last.id, other.id, "sama", actor(BY), walk.tick())
    merge_complaints(other.id, walk.id, "sama", actor(BY), walk.tick())
    walk.answer(Purpose.JAWABAN)
    walk.paper("LEMBAR")
    for waiting in (other, last):
        with pytest.raises(OutputMissing, match="Yang belum ada: Jawaban kepada pelapor yang digabung"):
            walk.move(Move.ARSIPKAN)
        assert waiting.id in [row.id for row in unanswered_merged(walk.case)]
        record_proof(waiting.id, Purpose.JAWABAN, Way.TELEPON, "Ditelepon, paspor siap.", actor(BY), walk.tick())
    walk.move(Move.ARSIPKAN)
    assert walk.stage == Stage.SELESAI and sound()


def test_who_parts_from_it_no_longer_holds_it_back(account: ChannelAccount) -> None:
    walk = Walk(account).with_answer().handed_back()
    other = new_complaint(account, "paspor kami", BUDI)
    merge_complaints(other.id, walk.id, "sama", actor(BY), walk.tick())
    walk.answer(Purpose.JAWABAN)
    walk.paper("LEMBAR")
    assert Output.JAWABAN_GABUNGAN not in facts_of(walk.case, walk.now).outputs
    part_complaint(other.id, "lain", actor(BY), walk.tick())
    walk.move(Move.ARSIPKAN)
    assert walk.stage == Stage.SELESAI and sound()


def test_an_answer_from_before_it_was_opened_again_counts_no_more(account: ChannelAccount) -> None:
    walk = Walk(account).with_answer().handed_back()
    other = new_complaint(account, "paspor kami", BUDI)
    merge_complaints(other.id, walk.id, "sama", actor(BY), walk.tick())
    record_proof(other.id, Purpose.JAWABAN, Way.TELEPON, "Ditelepon, paspor siap.", actor(BY), walk.tick())
    walk.finished()
    assert unanswered_merged(walk.case) == []
    walk.move(Move.BUKA_KEMBALI)
    assert [row.id for row in unanswered_merged(walk.case)] == [other.id]


def test_verify_names_a_complaint_archived_with_somebody_merged_into_it_unanswered(account: ChannelAccount) -> None:
    walk = Walk(account).with_answer().handed_back().finished()
    other = new_complaint(account, "paspor kami", BUDI)
    Complaint.update(lead=walk.id).where(Complaint.id == other.id).execute()
    assert list(outputs.lacking(Office(Path(), Path(), NOW))) == [
        f"{walk.case.number} stands at selesai without “{Output.JAWABAN_GABUNGAN}”."
    ]
