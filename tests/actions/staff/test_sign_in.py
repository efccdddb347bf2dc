"""Who is let in, after which delay, and the trail of it, without the web."""

from datetime import timedelta
from typing import Any

import pytest
from argon2 import PasswordHasher

from models.actions.staff.sessions import resume
from models.actions.staff.sign_in import SignInRefused, sign_in
from models.actions.staff.tries import LONGEST_DELAY
from models.tables import Audit, Staff
from tests.office import NOW

PASSWORD = "sandi-lampion-1"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # test_passwords.py looks at the real cost


@pytest.fixture
def officer(account: Any) -> Staff:
    Staff.update(password_hash=QUICK.hash(PASSWORD)).where(Staff.username == "pengelola").execute()
    return Staff.get(Staff.username == "pengelola")


def fail(times: int, at: Any = NOW) -> None:
    for _ in range(times):
        with pytest.raises(SignInRefused):
            sign_in("pengelola", "salah", at)


def test_S16_a_delayed_account_refuses_even_the_right_password_until_the_delay_is_over(officer: Staff) -> None:
    fail(4)
    with pytest.raises(SignInRefused):
        sign_in("pengelola", PASSWORD, NOW + timedelta(seconds=1))
    assert sign_in("pengelola", PASSWORD, NOW + timedelta(seconds=2)).staff == officer


def test_S17_a_known_device_waits_three_seconds_whatever_strangers_tried(officer: Staff) -> None:
    at = NOW
    for _ in range(40):
        fail(1, at)
        at += LONGEST_DELAY
    last = at - LONGEST_DELAY
    with pytest.raises(SignInRefused):
        sign_in("pengelola", PASSWORD, last + timedelta(seconds=4))
    assert sign_in("pengelola", PASSWORD, last + timedelta(seconds=4), known_device=True).staff == officer


def test_a_try_during_the_delay_is_written_down_and_does_not_lengthen_it(officer: Staff) -> None:
    fail(4)
    rows = Audit.select().count()
    fail(20, NOW + timedelta(seconds=1))
    assert Audit.select().count() == rows + 20
    assert sign_in("pengelola", PASSWORD, NOW + timedelta(seconds=2)).staff == officer


def test_a_good_sign_in_forgets_the_failures(officer: Staff) -> None:
    fail(3)
    sign_in("pengelola", PASSWORD, NOW)
    fresh = Staff.get_by_id(officer.id)
    assert (fresh.failed_logins, fresh.delayed_until, fresh.last_login_at) == (0, None, NOW)


@pytest.mark.parametrize("username", ["pengelola'--", "\x00", "p" * 5000, "\ud800", "", " "])
def test_strange_usernames_are_simply_unknown(officer: Staff, username: str) -> None:
    with pytest.raises(SignInRefused):
        sign_in(username, PASSWORD, NOW)


def test_what_a_stranger_typed_as_username_is_not_kept(officer: Staff) -> None:
    with pytest.raises(SignInRefused):
        sign_in("rahasia-terketik", PASSWORD, NOW)
    row = Audit.select().order_by(Audit.id.desc()).first()
    assert (row.event, row.actor, row.subject) == ("gagal_masuk", "", "staff:?")


def test_F40_a_delay_or_a_session_of_a_clock_400_days_ahead_does_not_last_until_then(officer: Staff) -> None:
    fast = NOW + timedelta(days=400)
    fail(4, fast)
    assert sign_in("pengelola", PASSWORD, NOW).staff == officer
    left = sign_in("pengelola", PASSWORD, fast).token
    assert resume(left, NOW) is None
