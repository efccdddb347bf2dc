"""The form of doctor's findings: what was checked, the result, and in one sentence what to do."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How good or bad a finding is."""

    OK = "ok"
    NOTE = "note"  # only a person can judge, or it is worth knowing
    WARNING = "warning"  # works, but should be mended
    UNSAFE = "unsafe"  # do not run real work like this


@dataclass(frozen=True)
class Finding:
    """One thing checked."""

    name: str
    level: Level
    sentence: str


def ok(name: str, sentence: str) -> Finding:
    """Return a finding without fault."""
    return Finding(name, Level.OK, sentence)


def judged(name: str, good: bool, sentence: str, bad: Level = Level.UNSAFE, remedy: str = "") -> Finding:
    """Return a finding, with the remedy where it is not well."""
    return Finding(name, Level.OK, sentence) if good else Finding(name, bad, f"{sentence} {remedy}".strip())
