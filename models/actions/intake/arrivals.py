"""The new messages of one conversation, in the order they were written, and the complaint they go to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from models.rules.channels.messages import Direction
from models.rules.channels.wordless import Came
from models.rules.channels.wordless import opens as opens_alone
from models.tables import Thread


class Written(Protocol):
    """What opening a complaint needs to know of a message, new or stored."""

    @property
    def direction(self) -> str:
        """Return who wrote it: the citizen (in) or the office (out)."""

    @property
    def text(self) -> str:
        """Return its words."""

    @property
    def sent_at(self) -> datetime:
        """Return when it was written, naive UTC."""


@dataclass
class Arrival:
    """The new messages of one thread and where they go; `stops`: the complaints that get them, by which merge."""

    thread: Thread
    messages: list[tuple[Written, int]] = field(default_factory=list)
    complaint: int | None = None
    previous: int | None = None
    opens: bool = False
    stops: Sequence[tuple[int, int | None]] = ()
    rides_with: Arrival | None = None
    holds: bool = True  # its conversation goes to the complaint it opens
    past: bool = False  # it came by the way past the front desk
    number_holder: str = ""  # what its number is given to, where that is not its first message
    stored_at: datetime | None = None  # when the first message was stored, where that was before now
    received_at: datetime | None = None  # since when its complaint counts; None: since it is opened
    first: tuple[Written, int] | None = None  # the first that is no history
    came: dict[int, Came] = field(default_factory=dict)  # what came without words, by message

    @property
    def inbound(self) -> list[tuple[Written, int]]:
        """Return those the citizen wrote."""
        return [pair for pair in self.messages if pair[0].direction == Direction.IN]

    @property
    def asks(self) -> bool:
        """Return whether the citizen sent anything that an officer must look at."""
        return any(opens_alone(self.came.get(message_id)) for _, message_id in self.inbound)

    @property
    def opened_by(self) -> tuple[Written, int]:
        """Return the message that opens a complaint."""
        return self.first or self.inbound[0]

    @property
    def first_at(self) -> datetime:
        """Return when the citizen wrote the first of them."""
        return min(message.sent_at for message, _ in self.inbound)

    def join(self, complaint: int) -> None:
        """Join an existing complaint instead of opening one."""
        self.opens, self.complaint, self.stops = False, complaint, ((complaint, None),)

    def ride(self, other: Arrival) -> None:
        """Join the complaint that another arrival of the same page opens."""
        self.opens, self.rides_with = False, other
