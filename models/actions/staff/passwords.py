"""Passwords: argon2 hashes, so many at once. Does not use the database."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type, hash_secret_raw

from models.rules.core.errors import RuleBroken
from models.rules.staff.passwords import LONGEST

# OWASP's minimum for argon2id; about 50 ms on the reference machine (stack §4).
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Each takes a processor whole: so many at once leave one for the pages. Who waits longer is told to come again.
AT_ONCE = max(1, (os.cpu_count() or 1) // 2)
_TURNS = threading.BoundedSemaphore(AT_ONCE)
PATIENCE = 4.0  # seconds


class HashingBusy(RuleBroken):
    """Banyak orang sedang masuk bersamaan. Tunggu beberapa detik, lalu coba lagi."""


def hashed(password: str) -> str:
    """Return the hash of a password, which nobody judges here. Raises HashingBusy."""
    with _turn():
        return HASHER.hash(password)


def matches(stored: str, password: str) -> bool:
    """Whether a password fits a stored hash; an empty hash takes the same time and never fits.

    Raises HashingBusy where too many others are looked at for longer than a person waits.
    """
    with _turn():
        try:
            # Whole, as it was typed; who sends more than a password can be is answered after the same time.
            fits = HASHER.verify(stored or _nobodys_hash(), password[: LONGEST + 1])
            return fits and bool(stored)
        except (VerificationError, InvalidHashError):
            return False


def digest(code: str, salt: bytes) -> str:
    """Return the hash of a code under a salt that several codes share. Raises HashingBusy."""
    with _turn():
        cost = {"time_cost": HASHER.time_cost, "memory_cost": HASHER.memory_cost, "parallelism": 1}
        return hash_secret_raw(code.encode(), salt, hash_len=32, type=Type.ID, **cost).hex()


@contextmanager
def _turn() -> Iterator[None]:
    if not _TURNS.acquire(timeout=PATIENCE):
        raise HashingBusy
    try:
        yield
    finally:
        _TURNS.release()


@cache
def _nobodys_hash() -> str:
    return HASHER.hash("tidak ada akun dengan nama ini")
