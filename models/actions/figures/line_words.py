"""Which keys of a closed register's line hold a person's words, and the line as a mask lets it be shown."""

import json
from collections.abc import Mapping
from dataclasses import replace

from models.rules.privacy.masking import Mask, masked_value
from models.rules.retention.retention import DESTROYED
from models.tables import RegisterLine
from models.tables.core.declaring import held_by

_HARMLESS = held_by(RegisterLine.facts).harmless or frozenset[str]()
# What of a printed line is somebody's words, whoever typed what in it: all it shows of a person, and its remark.
WORDS = frozenset(
    {"name", "address", "phone", "email", "place", "reported", "time", "problem", "subject", "note", "reason"}
)
# What a register cannot leave empty says instead that its words were destroyed.
_MARKED = ("name", "status", "category")


def names_nobody(typed: object) -> frozenset[str]:
    """Return the keys of a line that hold no person's words; `typed`: those that somebody typed in that line."""
    return _HARMLESS - frozenset(str(typed or "").split())


def masked_facts(line: RegisterLine, mask: Mask) -> dict[str, object]:
    """Return what a line says as it may be shown behind a mask."""
    said = replace(held_by(RegisterLine.facts), harmless=names_nobody(line.typed))
    facts: dict[str, object] = json.loads(str(masked_value(said, line.facts, mask)))
    return facts


def without_words(facts: Mapping[str, object], typed: object) -> dict[str, object]:
    """Return what a line still says once its case is destroyed."""
    kept = names_nobody(typed)
    return {name: value if name in kept else DESTROYED if name in _MARKED else "" for name, value in facts.items()}
