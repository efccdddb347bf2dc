"""The planted faults as rows of planted.toml, and where each stands in a copy of the program."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

LIST = Path(__file__).with_name("planted.toml")
ROOMS = ("models", "admin_app", "sync_agent", "docgen")


@dataclass(frozen=True)
class Fault:
    """One fault: what stands in the program, what it becomes, and what breaks then."""

    id: str
    room: str
    old: str
    new: str
    breaks: str
    tests: tuple[str, ...] = ()
    house: bool = False

    @property
    def mark(self) -> str:
        """A short hash of the change: a result counts as long as it is the same."""
        return sha256(f"{self.old}\0{self.new}".encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Place:
    """Where a fault stands: the file, its text, and the lines that change (or, of a line added, its neighbours)."""

    path: Path
    text: str
    lines: tuple[int, ...]


class NotOnce(Exception):
    """The text of a fault stands nowhere in the program, or more than once."""


def faults() -> list[Fault]:
    """Return every fault of the list, in its order."""
    table = tomllib.loads(LIST.read_text("utf-8"))
    rooms: dict[str, bool] = table["rooms"]
    return [
        Fault(**{**row, "tests": tuple(row.get("tests", ())), "house": rooms[row["room"]]}) for row in table["row"]
    ]


def sources(tree: Path) -> Iterator[Path]:
    """Return every source file of the program; migrations are frozen history."""
    for room in ROOMS:
        yield from (path for path in sorted((tree / room).rglob("*.py")) if "migrations" not in path.parts)
    yield from sorted([*tree.glob("start*.py"), *tree.glob("run_*.py")])


def texts_of(tree: Path) -> dict[Path, str]:
    """Return the text of every source file."""
    return {path: path.read_text("utf-8") for path in sources(tree)}


def place_of(fault: Fault, texts: dict[Path, str]) -> Place:
    """Return where a fault stands. Raises NotOnce."""
    found = [(path, text) for path, text in texts.items() if fault.old in text]
    if len(found) != 1 or found[0][1].count(fault.old) != 1:
        where = ", ".join(str(path) for path, _ in found) or "nowhere"
        raise NotOnce(f"{fault.id}: its old text must stand exactly once, and stands in: {where}")
    path, text = found[0]
    first = text[: text.index(fault.old)].count("\n") + 1
    old, new = fault.old.split("\n"), set(fault.new.split("\n"))
    changed = [first + offset for offset, line in enumerate(old) if line not in new and line.strip()]
    return Place(path, text, tuple(changed or range(first, first + len(old))))
