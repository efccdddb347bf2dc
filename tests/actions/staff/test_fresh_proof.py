"""A proof anew: by password or code, with another token for the session, and counted as a try where it is wrong."""

from datetime import timedelta
from typing import Any

import pyotp
import pytest
from argon2 import PasswordHasher
from cryptography.fernet import Fernet

from models.actions.staff.fresh_proof import prove
from models.actions.staff.second_factor import CodeWrong, new_secret, set_up
from models.actions.staff.sessions import FRESH, is_fresh, resume
from models.actions.staff.sign_in import sign_in
from models.actions.staff.tries import PasswordWrong
from models.rules.core.moments import to_unix
from models.rules.staff.roles import Role
from models.tables import Audit, Staff
from tests.office import NOW, actor

KEY = Fernet.generate_key()
PASSWORD = "sandi-lampion-1"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # test_passwords.py looks at the real cost
LATER = NOW + FRESH + timedelta(seconds=1)


@pytest.fixture
def token(account: Any) -> str:
    Staff.update(password_hash=QUICK.hash(PASSWORD)).where(Staff.username == "pengelola").execute()
    return sign_in("pengelola", PASSWORD, NOW).token


def test_a_session_is_fresh_for_a_quarter_of_an_hour_and_again_after_a_proof(token: str) -> None:
    assert (is_fresh(token, NOW + FRESH), is_fresh(token, LATER)) == (True, False)
    fresh = prove(token, PASSWORD, KEY, actor(Role.PENGELOLA), LATER)
    assert (is_fresh(fresh, LATER + FRESH), is_fresh(fresh, LATER + FRESH + timedelta(seconds=1))) == (True, False)
    assert (resume(token, LATER), resume(fresh, LATER) is not None) == (None, True)
    assert Audit.select().where(Audit.event == "bukti_ulang").count() == 1


def test_a_wrong_proof_is_counted_and_leaves_the_session_as_it_was(token: str) -> None:
    with pytest.raises(PasswordWrong):
        prove(token, "salah", KEY, actor(Role.PENGELOLA), LATER)
    assert Staff.get(Staff.username == "pengelola").failed_logins == 1
    assert (is_fresh(token, LATER), resume(token, LATER) is not None) == (False, True)


def test_a_code_proves_as_well_where_there_is_one(token: str) -> None:
    seed, who = new_secret(), actor(Role.PENGELOLA)
    with pytest.raises(PasswordWrong):  # without a second factor six figures are a wrong password
        prove(token, "123456", KEY, who, LATER)
    codes = set_up(seed, pyotp.TOTP(seed).at(to_unix(LATER) - 30), KEY, who, LATER)
    token = prove(token, pyotp.TOTP(seed).at(to_unix(LATER)), KEY, who, LATER)
    assert is_fresh(prove(token, codes[0], KEY, who, LATER), LATER)
    with pytest.raises(CodeWrong):
        prove(token, codes[0], KEY, who, LATER)


def test_nobodys_token_is_not_fresh(account: Any) -> None:
    assert not is_fresh("", NOW)
    assert not is_fresh("x", NOW)
