"""Sessions: known by a token alone, ended by the server, each end in the trail."""

from datetime import timedelta
from typing import Any

import pytest
from argon2 import PasswordHasher

from models.actions.core.actor import actor_of
from models.actions.staff.keep_staff import change_own_password
from models.actions.staff.sessions import end_other_sessions, live_sessions, resume, sign_out
from models.actions.staff.sign_in import SignInRefused, sign_in
from models.rules.staff.roles import Role
from models.tables import Audit, Staff, StaffSession
from tests.office import NOW, actor

PASSWORD = "sandi-lampion-1"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # test_passwords.py looks at the real cost


@pytest.fixture
def officer(account: Any) -> Staff:
    Staff.update(password_hash=QUICK.hash(PASSWORD)).where(Staff.username == "pengelola").execute()
    return Staff.get(Staff.username == "pengelola")


def test_a_session_is_known_by_its_token_and_kept_as_a_hash(officer: Staff) -> None:
    done = sign_in("pengelola", PASSWORD, NOW, address="10.0.0.7", browser="Firefox")
    assert resume(done.token, NOW) == officer
    row = StaffSession.get()
    assert done.token not in (row.token_hash, row.browser, row.address)
    assert (row.address, row.browser) == ("10.0.0.7", "Firefox")


@pytest.mark.parametrize("token", ["", "x", "\x00", "é" * 300, "' OR 1=1 --", "\ud800"])
def test_no_made_up_token_opens_a_session(officer: Staff, token: str) -> None:
    sign_in("pengelola", PASSWORD, NOW)
    assert resume(token, NOW) is None


def test_signing_out_ends_the_session_once(officer: Staff) -> None:
    token = sign_in("pengelola", PASSWORD, NOW).token
    sign_out(token, actor_of(officer), NOW)
    sign_out(token, actor_of(officer), NOW)
    assert resume(token, NOW) is None
    assert Audit.select().where(Audit.event == "keluar").count() == 1


def test_S20_live_sessions_are_listed_and_the_others_can_be_ended(officer: Staff) -> None:
    old = sign_in("pengelola", PASSWORD, NOW).token
    mine = sign_in("pengelola", PASSWORD, NOW + timedelta(minutes=1)).token
    now = NOW + timedelta(minutes=2)
    assert [is_mine for _row, is_mine in live_sessions(officer.id, now, mine)] == [True, False]
    assert end_other_sessions(actor_of(officer), mine, now) == 1
    assert (resume(old, now), resume(mine, now)) == (None, officer)


def test_the_session_a_browser_had_before_ends_when_somebody_signs_in_there_anew(officer: Staff) -> None:
    elsewhere, before = (sign_in("pengelola", PASSWORD, NOW).token for _ in range(2))
    with pytest.raises(SignInRefused):
        sign_in("pengelola", "salah", NOW, replaces=before)
    assert resume(before, NOW) == officer
    after = sign_in("pengelola", PASSWORD, NOW, replaces=before).token
    assert [resume(token, NOW) for token in (elsewhere, before, after)] == [officer, None, officer]
    assert Audit.get(Audit.event == "akhiri_sesi").after == "masuk lagi"


def test_a_session_written_a_second_ago_is_not_written_again(officer: Staff) -> None:
    token = sign_in("pengelola", PASSWORD, NOW).token
    resume(token, NOW + timedelta(seconds=30))
    assert StaffSession.get().seen_at == NOW
    resume(token, NOW + timedelta(seconds=90))
    assert StaffSession.get().seen_at == NOW + timedelta(seconds=90)


def test_changing_ones_own_password_keeps_this_session_and_ends_the_others(officer: Staff) -> None:
    other = sign_in("pengelola", PASSWORD, NOW).token
    mine = sign_in("pengelola", PASSWORD, NOW).token
    fresh = change_own_password(PASSWORD, "sandi-lampu-baru-22", actor(Role.PENGELOLA), NOW, token=mine)
    assert [resume(token, NOW) for token in (other, mine, fresh)] == [None, None, officer]
    ended = Audit.get(Audit.event == "akhiri_sesi")
    assert (ended.actor, ended.subject, ended.after) == ("pengelola", f"staff:{officer.id}", "1 sesi")
    assert sign_in("pengelola", "sandi-lampu-baru-22", NOW).staff == officer
