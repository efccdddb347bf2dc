"""What Meta says of a token: until when it and its access to people's data last."""

from collections.abc import Mapping
from datetime import datetime

from models.rules.core.moments import from_unix

_YEAR_2242 = 2**33  # unix seconds


def end_of(about: Mapping[str, object]) -> tuple[datetime | None, bool]:
    """Return the first end that an answer of debug_token names, and whether it names none; 0 stands for none.

    After data_access_expires_at the token still answers, but no longer about people (a person must sign in again).
    """
    stated = [about.get(name) for name in ("expires_at", "data_access_expires_at")]
    ends = [one for one in stated if type(one) is int and 0 < one < _YEAR_2242]
    return (from_unix(min(ends)) if ends else None), stated[0] == 0 and not ends
