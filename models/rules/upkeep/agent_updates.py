"""The update of an agent on another machine: under which names it is answered, and when it tries again by itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# The headers of the office's answer: its version, the SHA-256 of the archive, the office's mark under both.
VERSION, SHA256, MARK = "Aduan-Version", "Aduan-Sha256", "Aduan-Mark"
LARGEST = 1 << 30  # bytes of an archive, packed; and of what it is unpacked to
_LONGEST = timedelta(hours=6)


@dataclass(frozen=True)
class Tried:
    """Tries to update by itself that failed in a row, when the last was (UTC), and why it failed."""

    times: int
    at: datetime
    why: str


def may_try(tried: Tried | None, now: datetime) -> bool:
    """Whether a machine tries now: after 1, 2, 4 ... minutes, in the end every six hours.

    A try in a time to come was stamped by a wrong clock and holds nobody back.
    """
    return tried is None or tried.at > now or now - tried.at >= pause_after(tried.times)


def pause_after(times: int) -> timedelta:
    """Return how long a machine rests after so many tries that failed in a row."""
    return min(_LONGEST, timedelta(minutes=2 ** min(max(times, 1) - 1, 10)))


def plain_name(version: str) -> str:
    """Return the name of a version's folder, wherever on a machine it was laid anew."""
    return version.removesuffix("-anew")
