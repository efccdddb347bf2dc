"""What a password must be: long enough, and more than known words, names, numbers and rows of keys."""

import re
import unicodedata
from collections.abc import Collection, Iterable

from models.rules.core.errors import RuleBroken

# NIST SP 800-63B-4 asks 8 characters beside a second factor and 15 alone; where an office makes the factor optional,
# what is asked below (six letters beyond known words) stands in for the missing three.
SHORTEST, LONGEST = 12, 128
# What is left of a password, in half letters: a letter weighs 2, a sign, number or row of keys 1, a common word 4.
_ENOUGH = 12
_LETTER, _SIGN, _COMMON, _LOCAL = 2, 1, 4, 0
_FEWEST = 3  # letters of a word, and keys of a row
_LONGEST_WORD = 32
_DATE = 8  # figures: so many are a date or less, and weigh as one sign
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "!@#$%^&*()", "abcdefghijklmnopqrstuvwxyz")
_SAME_LOOKS = tuple(str.maketrans("@4310$57!", f"aae{one}osst{one}") for one in "il")


class PasswordWeak(RuleBroken):
    """Kata sandi ini mudah ditebak.

    Hampir semuanya kata yang umum, nama kantor, nama Anda, tahun, atau tombol berderet.
    Pakai sedikitnya 12 karakter, misalnya empat kata yang tidak berhubungan.
    """

    def __init__(self, sentence: str | None = None) -> None:
        super().__init__(sentence or " ".join((self.__doc__ or "").split()))


def judge(password: str, common: Collection[str], local: frozenset[str], names: Iterable[str]) -> None:
    """Raise PasswordWeak where a password is too short, too long or easy to guess.

    Both kinds of words as `folded` gives them; `names` of the office and of the account as they are written.
    """
    if len(password) < SHORTEST:
        told = "misalnya empat kata yang tidak berhubungan"
        raise PasswordWeak(f"Kata sandi terlalu pendek. Pakai sedikitnya {SHORTEST} karakter, {told}.")
    if len(password) > LONGEST:
        raise PasswordWeak(f"Kata sandi terlalu panjang. Pakai paling banyak {LONGEST} karakter.")
    plain = folded(password)
    once = _once(plain)
    if len(once) < min(SHORTEST, len(plain)) or _left(once, common, local | _words(names)) < _ENOUGH:
        raise PasswordWeak


def folded(text: str) -> str:
    """Return a text in small letters without accents and spaces, as passwords and words are compared."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in plain if not unicodedata.combining(one) and not one.isspace())


def _once(text: str) -> str:
    """Return the shortest text which, said again and again, is this one."""
    lengths = range(1, len(text) // 2 + 1)
    return next((text[:many] for many in lengths if (text[:many] * len(text))[: len(text)] == text), text)


def _words(names: Iterable[str]) -> frozenset[str]:
    parts = (re.split(r"[\W_]+", name) for name in names)
    words = {folded(part) for line in parts for part in line} | {folded(re.sub(r"[\W_]", "", name)) for name in names}
    return frozenset(word for word in words if len(word) >= _FEWEST)


def _left(text: str, common: Collection[str], local: Collection[str]) -> int:
    """Return what a password weighs when it is made of as few pieces as possible."""
    looks = (text, *(text.translate(table) for table in _SAME_LOOKS))
    best = [0] * (len(text) + 1)
    for end in range(1, len(text) + 1):
        ways = [best[end - 1] + (_LETTER if text[end - 1].isalpha() else _SIGN)]
        for start in range(max(0, end - _LONGEST_WORD), end - 1):
            weight = _number(text, start, end)
            if weight is None:
                weight = _weight({look[start:end] for look in looks}, text[start:end], common, local)
            if weight is not None:
                ways.append(best[start] + weight)
        best[end] = min(ways)
    return best[-1]


def _weight(readings: Iterable[str], piece: str, common: Collection[str], local: Collection[str]) -> int | None:
    """Return what a piece weighs as a whole, None where it is no word and no row of keys."""
    known = {*readings, *(reading[::-1] for reading in readings)}
    if not known.isdisjoint(local):
        return _LOCAL
    if _is_row(piece):
        return _SIGN
    return None if known.isdisjoint(common) else _COMMON


def _number(text: str, start: int, end: int) -> int | None:
    """Return what a whole number weighs, None where a piece is none; a part of one is not looked at by itself."""
    if not text[start:end].isdecimal() or text[start - 1 : start].isdecimal() or text[end : end + 1].isdecimal():
        return None
    return _SIGN + max(0, end - start - _DATE) * _LETTER // 3


def _is_row(piece: str) -> bool:
    if len(piece) < _FEWEST:
        return False
    return len(set(piece)) == 1 or any(piece in row or piece[::-1] in row for row in _ROWS)
