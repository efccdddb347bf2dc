"""What becomes known of an answer: what is enough ends its step, nothing else does, and verify recounts it."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.clocks.looking.limits import keep_clocks
from models.actions.replies.awaited_answers import count_what_is_enough
from models.rules.cases.sop import Move, Output, Stage
from models.rules.channels.grades import DeliveryGrade
from models.rules.channels.messages import Ack
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import (
    Outbox,
    StepOutput,
    StepRecord,
)
from tests.actions.delivering import clock, demand, faults, give, give_with_file, tell
from tests.actions.walking import Walk

G = DeliveryGrade
BY = Role.PENGELOLA


def test_what_the_gateway_only_holds_moves_no_case_and_meets_no_limit(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    given = give(walk, Purpose.JAWABAN, Ack.PENDING)
    keep_clocks(walk.tick())
    assert walk.stage is Stage.PENYAMPAIAN
    assert clock(walk, "memutuskan").met_at is None
    sent = walk.now
    tell(walk, given, Ack.SENT, at=sent)
    walk.now += timedelta(minutes=3)
    assert walk.stage is Stage.DOKUMENTASI
    ended = StepRecord.get((StepRecord.complaint == walk.id) & (StepRecord.step == 8))
    assert (clock(walk, "memutuskan").met_at, ended.finished_at) == (sent, sent)
    assert not faults()


def test_where_reaching_is_demanded_the_step_ends_with_it_but_counts_to_acceptance(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    demand(walk, "sampai")
    given, accepted = give(walk, Purpose.JAWABAN), walk.now
    assert walk.stage is Stage.PENYAMPAIAN
    walk.now += timedelta(hours=2)
    tell(walk, given, Ack.DELIVERED)
    assert walk.stage is Stage.DOKUMENTASI
    ended = StepRecord.get((StepRecord.complaint == walk.id) & (StepRecord.step == 8))
    assert (ended.finished_at, clock(walk, "memutuskan").met_at) == (accepted, accepted)
    assert StepRecord.get((StepRecord.complaint == walk.id) & (StepRecord.step == 9)).started_at == walk.now
    assert not faults()


def test_an_error_or_an_older_tick_after_it_reached_the_phone_changes_nothing(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    given = give(walk, Purpose.JAWABAN)
    for ack in (Ack.DELIVERED, Ack.FAILED, Ack.PENDING, Ack.SENT):
        tell(walk, given, ack)
    assert (walk.stage, Outbox.get(Outbox.external_id == given).grade) == (Stage.DOKUMENTASI, G.REACHED)
    assert Outbox.get(Outbox.external_id == given).ack == Ack.DELIVERED


def test_what_failed_and_arrives_after_all_counts_again_once(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    given = give(walk, Purpose.JAWABAN)
    tell(walk, given, Ack.FAILED)
    tell(walk, given, Ack.SENT)
    assert walk.stage is Stage.PENYAMPAIAN
    tell(walk, given, Ack.READ, times=2)
    assert walk.stage is Stage.DOKUMENTASI
    answers = StepOutput.select().where((StepOutput.kind == str(Output.JAWABAN)) & ~StepOutput.undone)
    assert answers.count() == 1
    assert not faults()


def test_verify_recounts_the_grades(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    give(walk, Purpose.JAWABAN)
    assert not faults()
    Outbox.update(grade="read").where(Outbox.purpose == "jawaban").execute()
    assert [fault for fault in faults() if "grade 'read'" in fault]


def test_a_better_tick_does_not_bring_back_what_an_officer_sent_out_again(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    given = give(walk, Purpose.JAWABAN)
    walk.move(Move.SAMPAIKAN_LAGI, "Nomornya keliru.")
    tell(walk, given, Ack.READ, times=2)
    assert walk.stage is Stage.PENYAMPAIAN
    assert not faults()


def test_a_lowered_demand_counts_what_was_there_already(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back()
    demand(walk, "sampai")
    give(walk, Purpose.JAWABAN)
    assert count_what_is_enough(walk.tick()) == 0
    demand(walk, "")
    assert [count_what_is_enough(walk.tick()) for _ in range(2)] == [1, 0]
    assert walk.stage is Stage.DOKUMENTASI
    assert not faults()


@pytest.mark.parametrize(("move", "stage"), [(Move.SAMPAIKAN_LAGI, Stage.PENYAMPAIAN), (Move.BUKA_KEMBALI, None)])
def test_the_clock_job_does_not_bring_back_an_answer_with_a_file_that_a_person_undid(
    sqlite_account: Any, move: Move, stage: Stage | None
) -> None:
    walk = Walk(sqlite_account).with_answer().handed_back()
    words = give_with_file(walk)
    if stage is None:
        walk.paper("LEMBAR")
        walk.move(Move.ARSIPKAN)
    walk.move(move, "Jawabannya keliru.")
    before = walk.stage
    assert count_what_is_enough(walk.tick()) == 0
    assert walk.stage is before
    assert clock(walk, "memutuskan").met_at is None
    assert not StepOutput.select().where((StepOutput.reference == f"outbox:{words}") & ~StepOutput.undone).exists()


@pytest.mark.parametrize("move", [Move.SAMPAIKAN_LAGI, Move.BUKA_KEMBALI])
def test_nor_does_one_that_comes_after_a_failure(account: Any, move: Move) -> None:
    walk = Walk(account).with_answer().handed_back()
    given = give(walk, Purpose.JAWABAN)
    if move is Move.BUKA_KEMBALI:
        walk.paper("LEMBAR")
        walk.move(Move.ARSIPKAN)
    walk.move(move, "Jawabannya keliru.")
    before = walk.stage
    tell(walk, given, Ack.FAILED)
    tell(walk, given, Ack.DELIVERED)
    assert (walk.stage, clock(walk, "memutuskan").met_at) == (before, None)
    assert not faults()
