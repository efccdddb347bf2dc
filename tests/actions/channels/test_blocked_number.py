"""A number with a sign of a ban sends nothing, once for all agents, until a person says that it recovered."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from models.actions.channels.blocked_number import (
    block_by_sign,
    declare_blocked,
    declare_recovered,
    is_blocked,
    may_send,
)
from models.actions.channels.channel_health import look_at_channels
from models.actions.core.answers.late_answers import late_causes
from models.actions.core.answers.turns import NO_QUEUE, queue_at
from models.actions.replies import deliver_reply as deliver
from models.actions.replies.read_back import record_readback
from models.rules.channels.ban_signs import NOT_THERE
from models.rules.channels.channel_facts import Grade
from models.rules.channels.messages import Finding, Readback
from models.rules.core.errors import AlreadyDone, NotPermitted, NotVisible
from models.rules.staff.roles import Role
from models.tables import Audit, ChannelAccount, Notice, Outbox, Staff
from tests.actions.core.answers.test_turns import citizens, works
from tests.actions.sending import queue
from tests.office import NOW, actor


def refuse(account: Any, now: datetime) -> None:
    claim = deliver.claim_due(account.id, "agen-1", 60, now)
    assert claim is not None
    assert deliver.record_intent(claim, 60, now)
    assert deliver.record_refused(claim, "ditolak", now)


@pytest.fixture
def failing(account: Any) -> datetime:
    """Let five answers to five people be refused, with a sixth waiting; return the moment after."""
    for number, walk in enumerate(citizens(account, 6)):
        queue(walk, f"j{number}")
    now = NOW + timedelta(minutes=5)
    for _ in range(5):
        now += timedelta(minutes=1)
        refuse(account, now)
    return now


def told(role: Role) -> int:
    mine = (Notice.staff == Staff.get(Staff.username == str(role)).id) & (Notice.kind == "nomor_diblokir")
    return Notice.select().where(mine & Notice.lapsed_at.is_null()).count()


def test_five_failures_in_a_row_stop_the_number_once_and_tell_who_must_act(account: Any, failing: datetime) -> None:
    assert not may_send(account.id, failing)
    assert not may_send(account.id, failing + timedelta(hours=9))  # and it stays
    assert is_blocked(account.id)
    assert deliver.claim_due(account.id, "agen-1", 60, failing) is None
    assert [told(role) for role in (Role.KASUBSI_INFOKIM, Role.ADMINISTRATOR, Role.PENGELOLA)] == [1, 1, 0]
    assert Audit.select().where(Audit.event == "nomor_diblokir").count() == 1
    row = Outbox.get(Outbox.reply_key == "j5")
    later = failing + timedelta(hours=1)
    assert "Nomor diblokir" in late_causes([row], later, 600.0, True)[row.id]
    assert queue_at(works(account, later), 6.0, later) == NO_QUEUE
    (view,) = [one for one in look_at_channels(later, 10.0) if one.account.id == account.id]
    assert view.verdict.grade is Grade.PAUSED  # late as well, but the ban is the cause
    assert view.verdict.holds("blocked")


def test_a_gateway_that_gives_no_answer_is_no_sign_until_the_answers_were_looked_for_in_vain(account: Any) -> None:
    for number, walk in enumerate(citizens(account, 5)):
        queue(walk, f"j{number}")
    now = NOW + timedelta(minutes=5)
    for _ in range(5):
        claim = deliver.claim_due(account.id, "agen-1", 60, now)
        assert claim is not None and deliver.record_intent(claim, 60, now)
        assert deliver.record_unknown(claim, "tidak menjawab", now)
    assert may_send(account.id, now)
    for row in Outbox.select():
        again = deliver.claim_of(row, now)
        assert record_readback(again, Readback(Finding.ABSENT), can_refute=row.id % 2 == 0, now=now) in (
            "unknown",
            "hold",
        )
    assert not may_send(account.id, now)


def test_after_a_person_said_that_it_recovered_what_failed_before_is_no_sign(account: Any, failing: datetime) -> None:
    assert not may_send(account.id, failing)
    later = failing + timedelta(minutes=10)
    declare_recovered(account.id, actor(Role.KASUBSI_INFOKIM), later)
    assert may_send(account.id, later)
    assert told(Role.KASUBSI_INFOKIM) == 0
    assert deliver.claim_due(account.id, "agen-1", 60, later) is not None
    with pytest.raises(AlreadyDone):
        declare_recovered(account.id, actor(Role.KASUBSI_INFOKIM), later)


def test_a_person_may_say_it_before_the_program_sees_it_and_each_says_it_once(account: Any) -> None:
    declare_blocked(account.id, actor(Role.ADMINISTRATOR), NOW)
    with pytest.raises(AlreadyDone):
        declare_blocked(account.id, actor(Role.KASUBSI_INFOKIM), NOW)
    assert not block_by_sign(account.id, "lagi", NOW)
    assert ChannelAccount.get_by_id(account.id).blocked_why == "dinyatakan petugas"
    assert [told(Role.KASUBSI_INFOKIM), told(Role.ADMINISTRATOR)] == [1, 0]  # not who said it
    with pytest.raises(NotPermitted):
        declare_recovered(account.id, actor(Role.PENGELOLA), NOW)


def test_only_an_offices_own_number_can_be_banned(account: Any) -> None:
    page = ChannelAccount.create(kind="facebook", label="Halaman", created_at=NOW)
    assert may_send(page.id, NOW)
    with pytest.raises(NotVisible):
        declare_blocked(page.id, actor(Role.ADMINISTRATOR), NOW)
    with pytest.raises(NotVisible):
        declare_blocked(99, actor(Role.ADMINISTRATOR), NOW)


@pytest.mark.parametrize(
    ("changes", "sends"),
    [
        ({"state": "sent", "grade": "failed"}, False),
        ({"state": "sent", "grade": "withdrawn"}, True),  # at the telephone: they were there
        ({"reason": f"{NOT_THERE} (kode 500)"}, True),  # WhatsApp answered about theirs
        ({"reason": "ditolak"}, False),
    ],
)
def test_what_shows_that_the_number_works_is_no_sign(
    account: Any, failing: datetime, changes: dict[str, str], sends: bool
) -> None:
    Outbox.update(changes).where(Outbox.state == "refused").execute()
    assert may_send(account.id, failing) is sends
