"""Codes of the authenticator app: the right one once, at about the right time, and never the seed in clear."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pyotp
import pytest
from argon2 import PasswordHasher
from cryptography.fernet import Fernet

from models.actions.staff.second_factor import (
    BothWrong,
    CodeWrong,
    FactorStands,
    address_of,
    is_seed,
    new_secret,
    prove_code,
    renew_codes,
    set_up,
    step_of,
    turn_off,
    turn_off_own,
    use_code,
)
from models.actions.staff.sign_in import SignInRefused, sign_in
from models.actions.staff.tries import FREE_TRIES, TriesDelayed, prove_password
from models.rules.core.errors import NotPermitted, NotVisible
from models.rules.core.moments import to_unix
from models.rules.staff.roles import Role
from models.tables import Audit, Staff
from tests.office import NOW, actor

KEY = Fernet.generate_key()
PASSWORD = "sandi-lampion-1"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # test_passwords.py looks at the real cost


def code(secret: str, seconds: float = 0) -> str:
    return pyotp.TOTP(secret).at(to_unix(NOW + timedelta(seconds=seconds)))


@pytest.fixture
def secret(account: Any) -> str:
    seed = new_secret()
    Staff.update(password_hash=QUICK.hash(PASSWORD)).where(Staff.username == "pengelola").execute()
    set_up(seed, code(seed, -30), KEY, actor(Role.PENGELOLA), NOW)
    return seed


def test_signing_in_asks_for_the_code_once_it_is_on(secret: str) -> None:
    for wrong in ("", "000000x", "12345", code(secret, 300)):
        with pytest.raises(SignInRefused):
            sign_in("pengelola", PASSWORD, NOW, code=wrong, key=KEY, known_device=True)
        Staff.update(failed_logins=0, delayed_until=None).execute()
    assert sign_in("pengelola", PASSWORD, NOW, code=code(secret), key=KEY).staff.username == "pengelola"


def test_a_code_counts_once(secret: str) -> None:
    sign_in("pengelola", PASSWORD, NOW, code=code(secret), key=KEY)
    with pytest.raises(SignInRefused):
        sign_in("pengelola", PASSWORD, NOW, code=code(secret), key=KEY)


def test_a_wrong_password_does_not_use_the_code_up(secret: str) -> None:
    with pytest.raises(SignInRefused):
        sign_in("pengelola", "salah", NOW, code=code(secret), key=KEY)
    assert sign_in("pengelola", PASSWORD, NOW, code=code(secret), key=KEY).token


def test_the_telephones_clock_may_be_half_a_minute_off(secret: str) -> None:
    steps = [step_of(secret, code(secret, seconds), NOW) for seconds in (-60, -30, 0, 30, 60)]
    assert [step is not None for step in steps] == [False, True, True, True, False]


@pytest.mark.parametrize("text", ["", "12 34", "abcdef", "١٢٣٤٥٦", "1234567", "-12345", "\x00" * 6])
def test_what_is_no_code_fits_nothing(text: str) -> None:
    assert step_of(new_secret(), text, NOW) is None


def test_the_seed_lies_sealed_and_not_in_the_trail(secret: str) -> None:
    assert secret not in Staff.get(Staff.username == "pengelola").totp_secret
    assert not [row for row in Audit.select() if secret in row.after + row.before]
    assert "Aduan" in address_of(secret, "pengelola")


@pytest.mark.parametrize("seed", ["", "kecil", "A" * 15, "A" * 65, "a" * 32, "1" * 32])
def test_only_a_seed_of_ours_can_be_set_up(sqlite_account: Any, seed: str) -> None:
    assert not is_seed(seed)
    with pytest.raises(CodeWrong):
        set_up(seed, "123456", KEY, actor(Role.PENGELOLA), NOW)


def test_turning_off_needs_password_and_code_or_the_administrator(secret: str) -> None:
    staff = Staff.get(Staff.username == "pengelola")
    for password, typed in ((PASSWORD, "000000"), ("salah", code(secret, 30)), (PASSWORD, "")):
        with pytest.raises(BothWrong):
            turn_off_own(password, typed, KEY, actor(Role.PENGELOLA), NOW)
    with pytest.raises(NotPermitted):
        turn_off(staff.id, actor(Role.PENGELOLA), NOW)
    turn_off_own(PASSWORD, code(secret), KEY, actor(Role.PENGELOLA), NOW)
    assert sign_in("pengelola", PASSWORD, NOW).token
    turn_off(staff.id, actor(Role.ADMINISTRATOR), NOW)
    with pytest.raises(NotVisible):
        turn_off(999, actor(Role.ADMINISTRATOR), NOW)


def test_another_is_set_up_only_once_the_old_one_is_off(secret: str) -> None:
    other = new_secret()
    with pytest.raises(FactorStands):
        set_up(other, code(other), KEY, actor(Role.PENGELOLA), NOW)
    assert sign_in("pengelola", PASSWORD, NOW, code=code(secret), key=KEY).token


def test_who_knows_the_password_wins_no_tries_of_the_code_by_it(secret: str) -> None:
    who = actor(Role.PENGELOLA)
    for wrong in (*[BothWrong] * (FREE_TRIES + 1), *[TriesDelayed] * 5):
        with pytest.raises(wrong):
            turn_off_own(PASSWORD, "000000", KEY, who, NOW)
        with suppress(TriesDelayed):
            prove_password(who.person_id, PASSWORD, who, NOW)
    with pytest.raises(TriesDelayed):
        renew_codes(PASSWORD, code(secret), KEY, who, NOW)
    assert Audit.select().where(Audit.event == "gagal_bukti_keduanya").count() == FREE_TRIES + 6 + 1


def test_a_code_alone_proves_who_is_at_the_screen_and_counts_once(secret: str) -> None:
    who = actor(Role.PENGELOLA)
    prove_code(code(secret), KEY, who, NOW)
    with pytest.raises(CodeWrong):
        prove_code(code(secret), KEY, who, NOW)
    assert Audit.select().where(Audit.event == "gagal_bukti_kode").count() == 1
    with pytest.raises(CodeWrong):  # who has none proves nothing by one
        prove_code("", KEY, actor(Role.KASI_TIKKIM), NOW)


def test_an_account_without_second_factor_needs_no_code(account: Any) -> None:
    assert use_code(Staff.get(Staff.username == "pengelola"), "", KEY, NOW)
