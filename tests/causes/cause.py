"""One row of the table: what goes wrong, what is said of it where, what ends it, and what was measured of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.causes.stage import Stage

SOON = 60.0  # seconds within which a cause is told, and within which work goes on when a person acted
DEAF = 1800.0  # a gateway that answers as if all were well
PLACES = ("screen", "status", "readyz", "log")
SQLITE, POSTGRESQL = ("sqlite",), ("postgresql",)


def nothing_more(_one: "Stage") -> None:
    """Leave nothing behind that another row would meet."""


@dataclass(frozen=True)
class Cause:
    """One row. `shown` and `status`: words; `readyz`: what is named there; `log`: a line's words."""

    subject: str
    name: str
    begin: "Callable[[Stage], None]"
    end: "Callable[[Stage], None]"
    shown: str
    status: str
    readyz: str
    log: str
    code: int = 200  # what /readyz answers
    act: str = ""  # what a person must do; empty: it goes on by itself
    guide: str = ""  # words of the guide that name the act
    page: str = "/kanal/"  # where it is shown; "": any page
    kind: str = "waha"
    within: float = SOON
    before: bool = False  # nothing can be stored meanwhile: message and answer wait from before
    unsaid: str = ""  # what must not be said beside it
    log_later: bool = False  # whoever would write it is dead: the next one does
    on: tuple[str, ...] = (*SQLITE, *POSTGRESQL)  # the databases on which it can happen
    places: tuple[str, ...] = PLACES  # less where it is over before anybody looks
    after: "Callable[[Stage], None]" = nothing_more  # what the next row finds as it was


@dataclass
class Told:
    """After how many seconds each place told of a cause, and after how many of its end work went on."""

    cause: Cause
    seconds: dict[str, float] = field(default_factory=dict)
    came: float | None = None  # the citizen's message
    left: float | None = None  # the office's answer
    well: float | None = None  # nothing is said any longer
    untrue: list[str] = field(default_factory=list)  # places that said what is not so

    def lacks(self, places: tuple[str, ...]) -> list[str]:
        """Return the places that have not told."""
        return [place for place in places if place not in self.seconds]
