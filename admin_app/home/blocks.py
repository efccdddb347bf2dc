"""What a home consists of: a block has a title, a count, its first lines, and the action they lead to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from admin_app.queue.case_counts import COUNT_CAP
from admin_app.queue.case_lines import Line
from models.actions.core.actor import Actor
from models.rules.cases.sop import Stage
from models.tables.core.settings import Settings

ROWS = 5
REST = "lain"  # the block of what waits in no other


@dataclass(frozen=True)
class Viewer:
    """Who opens his home, when, and what all blocks share; `desk` is the condition that selects his waiting cases.

    `shown`: the cases that stand in a block already, with their lines; no further block draws them again.
    """

    actor: Actor
    now: datetime
    desk: Any
    settings: Settings
    shown: Mapping[int, Line] = field(default_factory=dict)


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
    cases: Sequence[int] = ()  # whose lines these are, in the same order
    elsewhere: Sequence[int] = ()  # its cases whose line stands in another block


NOTHING = Content()
# By the address of a line: what other blocks say of its case, and whether in red.
Marks = dict[str, list[tuple[str, bool]]]


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
    mark: str = ""  # what a line in another block says of a case that is in this one too
    grave: bool = False  # and says so in red

    @property
    def first(self) -> bool:
        """Whether its cases stand here and nowhere else: a block of the desk before one that only watches."""
        return bool(self.stages) or self.key == REST


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
        content = self.content
        return self.block.key, content.count, content.lines, content.facts, content.elsewhere

    @property
    def opened(self) -> bool:
        """Whether there is anything, or it is only named among what is done."""
        return self.block.always or self.content.count > 0

    @property
    def counted(self) -> bool:
        """Whether it has a counter above the cards: it is of cases or papers, not of figures."""
        return bool(self.content.lines or self.content.elsewhere)

    @property
    def drawn(self) -> bool:
        """Whether it has a card: not where all its cases stand in others."""
        return self.opened and bool(self.content.lines or not self.content.elsewhere)

    @property
    def address(self) -> str:
        """Return where its counter leads: to its card, else to the list of all of them, else to the queue."""
        return f"#{self.block.key}" if self.drawn else self.block.more or "/meja/?tab=terbuka"


def read_blocks(blocks: Sequence[Block], viewer: Viewer) -> tuple[list[Shown], Marks]:
    """Return the blocks in their order, each case in one of them, and by a line's address what else is said of it."""
    found, lines = dict[str, Shown](), dict[int, Line]()
    for block in sorted(blocks, key=lambda one: not one.first):
        content = block.read(replace(viewer, shown=lines))
        lines |= dict(zip(content.cases, content.lines, strict=False))
        found[block.key] = Shown(block, content)
    marks: Marks = {}
    for one in found.values():
        for case in one.content.elsewhere if one.block.mark else ():
            marks.setdefault(lines[case].address, []).append((one.block.mark, one.block.grave))
    return [found[block.key] for block in blocks], marks
