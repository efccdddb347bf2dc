"""Only the hash of a password is kept, and it is compared whole."""

import threading

import pytest

from models.actions.staff import passwords
from models.actions.staff.passwords import HashingBusy, hashed, matches


@pytest.mark.parametrize("password", ["delapan8", "kalimat panjang dengan spasi", "пароль-ñ-密码", "a" * 127 + "b"])
def test_a_password_fits_its_own_hash_and_no_other(password: str) -> None:
    kept = hashed(password)
    assert password not in kept
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert matches(kept, password)
    assert not matches(kept, password + "x")
    assert not matches(kept, password[:-1])


@pytest.mark.parametrize("stored", ["", "!", "plain", "$argon2id$broken"])
def test_an_empty_or_broken_hash_fits_nothing(stored: str) -> None:
    assert not matches(stored, "tidak ada akun dengan nama ini")
    assert not matches(stored, "")


def test_only_so_many_passwords_are_hashed_at_once_and_who_waits_too_long_comes_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept = hashed("kalimat panjang")
    monkeypatch.setattr(passwords, "_TURNS", threading.BoundedSemaphore(1))
    monkeypatch.setattr(passwords, "PATIENCE", 0.0)
    with passwords._turn():
        for work in (lambda: matches(kept, "kalimat panjang"), lambda: hashed("kalimat panjang")):
            with pytest.raises(HashingBusy, match="coba lagi"):
                work()
    assert matches(kept, "kalimat panjang")
