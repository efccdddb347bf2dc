"""Which complaint a message belongs to: the open one of its thread, or a new one linked to the closed one before."""

from dataclasses import dataclass

from models.rules.channels.messages import Direction


@dataclass(frozen=True)
class Match:
    """Join the complaint `join`, or open a new one that continues `previous`; neither for our own messages."""

    join: int | None = None
    opens: bool = False
    previous: int | None = None


def match(direction: Direction, open_complaint: int | None, last_closed: int | None) -> Match:
    """Return where a message goes; our own messages join an open complaint but never open one (R11)."""
    if open_complaint is not None:
        return Match(join=open_complaint)
    if direction is Direction.OUT:
        return Match()
    return Match(opens=True, previous=last_closed)
