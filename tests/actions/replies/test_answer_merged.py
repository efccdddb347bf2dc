"""One answer for all whose complaints were merged: each in his own conversation, all or none, told otherwise too."""

from datetime import timedelta

import pytest

from models.actions.cases.merge_complaints import merge_complaints, part_complaint
from models.actions.cases.split_complaint import split_complaint
from models.actions.replies.answer_merged import answer_all, merged_citizens
from models.actions.replies.delivery_grades import mark_sent
from models.actions.replies.record_proof import record_proof
from models.rules.cases.sop import Stage
from models.rules.core.errors import NotVisible, ReplyNotAllowed
from models.rules.replies.delivery import Purpose, Way
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Complaint, Outbox, StatutoryClock, StepOutput
from tests.actions.linking import BUDI, TUTI, ids_of, sound
from tests.actions.walking import Walk
from tests.office import NOW, actor, new_complaint

KEY = "kunci-jawaban-gabung-01"
BY = Role.PENGELOLA


@pytest.fixture
def walk(account: ChannelAccount) -> Walk:
    """A case that waits for its first answer, with Budi's merged into it."""
    walk = Walk(account).identified()
    other = new_complaint(account, "paspor kami", BUDI)
    merge_complaints(other.id, walk.id, "sama", actor(BY), walk.tick())
    return walk


def merged() -> Complaint:
    return Complaint.get(Complaint.stage == str(Stage.DIGABUNG))


def answer(walk: Walk, *also: int, purpose: Purpose = Purpose.TANGGAPAN_AWAL, key: str = KEY) -> list[Outbox]:
    return answer_all(walk.id, also, "Yth. Saudara, terima kasih.", purpose, key, actor(BY), walk.tick())


def test_one_click_queues_a_reply_in_each_conversation_once(walk: Walk) -> None:
    other = merged()
    assert [(one.case.id, one.can_send, one.answered) for one in merged_citizens(walk.case, NOW)] == [
        (other.id, True, False)
    ]
    for _ in range(2):
        answer(walk, other.id)
    rows = Outbox.select().order_by(Outbox.id)
    assert [(row.complaint_id, row.thread_id) for row in rows] == [
        (walk.id, walk.case.thread_id),
        (other.id, other.thread_id),
    ]


def test_delivered_it_counts_for_each_and_moves_the_one_that_goes_on(walk: Walk) -> None:
    answer(walk, merged().id)
    Outbox.update(state="sending").execute()
    first, copy = Outbox.select().order_by(Outbox.id)
    mark_sent(copy, "true_copy", actor(BY), walk.tick())
    assert walk.stage == Stage.TANGGAPAN_AWAL
    made = StepOutput.get(StepOutput.reference == f"outbox:{copy.id}")
    assert (made.complaint_id, merged().stage) == (merged().id, Stage.DIGABUNG)
    clocks = StatutoryClock.select().where(StatutoryClock.complaint == merged().id)
    assert all(clock.met_at is not None for clock in clocks) and clocks.count() == 1
    mark_sent(first, "true_first", actor(BY), walk.tick())
    assert walk.stage == Stage.PENERUSAN_PENGELOLA
    part_complaint(merged().id, "lain", actor(BY), walk.tick())
    assert sound()


def test_none_goes_out_where_one_may_not(walk: Walk, account: ChannelAccount) -> None:
    stranger = new_complaint(account, "lain", TUTI)
    with pytest.raises(NotVisible):
        answer(walk, stranger.id)
    with pytest.raises(ReplyNotAllowed):
        answer(walk, merged().id, purpose=Purpose.JAWABAN)
    assert Outbox.select().count() == 0


def test_a_split_joined_again_shares_the_conversation_and_is_not_answered_twice(walk: Walk) -> None:
    new = split_complaint(ids_of("Paspor saya belum jadi"), actor(BY), walk.tick(), source_id=walk.id)
    merge_complaints(new.id, walk.id, "sama", actor(BY), walk.tick())
    assert [one.case.id for one in merged_citizens(walk.case, NOW)] == [
        row.id for row in Complaint.select().where(Complaint.thread != walk.case.thread_id)
    ]


def test_whoever_was_told_another_way_counts_as_answered(walk: Walk) -> None:
    other = merged()
    record_proof(
        other.id,
        Purpose.JAWABAN,
        Way.TELEPON,
        "Ditelepon, paspor siap.",
        actor(BY),
        walk.tick() + timedelta(minutes=1),
    )
    assert [one.answered for one in merged_citizens(walk.case, NOW)] == [True]
    assert (merged().stage, walk.stage) == (Stage.DIGABUNG, Stage.TANGGAPAN_AWAL)
    assert sound()
