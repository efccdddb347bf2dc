"""One-time codes by which a person sets the password of his account: their form and how long they hold."""

from datetime import datetime, timedelta

from models.rules.core.errors import RuleBroken

# On the next working days; who did not come by then gets another.
GOOD_FOR = timedelta(days=3)
# Read aloud and typed: no letter that looks or sounds like another, no word by chance.
LETTERS = "23456789BCDFGHJKMNPQRTVWXYZ"
LENGTH = 8  # of one part, 38 bits; behind the delay of wrong tries
_GROUP = 4


class EntryRefused(RuleBroken):
    """Kode tidak cocok, sudah terpakai, atau sudah lewat waktunya.

    Periksa nama pengguna dan setiap huruf kode. Masih ditolak? Minta kode baru kepada Administrator.
    """

    def __init__(self) -> None:
        super().__init__(" ".join((self.__doc__ or "").split()))


def shown(part: str) -> str:
    """Return a part of a code as it is handed over."""
    return "-".join(part[place : place + _GROUP] for place in range(0, len(part), _GROUP))


def typed_parts(typed: str) -> tuple[str, ...]:
    """Return the parts of a typed code, one after the other; nothing where it can be none."""
    bare = "".join(one for one in typed.upper() if one not in "-–. \t\r\n")
    whole = bare and len(bare) % LENGTH == 0 and len(bare) <= 2 * LENGTH and set(bare) <= set(LETTERS)
    return tuple(bare[place : place + LENGTH] for place in range(0, len(bare), LENGTH)) if whole else ()


def is_good(until: datetime, used_at: datetime | None, now: datetime) -> bool:
    """Whether a code may still be used; one from a time to come may not."""
    return used_at is None and now < until <= now + GOOD_FOR
