"""How long a channel's token lasts, as the platform told, and how long before its end a person is warned."""

from datetime import datetime, timedelta
from enum import StrEnum

# Days before its end on which a token is told of, the longest first.
WARNED_BEFORE = (timedelta(days=14), timedelta(days=3))


class TokenLife(StrEnum):
    """What is known of it; nobody told is not the same as lasting."""

    UNKNOWN = ""
    ENDS = "ends"  # at a moment that is stored beside
    LASTS = "lasts"  # until somebody withdraws it
    RENEWED = "renewed"  # by the agent, again and again
    NONE = "none"  # there is none that could end: the office's own gateway


LIFE_WORDS: dict[TokenLife, str] = {
    TokenLife.UNKNOWN: "tidak diketahui",
    TokenLife.LASTS: "sampai dicabut",
    TokenLife.RENEWED: "diperbarui penghubung kanal",
}


def warned_before(left: timedelta) -> timedelta | None:
    """Return the warning a token with so long to live has reached, nothing left included; None where it has time."""
    reached = [span for span in WARNED_BEFORE if left <= span]
    return timedelta(0) if left <= timedelta(0) else min(reached, default=None)


def life(expires_at: datetime | None, *, lasts: bool = False, renewed: bool = False) -> TokenLife:
    """Return what is known of a token from its end, where there is one."""
    if renewed:
        return TokenLife.RENEWED
    if expires_at is not None:
        return TokenLife.ENDS
    return TokenLife.LASTS if lasts else TokenLife.UNKNOWN
