"""Judges a password that is being set by the office's list of common passwords, its own names and the account's."""

from functools import cache
from pathlib import Path

from models.actions.core.office_facts import office_settings
from models.actions.staff.passwords import hashed
from models.rules.staff.passwords import judge

_FOLDER = Path(__file__).resolve().parents[2] / "starting_data"
_OF_THE_OFFICE = ("nama_kantor", "kota", "kode_unit")


def hash_of_new(password: str, username: str, name: str) -> str:
    """Return the hash of a password that somebody chose for an account. Raises PasswordWeak, HashingBusy."""
    settings = office_settings()
    names = (username, name, *(settings.get(key, "") for key in _OF_THE_OFFICE))
    judge(password, words_of("common"), words_of("local"), names)
    return hashed(password)


@cache
def words_of(sort: str) -> frozenset[str]:
    """Return the words of a list: `common` ones of all passwords, `local` ones of this office's surroundings."""
    lines = (_FOLDER / f"{sort}_passwords.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
