"""A reply's states: no way back from sent, and never from unknown straight to sending."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.cases.sop import MOVES, STAGES, Stage
from models.rules.replies.delivery import (
    CLAIMABLE,
    OPEN_STATES,
    PURPOSES,
    REPLY_LABELS,
    REPLY_MOVES,
    Purpose,
    ReplyState,
    may_go_out,
    next_attempt,
)

NOW = datetime(2026, 11, 25)


def test_every_state_has_a_row_and_a_label() -> None:
    assert set(REPLY_MOVES) == set(REPLY_LABELS) == set(ReplyState)
    assert set(PURPOSES) == set(Purpose)


def test_only_claimed_states_lead_to_sending_and_unknown_never_does() -> None:
    assert {state for state, to in REPLY_MOVES.items() if ReplyState.SENDING in to} == set(CLAIMABLE)


def test_sent_refused_and_cancelled_are_final_and_all_others_are_open() -> None:
    final = {state for state, to in REPLY_MOVES.items() if not to}
    assert final == {ReplyState.SENT, ReplyState.REFUSED, ReplyState.CANCELLED}
    assert set(ReplyState) - final == OPEN_STATES


def test_a_delivered_answer_makes_a_move_of_its_own_stage() -> None:
    for row in PURPOSES.values():
        if row.move is not None:
            move = MOVES[row.move]
            assert (move.origin, move.by_delivery, move.needs) == (row.stage, True, (row.output,))


def test_every_move_that_a_delivery_makes_has_its_purpose() -> None:
    assert {row.move for row in PURPOSES.values() if row.move} == {
        row.move for row in MOVES.values() if row.by_delivery
    }


@given(st.integers(1, 60), st.floats(0, 1))
def test_F24_without_a_stated_time_the_wait_grows_from_2_to_300_seconds(attempts: int, jitter: float) -> None:
    wait = (next_attempt(attempts, NOW, None, jitter) - NOW).total_seconds()
    assert 1 <= wait <= 300


@given(st.floats(-10, 1e7))
def test_F23_a_stated_time_is_obeyed_up_to_an_hour(stated: float) -> None:
    wait = next_attempt(3, NOW, stated, 0.5) - NOW
    assert timedelta(0) <= wait <= timedelta(hours=1)
    if 0 <= stated <= 3600:
        assert abs(wait.total_seconds() - stated) < 0.001


@pytest.mark.parametrize("merged", [False, True])
@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("purpose", Purpose)
def test_each_purpose_goes_out_at_its_stage_and_the_answer_a_little_longer_to_who_was_merged(
    purpose: Purpose, stage: Stage, merged: bool
) -> None:
    places = {
        Purpose.TANGGAPAN_AWAL: {Stage.TANGGAPAN_AWAL},
        Purpose.JAWABAN: {Stage.PENYAMPAIAN} | ({Stage.DOKUMENTASI} if merged else set()),
        Purpose.PERTANYAAN: {Stage.IDENTIFIKASI},
        Purpose.LAIN: {stage for stage, row in STAGES.items() if row.open},
        Purpose.UNDANGAN: {stage for stage, row in STAGES.items() if row.open},
        Purpose.SURVEI: set(),
        Purpose.KODE: set(),
    }
    assert may_go_out(purpose, stage, merged) is (stage in places[purpose])
