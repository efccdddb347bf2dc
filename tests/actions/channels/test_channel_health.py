"""Every account judged from what the tables say: counts of the right account, agents, pushes, and a short memory."""

from datetime import timedelta
from typing import Any

from models.actions.channels.channel_health import agent_alive, gone_before, look_at_channels, sending_stopped
from models.actions.channels.look_at_account import is_account_deaf
from models.rules.channels.channel_facts import Grade
from models.rules.replies.delivery import ReplyState
from models.tables import (
    AgentHeartbeat,
    ChannelAccount,
    Complaint,
    ConflictParty,
    Outbox,
    PushPayload,
    Quarantine,
    Staff,
)
from tests.office import NOW, citizen_message, new_complaint, take_in

POLL = 10.0
GRADED = {"failed": "failed", "read": "read", "pending": "handed", "sent": "accepted"}


def living_agent() -> None:
    AgentHeartbeat.create(owner="pc", started_at=NOW, seen_at=NOW)


def look(account: ChannelAccount) -> Any:
    return next(view for view in look_at_channels(NOW, POLL) if view.account.id == account.id)


def test_a_channel_that_works_is_ok(account: Any) -> None:
    living_agent()
    ChannelAccount.update(state="ok", last_success_at=NOW).execute()
    view = look(account)
    assert (view.verdict.grade, view.facts.lag) == (Grade.OK, timedelta(0))


def test_without_a_living_agent_nothing_is_ok(account: Any) -> None:
    ChannelAccount.update(state="ok", last_success_at=NOW).execute()
    assert look(account).verdict.holds("agent_down")
    living_agent()
    assert agent_alive(NOW + timedelta(seconds=45), POLL)
    assert not agent_alive(NOW + timedelta(seconds=46), POLL)
    assert agent_alive(NOW + timedelta(seconds=90), 30.0)
    assert gone_before(NOW, 30.0) == NOW - timedelta(seconds=90)
    AgentHeartbeat.update(stopped_at=NOW).execute()
    assert not agent_alive(NOW, POLL)


def test_what_an_agent_said_before_the_clock_was_set_back_stops_no_sending_now(account: Any) -> None:
    AgentHeartbeat.create(owner="old", started_at=NOW, seen_at=NOW + timedelta(days=400), sending_stopped="jam salah")
    AgentHeartbeat.create(owner="pc", started_at=NOW, seen_at=NOW)
    assert sending_stopped(NOW, POLL) == []
    AgentHeartbeat.update(sending_stopped="disk penuh").where(AgentHeartbeat.owner == "pc").execute()
    assert sending_stopped(NOW, POLL) == ["disk penuh"]


def test_what_waits_is_counted_for_its_own_account(account: Any) -> None:
    living_agent()
    other = ChannelAccount.create(kind="gowa", label="Halaman", created_at=NOW, state="ok", last_success_at=NOW)
    case = new_complaint(account)
    states = [(ReplyState.HOLD, "", NOW), (ReplyState.HOLD, "", NOW), (ReplyState.SENT, "failed", NOW)]
    states += [(ReplyState.SENT, "failed", NOW - timedelta(days=2)), (ReplyState.SENT, "read", NOW)]
    for number, (state, ack, at) in enumerate(states):
        words = {"text": "x", "text_hash": "0" * 64, "created_at": at, "ack": ack, "grade": GRADED.get(ack, "")}
        Outbox.create(
            reply_key=f"k{number}", complaint=case, account=account, thread=case.thread_id, state=str(state), **words
        )
    for number, (ack, minutes) in enumerate((("pending", 11), ("pending", 9), ("sent", 11))):
        words = {
            "text": "x",
            "text_hash": "0" * 64,
            "created_at": NOW,
            "ack": ack,
            "grade": GRADED[ack],
            "state": "sent",
        }
        sent_at = NOW - timedelta(minutes=minutes)
        Outbox.create(
            reply_key=f"p{number}", complaint=case, account=account, thread=case.thread_id, sent_at=sent_at, **words
        )
    for number, settled in enumerate((None, NOW)):
        row = {"account": account, "kind": "dm", "fingerprint": str(number), "payload": "x", "reason": "x"}
        Quarantine.create(**row, seen_at=NOW, settled_at=settled)
    facts = look(account).facts
    assert (facts.held, facts.failed, facts.stuck, facts.unreadable) == (2, 1, 1, 1)
    assert (facts.failed_cases, facts.stuck_cases) == ((case.number,), (case.number,))
    assert look(other).verdict.grade is Grade.OK


def test_an_older_answer_that_failed_is_named_while_its_case_lacks_it(account: Any) -> None:
    living_agent()
    case = new_complaint(account)
    words = {"text": "x", "text_hash": "0" * 64, "created_at": NOW - timedelta(days=3), "purpose": "jawaban"}
    sent = {"account": account, "thread": case.thread_id, "complaint": case, "state": "sent", "grade": "failed"}
    Outbox.create(reply_key="alt", sent_at=NOW - timedelta(days=3), **sent, **words)
    said = next(one.to_do for one in look(account).verdict.findings if one.code == "failed")
    assert said.startswith(f"1 jawaban tidak sampai menurut platform ({case.number}).")
    mine = Complaint.id == case.id
    for few_may_know in ({"misconduct": True}, {"misconduct": False, "conduct": "usulan"}):
        Complaint.update(**few_may_know).where(mine).execute()
        assert (look(account).facts.failed, look(account).facts.failed_cases) == (1, ())
    Complaint.update(conduct="").where(mine).execute()
    ConflictParty.create(complaint=case, staff=Staff.get(), named_at=NOW)
    assert look(account).facts.failed_cases == ()  # nor whom it names: the header is the same for all
    Outbox.create(reply_key="baru", **{**sent, "state": "queued", "grade": ""}, **words)
    assert look(account).facts.failed == 0


def test_the_oldest_unread_push_counts(account: Any) -> None:
    for number, minutes in enumerate((9, 5, 1)):
        PushPayload.create(
            account=account,
            digest=str(number),
            body="{}",
            received_at=NOW - timedelta(minutes=minutes),
            settled_at=NOW if minutes == 9 else None,
        )
    assert look(account).facts.push_waits_since == NOW - timedelta(minutes=5)


def test_F52_R4_a_busy_channel_is_deaf_after_half_a_working_hour_of_silence(account: Any) -> None:
    living_agent()
    # Ten working days of 7.5 hours: a message every three minutes, on the average.
    take_in(account, *(citizen_message(f"pesan {number}") for number in range(1600)), now=NOW - timedelta(days=1))
    ChannelAccount.update(state="ok", last_inbound_at=NOW, last_success_at=NOW).execute()
    row = ChannelAccount.get_by_id(account.id)
    assert not is_account_deaf(row.id, NOW + timedelta(minutes=30))
    assert is_account_deaf(row.id, NOW + timedelta(minutes=31))


def test_settings_are_given_without_secrets(account: Any) -> None:
    ChannelAccount.update(settings='{"base_url": "http://127.0.0.1:3000"}', secret="tersegel").execute()
    assert look(account).settings == {"base_url": "http://127.0.0.1:3000"}
