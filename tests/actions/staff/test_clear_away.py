"""Expired sessions and keys are deleted, a part at a time; a live session and a key still needed always stay."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.actions.core.form_key import spend_form_key
from models.actions.staff.clear_away import KEPT, KEPT_OF_CHANNELS, clear_away
from models.actions.staff.passwords import hashed
from models.actions.staff.sessions import ABSOLUTE, is_over, resume
from models.actions.staff.sign_in import sign_in
from models.rules.core.errors import AlreadyDone
from models.rules.staff.roles import Role
from models.tables import AgentHeartbeat, ChannelTest, FormKey, PushPayload, Staff, StaffSession
from sync_agent.keeping_time import keep_time
from tests.office import NOW, actor

LONG = KEPT + ABSOLUTE + timedelta(minutes=1)


def session(token: str, began: datetime, **changes: Any) -> StaffSession:
    """A session that began then."""
    made = {"token_hash": token, "staff": Staff.get(), "created_at": began, "seen_at": began}
    return StaffSession.create(**{**made, **changes})


def test_sessions_and_keys_go_when_long_over_and_the_living_stay(account: Any) -> None:
    session("lama", NOW - LONG)
    session("keluar lama", NOW - LONG, ended_at=NOW - LONG)
    kept = [session("baru", NOW), session("keluar tadi", NOW, ended_at=NOW), session("seminggu", NOW - KEPT)]
    spend_form_key("kunci-lama", actor(Role.PENGELOLA), NOW - KEPT - timedelta(seconds=1))
    spend_form_key("kunci-baru", actor(Role.PENGELOLA), NOW - KEPT)
    assert clear_away(NOW) == 3
    assert [row.id for row in StaffSession.select().order_by(StaffSession.id)] == [row.id for row in kept]
    assert [row.key for row in FormKey.select()] == ["kunci-baru"]
    assert clear_away(NOW) == 0


def test_who_is_signed_in_stays_so_and_a_key_still_counts_once(account: Any) -> None:
    Staff.update(password_hash=hashed("sandi-lampion-1")).where(Staff.username == "pengelola").execute()
    signed = sign_in("pengelola", "sandi-lampion-1", NOW)
    spend_form_key("kunci-1", actor(Role.PENGELOLA), NOW)
    clear_away(NOW + timedelta(minutes=30))
    assert resume(signed.token, NOW + timedelta(minutes=30)) is not None
    with pytest.raises(AlreadyDone):
        spend_form_key("kunci-1", actor(Role.PENGELOLA), NOW + timedelta(minutes=30))


def test_a_long_table_goes_in_parts(account: Any) -> None:
    for number in range(7):
        session(f"lama {number}", NOW - LONG)
        spend_form_key(f"kunci-{number}", actor(Role.PENGELOLA), NOW - LONG)
    assert [clear_away(NOW, at_once=3) for _ in range(4)] == [6, 6, 2, 0]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 24 * 20), max_size=12), st.integers(1, 5))
def test_whatever_their_ages_none_that_lives_goes(sqlite_account: Any, hours: list[int], at_once: int) -> None:
    StaffSession.delete().execute()
    rows = [session(f"umur {place}", NOW - timedelta(hours=age)) for place, age in enumerate(hours)]
    living = {row.id for row in rows if not is_over(row, NOW)}
    while clear_away(NOW, at_once):
        pass
    assert living <= {row.id for row in StaffSession.select()}


def test_the_agent_does_it_with_its_clock(sqlite_account: Any) -> None:
    session("lama", NOW - LONG)
    keep_time(NOW)
    assert StaffSession.select().count() == 0


def test_agents_and_tests_of_long_ago_go_but_the_last_ones_and_pushes_that_were_read(account: Any) -> None:
    long_ago, late = NOW - KEPT_OF_CHANNELS - timedelta(minutes=1), NOW - KEPT_OF_CHANNELS
    for place, seen in enumerate((long_ago, late, long_ago)):
        AgentHeartbeat.create(owner=f"agen-{place}", started_at=seen, seen_at=seen)
        ChannelTest.create(account=account, asked_at=seen)
    for place, (settled, problem) in enumerate([(long_ago, ""), (long_ago, "rusak"), (late, ""), (None, "")]):
        row = {"digest": str(place), "body": "", "received_at": long_ago, "settled_at": settled, "problem": problem}
        PushPayload.create(account=account, **row)
    for owner, of_machine in (("gerbang1-lama", 1), ("gerbang1", 1), ("gerbang2", 2)):
        AgentHeartbeat.create(owner=owner, started_at=long_ago, seen_at=long_ago, of_machine=of_machine)
    AgentHeartbeat.create(owner="agen-3", started_at=NOW, seen_at=NOW)
    assert clear_away(NOW) == 5
    stay = ["agen-1", "gerbang1", "gerbang2", "agen-3"]
    assert [row.owner for row in AgentHeartbeat.select().order_by(AgentHeartbeat.id)] == stay
    assert ChannelTest.select().count() == 2
    assert [row.digest for row in PushPayload.select().order_by(PushPayload.id)] == ["1", "2", "3"]
    assert clear_away(NOW) == 0
