"""Whether a connected channel really brings messages, judged by their flow and not by a socket (R12, F52)."""

# Ten times the usual gap without a message, and never less than half a working hour, is worth a look (R4).
_TIMES_USUAL = 10.0
_AT_LEAST_MINUTES = 30.0
# Below so many messages in the time looked at there is no "usual".
_FEW = 20


def quiet_limit(messages: int, working_minutes: float) -> float | None:
    """Return after how many silent working minutes a channel counts as deaf; None where it never has enough messages.

    `messages` came in during the `working_minutes` of the days before.
    """
    if messages < _FEW or working_minutes <= 0:
        return None
    return max(_TIMES_USUAL * working_minutes / messages, _AT_LEAST_MINUTES)


def is_deaf(silent_minutes: float, limit: float | None) -> bool:
    """Whether a silence of so many working minutes is too long for this channel."""
    return limit is not None and silent_minutes > limit
