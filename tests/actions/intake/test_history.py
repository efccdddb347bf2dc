"""What a channel had before it was connected opens nothing; what was pushed counts from when it came to us."""

from datetime import timedelta
from typing import Any

from models.actions.cases.split_complaint import split_complaint
from models.actions.intake.receive_messages import receive_page
from models.actions.upkeep.verify.messages import strays
from models.actions.upkeep.verify.office import Office
from models.actions.upkeep.verify.received import moments
from models.rules.channels.messages import Page
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Complaint, Envelope, Message, Notice, StatutoryClock
from tests.office import NOW, actor, citizen_message, take_in

OLD = NOW - timedelta(days=400)
SARI, BUDI = "628110000001", "628110000002"


def connect(account: ChannelAccount) -> None:
    """Let the channel be connected only now."""
    ChannelAccount.update(created_at=NOW).where(ChannelAccount.id == account.id).execute()


def test_the_first_reading_of_a_channel_starts_no_clock_and_the_desk_is_told_once(
    account: ChannelAccount, tmp_path: Any
) -> None:
    connect(account)
    take_in(account, citizen_message("paspor saya hilang", SARI, OLD))
    take_in(account, citizen_message("visa saya", BUDI, OLD + timedelta(days=1)))
    assert (Message.select().count(), Complaint.select().count(), StatutoryClock.select().count()) == (2, 0, 0)
    told = list(Notice.select().where(Notice.kind == "pesan_lama"))
    assert told and len({row.staff_id for row in told}) == len(told)
    assert list(strays(Office(tmp_path, tmp_path, NOW))) == []


def test_who_writes_again_opens_one_that_counts_from_his_new_message(account: ChannelAccount, tmp_path: Any) -> None:
    connect(account)
    new = NOW - timedelta(minutes=9)
    take_in(account, citizen_message("lama", SARI, OLD), citizen_message("baru", SARI, new))
    case = Complaint.get()
    assert (case.opened_at, case.recorded_at) == (new, NOW)
    assert list(moments(Office(tmp_path, tmp_path, NOW))) == []


def test_history_an_officer_makes_a_complaint_counts_from_then(account: ChannelAccount, tmp_path: Any) -> None:
    connect(account)
    take_in(account, citizen_message("lama", SARI, OLD))
    case = split_complaint([Message.get().id], actor(Role.PENGELOLA), NOW + timedelta(hours=1))
    assert case.opened_at == case.recorded_at == NOW + timedelta(hours=1)
    assert list(moments(Office(tmp_path, tmp_path, NOW))) == []


def test_a_push_that_waited_for_the_agent_was_seen_when_it_came(account: ChannelAccount) -> None:
    ahead, came = NOW + timedelta(hours=5), NOW
    late = NOW + timedelta(hours=9)
    receive_page(account.id, "push", Page((citizen_message(sent_at=ahead),)), late, "push", seen_at=came)
    case = Complaint.get()
    assert (case.opened_at, case.recorded_at) == (came, late)
    assert (Envelope.get().fetched_at, Message.get().received_at, Message.get().sent_at) == (came, late, ahead)
