"""When what waits at an account leaves, by what is stored: after a restart, with two agents, by a wrong clock."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from models.actions.channels.channel_health import look_at_channels
from models.actions.channels.serve_account import beat
from models.actions.channels.stamp_passes import stamp_passes
from models.actions.core.answers.late_answers import late_causes
from models.actions.core.answers.turns import NO_QUEUE, limits_of, next_turn, queue_at, uses_of
from models.actions.replies import deliver_reply as deliver
from models.actions.replies.queue_reply import queue_reply
from models.rules.channels.channels import CHANNELS
from models.rules.channels.messages import Receipt
from models.rules.channels.pace import UNLIMITED, Limits, Use
from models.rules.channels.passes import Pass
from models.rules.replies.delivery import Purpose, ReplyState
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Outbox, database
from tests.actions.sending import queue
from tests.actions.walking import Walk
from tests.office import actor

PACE = 6.0
LIMITS = Limits(PACE)
WORKING = timedelta(minutes=20)


def citizens(account: Any, number: int) -> list[Walk]:
    return [Walk(account, who=f"62811000000{one}") for one in range(number)]


def take(account: Any, now: datetime, limits: Limits = LIMITS) -> str | None:
    """Let an agent send what may leave now; return its key."""
    claim = deliver.claim_due(account.id, "agen-1", 60, now, limits)
    if claim is None:
        return None
    assert deliver.record_intent(claim, 60, now)
    assert deliver.record_sent(claim, Receipt(f"id-{claim.row_id}"), now)
    return claim.reply.reply_key


def works(account: Any, now: datetime) -> ChannelAccount:
    """Let the account be one that sends."""
    ChannelAccount.update(state="ok", last_success_at=now, last_inbound_at=now).execute()
    beat("agen", now)
    stamp_passes(account.id, {"deliver": Pass(now)})
    return ChannelAccount.get_by_id(account.id)


@pytest.fixture
def waiting(account: Any) -> datetime:
    """Queue an answer to each of five citizens; return the moment after."""
    for number, walk in enumerate(citizens(account, 5)):
        queue(walk, f"j{number}")
    return Outbox.select().order_by(Outbox.id.desc()).get().created_at


def test_the_second_answer_waits_for_its_pause_and_the_first_does_not(account: Any, waiting: datetime) -> None:
    assert take(account, waiting) == "j0"
    assert take(account, waiting) is None
    second = LIMITS.pause_before("j1")
    assert take(account, waiting + second - timedelta(milliseconds=1)) is None
    assert take(account, waiting + second) == "j1"


def test_whose_turn_it_is_is_asked_while_others_may_write(
    account: Any, waiting: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = []

    def asked(*given: Any) -> int | None:
        held.append(database.in_transaction())
        return next_turn(*given)

    monkeypatch.setattr(deliver, "next_turn", asked)
    assert take(account, waiting) == "j0"
    assert held == [False]


def test_the_times_shown_are_those_at_which_they_leave(account: Any, waiting: datetime) -> None:
    row = works(account, waiting)
    shown = queue_at(row, PACE, waiting).leaves
    left = {}
    for at in sorted(shown.values()):
        left[Outbox.get(Outbox.reply_key == take(account, at)).id] = at
    assert left == shown
    assert len(left) == 5
    assert queue_at(row, PACE, waiting) == NO_QUEUE


def test_a_sending_whose_fate_is_unknown_or_refused_counts_and_one_that_surely_did_not_leave_does_not(
    account: Any, waiting: datetime
) -> None:
    for record, counts in ((deliver.record_unknown, True), (deliver.record_refused, True), (None, False)):
        now = waiting + timedelta(hours=int(counts) + (record is deliver.record_refused))
        claim = deliver.claim_due(account.id, "agen-1", 60, now, LIMITS)
        assert claim is not None
        assert deliver.record_intent(claim, 60, now)
        if record is None:
            deliver.record_waiting(claim, now + timedelta(hours=9), "nanti", now)
        else:
            record(claim, "alasan", now)
        assert (next_turn(account.id, LIMITS, now) is None) is counts


def test_a_claim_another_agent_holds_is_neither_taken_again_nor_waited_for(account: Any, waiting: datetime) -> None:
    assert deliver.claim_due(account.id, "agen-1", 60, waiting, LIMITS) is not None  # and dies
    assert take(account, waiting) == "j1"
    assert take(account, waiting + timedelta(seconds=61)) == "j0"


def test_an_answer_sent_by_a_clock_far_ahead_freezes_nothing(account: Any, waiting: datetime) -> None:
    assert take(account, waiting + timedelta(days=400)) == "j0"
    assert take(account, waiting) == "j1"


def test_a_first_response_passes_a_bulk_and_leaves_within_its_minute(account: Any, waiting: datetime) -> None:
    slow = Limits(300.0)
    assert take(account, waiting, slow) == "j0"
    walk = Walk(account, who="628110000009").identified()
    queue(walk, "awal", Purpose.TANGGAPAN_AWAL)
    due = walk.case.due_at
    assert due is not None
    Outbox.update(last_attempt_at=due - timedelta(seconds=50)).where(Outbox.reply_key == "j0").execute()
    assert take(account, due - timedelta(seconds=6), slow) is None
    assert take(account, due - timedelta(seconds=5), slow) == "awal"


def test_the_further_copies_of_one_submission_let_a_single_answer_pass(account: Any, waiting: datetime) -> None:
    Outbox.update(created_at=waiting).execute()  # the same words at the same moment: one submission
    queue(Walk(account, who="628110000009"), "sendiri", text="Untuk Anda saja.")
    Outbox.update(created_at=waiting + timedelta(seconds=30)).where(Outbox.reply_key == "sendiri").execute()
    order = []
    for step in range(6):
        order.append(take(account, waiting + timedelta(minutes=1 + step)))
    assert order == ["j0", "sendiri", "j1", "j2", "j3", "j4"]


def test_one_behind_a_held_answer_has_no_time_and_the_others_do(account: Any, waiting: datetime) -> None:
    first = Outbox.get(Outbox.reply_key == "j0")
    queue_reply(first.complaint_id, "Susulan.", Purpose.LAIN, "j0-lagi", actor(Role.PENGELOLA), waiting)
    Outbox.update(state=str(ReplyState.HOLD)).where(Outbox.id == first.id).execute()
    leaves = queue_at(works(account, waiting), PACE, waiting).leaves
    keys = {row.reply_key for row in Outbox.select().where(Outbox.id.in_(list(leaves)))}
    assert keys == {"j1", "j2", "j3", "j4"}


def test_an_approved_text_behind_one_that_waits_for_the_citizen_keeps_no_other_conversation_back(
    account: Any, waiting: datetime
) -> None:
    first = Outbox.get(Outbox.reply_key == "j0")
    for key in ("biasa", "disetujui"):
        queue_reply(first.complaint_id, f"Susulan {key}.", Purpose.LAIN, key, actor(Role.PENGELOLA), waiting)
    Outbox.update(state=str(ReplyState.PARKED)).where(Outbox.id == first.id).execute()
    Outbox.update(approved="teks").where(Outbox.reply_key == "disetujui").execute()
    later = waiting + timedelta(minutes=1)
    Outbox.update(created_at=later).where(Outbox.reply_key != "disetujui").execute()
    assert take(account, later) == "j1"


@pytest.mark.parametrize(
    "trouble",
    [
        {"state": "jeda"},
        {"state": "terganggu"},
        {"enabled": False},
    ],
)
def test_no_time_is_told_where_nothing_is_sent(account: Any, waiting: datetime, trouble: dict[str, Any]) -> None:
    works(account, waiting)
    ChannelAccount.update(trouble).execute()
    assert queue_at(ChannelAccount.get_by_id(account.id), PACE, waiting) == NO_QUEUE


def test_no_time_is_told_where_no_pass_goes_through_or_it_is_halted(account: Any, waiting: datetime) -> None:
    row = works(account, waiting)
    stamp_passes(account.id, {"deliver": Pass(waiting, "disk")})
    assert queue_at(row, PACE, waiting) == NO_QUEUE
    stamp_passes(account.id, {"deliver": Pass(waiting - timedelta(minutes=4))})
    assert queue_at(row, PACE, waiting) == NO_QUEUE


def test_waiting_for_ones_turn_is_told_as_the_cause_and_alarms_nobody(account: Any, waiting: datetime) -> None:
    later = waiting + WORKING
    works(account, later)
    assert take(account, later) == "j0"
    (view,) = [one for one in look_at_channels(later, 10.0, pace_seconds=PACE) if one.account.id == account.id]
    assert (view.facts.late, view.facts.turns) == (0, 4)
    assert not view.verdict.holds("late")
    assert "4 jawaban menunggu giliran" in view.verdict.to_do
    row = Outbox.get(Outbox.reply_key == "j1")
    assert "menunggu giliran" in late_causes([row], later, 600.0, True, PACE)[row.id]


def test_what_waits_though_its_turn_came_long_ago_alarms(account: Any, waiting: datetime) -> None:
    assert take(account, waiting) == "j0"
    later = waiting + WORKING
    works(account, later)  # passes go through, but nothing leaves
    (view,) = [one for one in look_at_channels(later, 10.0, pace_seconds=PACE) if one.account.id == account.id]
    assert (view.facts.late, view.facts.turns) == (4, 0)
    assert view.verdict.holds("late")


def capped(account: Any, **caps: str) -> None:
    ChannelAccount.update(
        settings=json.dumps({"base_url": "http://127.0.0.1:1", "session": "default", **caps})
    ).execute()


def test_at_the_cap_what_waits_says_why_and_until_when_and_the_meter_counts(account: Any, waiting: datetime) -> None:
    capped(account, hour_cap="2", day_cap="9")
    limits = Limits(0.0, 2, 9)
    assert [take(account, waiting, limits), take(account, waiting + WORKING, limits)] == ["j0", "j1"]
    later = waiting + 2 * WORKING
    assert take(account, later, limits) is None
    works(account, later)
    (view,) = [one for one in look_at_channels(later, 10.0, pace_seconds=0.0) if one.account.id == account.id]
    assert view.facts.uses == (Use(2, 2, "sejam"), Use(2, 9, "sehari"))
    assert (
        view.verdict.to_do == "Batas 2 pesan sejam dari nomor ini tercapai: jawaban berikutnya berangkat mulai 10.01."
    )
    assert (view.facts.late, view.facts.turns) == (0, 3)
    row = Outbox.get(Outbox.reply_key == "j2")
    said = "batas 2 pesan sejam dari nomor ini tercapai: berangkat ± 10.01"
    assert late_causes([row], later, 600.0, True)[row.id] == said
    assert take(account, waiting + 3 * WORKING, limits) == "j2"  # 10.01, as it was told


def test_what_surely_did_not_leave_uses_up_nothing(account: Any, waiting: datetime) -> None:
    claim = deliver.claim_due(account.id, "agen-1", 60, waiting)
    assert claim is not None
    assert deliver.record_intent(claim, 60, waiting)
    deliver.record_waiting(claim, waiting + WORKING, "nanti", waiting)
    assert [use.count for use in uses_of(ChannelAccount.get_by_id(account.id), waiting)] == [0, 0]
    assert uses_of(ChannelAccount.create(kind="x", label="X", created_at=waiting), waiting) == ()


def test_only_the_offices_own_numbers_behind_a_gateway_are_limited() -> None:
    assert {kind for kind in CHANNELS if limits_of(kind, {}, PACE).any} == {"waha", "gowa"}
    assert limits_of("unknown", {}, PACE) == UNLIMITED
