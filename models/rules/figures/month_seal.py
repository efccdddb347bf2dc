"""How a closed month is sealed: figures and lines in one chain of hashes, a person's words only by salted digests.

So the words and the salt of a destroyed case can go, and the chain still proves everything else.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence


def canonical(value: object) -> str:
    """Return JSON in the one form that is hashed: sorted keys, nothing escaped."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def words_digest(salt: str, words: Mapping[str, object]) -> str:
    """Return what stands in the chain for the words of a line; without the salt nobody can try words out."""
    return _hash(salt, canonical(words))


def line_seal(before: str, said: Mapping[str, object], digest: str) -> str:
    """Return the seal of a line: over the seal before it, what it says of no person, and the digest of its words."""
    return _hash(before, canonical(said), digest)


def month_seal(last_line: str, figures: str, facts: str, older: str) -> str:
    """Return the seal of a month over its last frozen line, its figures, the facts under them, and an older hash."""
    return _hash(last_line, figures, facts, older)


def older_hash(figures: str, lines: Sequence[str]) -> str:
    """Return the hash a month had up to release 1.0: over its figures and lines as plain text."""
    return _hash(figures, *lines)


def without_subjects(figures: Mapping[str, object]) -> dict[str, object]:
    """Return the figures of a month without the citizens' words among them, as they are sealed."""
    found = dict(figures)
    for name in ("open", "late"):
        rows = found.get(name)
        if isinstance(rows, list):
            found[name] = [{key: value for key, value in row.items() if key != "subject"} for row in rows]
    return found


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
