"""Wrong tries are counted one after the other, delay ever longer and never for good, and each is traced."""

import threading
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from argon2 import PasswordHasher

from models.actions.core.actor import actor_of
from models.actions.staff.sign_in import SignInRefused, sign_in
from models.actions.staff.tries import (
    FREE_TRIES,
    LONGEST_DELAY,
    PasswordWrong,
    delay_after,
    in_turn,
    is_delayed,
    note_failure,
    prove_password,
)
from models.rules.core.errors import NotVisible
from models.tables import Audit, Staff, database
from tests.office import NOW

PASSWORD = "sandi-lampion-1"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # test_passwords.py looks at the real cost
GUESSERS = 24


@pytest.fixture
def officer(account: Any) -> Staff:
    Staff.update(password_hash=QUICK.hash(PASSWORD)).where(Staff.username == "pengelola").execute()
    return Staff.get(Staff.username == "pengelola")


def test_the_delay_grows_and_never_locks() -> None:
    waits = [delay_after(failures) for failures in range(200)]
    assert waits[:4] == [timedelta(0)] * 4
    assert waits == sorted(waits)
    assert max(waits) == LONGEST_DELAY


def traces(event: str) -> list[str]:
    return [row.after for row in Audit.select().where(Audit.event == event).order_by(Audit.id)]


def test_of_24_guesses_at_once_only_the_one_that_is_due_is_looked_at(officer: Staff) -> None:
    over = NOW - timedelta(seconds=1)
    Staff.update(failed_logins=FREE_TRIES + 2, delayed_until=over).where(Staff.id == officer.id).execute()
    together, refused = threading.Barrier(GUESSERS), []

    def guess(number: int) -> None:
        together.wait(60)
        with database.connection_context():
            try:
                sign_in("pengelola", f"tebakan-{number}", NOW)
            except SignInRefused:
                refused.append(number)

    threads = [threading.Thread(target=guess, args=(number,)) for number in range(GUESSERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert len(refused) == GUESSERS
    assert sorted(traces("gagal_masuk")) == ["berturut-turut: 6", *["masih ditunda"] * (GUESSERS - 1)]
    assert Staff.get_by_id(officer.id).failed_logins == FREE_TRIES + 3


def test_who_read_the_account_before_another_was_judged_finds_what_that_one_left(
    officer: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    Staff.update(failed_logins=FREE_TRIES + 2).where(Staff.id == officer.id).execute()
    read = threading.Barrier(6)

    def hashed_together(stored: str, typed: str) -> bool:
        read.wait(60)  # all have read the account, none was judged
        return False

    monkeypatch.setattr("models.actions.staff.sign_in.matches", hashed_together)

    def guess() -> None:
        with database.connection_context(), suppress(SignInRefused):
            sign_in("pengelola", "tebakan", NOW)

    threads = [threading.Thread(target=guess) for _ in range(read.parties)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert sorted(traces("gagal_masuk")) == ["berturut-turut: 6", *["masih ditunda"] * 5]


def test_the_right_password_is_no_help_to_whoever_is_not_due(officer: Staff) -> None:
    for _ in range(FREE_TRIES + 1):
        with pytest.raises(PasswordWrong):
            prove_password(officer.id, "salah", actor_of(officer), NOW)
    assert is_delayed(Staff.get_by_id(officer.id), NOW, known_device=False)
    with pytest.raises(SignInRefused):
        sign_in("pengelola", PASSWORD, NOW)
    later = NOW + timedelta(seconds=3)
    prove_password(officer.id, PASSWORD, actor_of(officer), later)
    assert Staff.get_by_id(officer.id).failed_logins == FREE_TRIES + 1  # only who signs in is counted anew
    assert sign_in("pengelola", PASSWORD, later).token
    assert Staff.get_by_id(officer.id).failed_logins == 0


def test_the_try_that_first_delays_is_traced_as_that_once(officer: Staff) -> None:
    with database.atomic():
        for _ in range(FREE_TRIES + 3):
            held = in_turn(officer.id)
            assert held
            note_failure(held, actor_of(officer, "10.0.0.9"), "gagal_masuk", NOW)
    assert traces("gagal_masuk") == [f"berturut-turut: {count}" for count in range(1, 7)]
    assert traces("tahan_akun") == ["sesudah 4 kali salah"]
    assert {row.address for row in Audit.select().where(Audit.event == "tahan_akun")} == {"10.0.0.9"}


def test_who_has_no_account_proves_nothing(account: Any) -> None:
    assert in_turn(999) is None
    with pytest.raises(NotVisible):
        prove_password(999, PASSWORD, actor_of(Staff.get()), NOW)
