"""What a home consists of: a block has a title, a count, its first lines, and the action they lead to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from admin_app.queue.case_counts import COUNT_CAP
from admin_app.queue.case_lines import Line
from models.actions.core.actor import Actor
from models.rules.cases.sop import Stage
from models.tables.core.settings import Settings

ROWS = 5


@dataclass(frozen=True)
class Viewer:
    """Who opens his home, when, and what all blocks share; `desk` is the condition that selects his waiting cases."""

    actor: Actor
    now: datetime
    desk: Any
    settings: Settings


@dataclass(frozen=True)
class Fact:
    """One figure with its name; `bad` where something must be done about it."""

    name: str
    value: str
    bad: bool = False
    address: str = ""


@dataclass(frozen=True)
class Content:
    """What is in a block now. `count`: how many wait, or for a block of facts, how many are bad."""

    count: int = 0
    lines: Sequence[Line] = ()
    facts: Sequence[Fact] = ()
    bad: bool = False
    extra: Any = None  # what the template of a block of its own draws


NOTHING = Content()


@dataclass(frozen=True)
class Block:
    """One kind of work. `action`: what a click on a line begins; `more` leads to all of them."""

    key: str
    title: str
    read: Callable[[Viewer], Content]
    action: str = "Buka"
    more: str = ""
    stages: frozenset[Stage] = frozenset()  # what of his desk it shows
    always: bool = False  # shown also where nothing waits
    template: str = "home/lines.html"


@dataclass(frozen=True)
class Shown:
    """A block with what is in it."""

    block: Block
    content: Content

    @property
    def count(self) -> str:
        """Return its counter as shown."""
        return str(self.content.count) if self.content.count <= COUNT_CAP else f"{COUNT_CAP}+"

    @property
    def said(self) -> tuple[object, ...]:
        """Return everything in it that a person reads, to tell whether it changed."""
        return self.block.key, self.content.count, self.content.lines, self.content.facts

    @property
    def opened(self) -> bool:
        """Whether it is drawn, or only named among what is done."""
        return self.block.always or self.content.count > 0
