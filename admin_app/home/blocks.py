"""What a home is made of: a block has a title, a count, its first lines, and the action they lead to."""

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
    """Who opens his home, when, and what is the same for all its blocks. `desk` selects what waits for him."""

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
    """What is in a block now. `count` says how many wait; a block of facts alone counts what is bad in them."""

    count: int = 0
    lines: Sequence[Line] = ()
    facts: Sequence[Fact] = ()
    bad: bool = False
    extra: Any = None  # what the template of a block of its own draws


NOTHING = Content()


@dataclass(frozen=True)
class Block:
    """One kind of work. `action` is what a click on a line begins, `more` leads to all of them."""

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
        """Its counter as written."""
        return str(self.content.count) if self.content.count <= COUNT_CAP else f"{COUNT_CAP}+"

    @property
    def said(self) -> tuple[object, ...]:
        """Everything of it that a person reads, for telling whether it changed."""
        return self.block.key, self.content.count, self.content.lines, self.content.facts

    @property
    def opened(self) -> bool:
        """Whether it is drawn, or only named among what is done."""
        return self.block.always or self.content.count > 0
