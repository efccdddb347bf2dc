"""What a password must be, and that only its hash is kept."""

import threading

import pytest

from models.actions.staff import passwords
from models.actions.staff.passwords import HashingBusy, PasswordWeak, hashed, matches


@pytest.mark.parametrize("password", ["", "pendek1", "a" * 129, "Password", "12345678", "PENGELOLA", "katasandi"])
def test_a_weak_password_is_refused_with_a_sentence(password: str) -> None:
    with pytest.raises(PasswordWeak) as refused:
        hashed(password, "pengelola")
    assert "8 karakter" in refused.value.sentence


@pytest.mark.parametrize("password", ["delapan8", "kalimat panjang dengan spasi", "пароль-ñ-密码", "a" * 127 + "b"])
def test_a_password_fits_its_own_hash_and_no_other(password: str) -> None:
    kept = hashed(password)
    assert password not in kept
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert matches(kept, password)
    assert not matches(kept, password + "x" if len(password) < 128 else password[:-1])


@pytest.mark.parametrize("stored", ["", "!", "plain", "$argon2id$broken"])
def test_an_empty_or_broken_hash_fits_nothing(stored: str) -> None:
    assert not matches(stored, "tidak ada akun dengan nama ini")
    assert not matches(stored, "")


def test_only_so_many_passwords_are_hashed_at_once_and_who_waits_too_long_comes_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept = hashed("kalimat panjang")
    monkeypatch.setattr(passwords, "_TURNS", threading.BoundedSemaphore(1))
    monkeypatch.setattr(passwords, "_PATIENCE", 0.0)
    with passwords._turn():
        for work in (lambda: matches(kept, "kalimat panjang"), lambda: hashed("kalimat panjang")):
            with pytest.raises(HashingBusy, match="coba lagi"):
                work()
    assert matches(kept, "kalimat panjang")
