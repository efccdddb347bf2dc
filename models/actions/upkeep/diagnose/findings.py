"""The shape of what doctor finds: what was looked at, how it is, and in one sentence what to do."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How a thing is."""

    OK = "ok"
    NOTE = "note"  # only a person can judge, or it is worth knowing
    WARNING = "warning"  # works, but should be mended
    UNSAFE = "unsafe"  # do not run real work like this


@dataclass(frozen=True)
class Finding:
    """One thing looked at."""

    name: str
    level: Level
    sentence: str


def ok(name: str, sentence: str) -> Finding:
    """All well."""
    return Finding(name, Level.OK, sentence)


def judged(name: str, good: bool, sentence: str, bad: Level = Level.UNSAFE, remedy: str = "") -> Finding:
    """Well or not, with the remedy where it is not."""
    return Finding(name, Level.OK, sentence) if good else Finding(name, bad, f"{sentence} {remedy}".strip())
