"""Passwords: argon2 hashes, and the requirements for a password. Does not use the database."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from models.rules.core.errors import RuleBroken

# OWASP's minimum for argon2id; about 50 ms on the reference machine (stack §4).
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
SHORTEST, LONGEST = 8, 128
_EVERYBODYS = frozenset({"password", "12345678", "123456789", "1234567890", "qwertyuiop", "katasandi", "imigrasi"})


class PasswordWeak(RuleBroken):
    """Kata sandi terlalu mudah ditebak. Pakai sedikitnya 8 karakter yang bukan nama akun Anda."""


def hashed(password: str, username: str = "") -> str:
    """Return the hash of a new password. Raises PasswordWeak."""
    plain = password.lower()
    if not SHORTEST <= len(password) <= LONGEST or plain == username.lower() or plain in _EVERYBODYS:
        raise PasswordWeak
    return _HASHER.hash(password)


def matches(stored: str, password: str) -> bool:
    """Whether a password fits a stored hash; an empty hash takes the same time and never fits."""
    try:
        return _HASHER.verify(stored or _nobodys_hash(), password[:LONGEST]) and bool(stored)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys_hash() -> str:
    return _HASHER.hash("tidak ada akun dengan nama ini")
