"""How a closed month is sealed: figures and lines in one chain of hashes, a person's words only by salted digests.

So the words and the salt of a destroyed case can go, and the chain still proves everything else.
"""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence

# What of the figures of a month lists cases.
_LISTS = ("open", "late")


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


def without_subjects(figures: Mapping[str, object], of: Collection[str] | None = None) -> dict[str, object]:
    """Return the figures of a month without the citizens' words among them, as they are sealed.

    `of`: the numbers of the cases whose words go; None: all.
    """
    found = dict(figures)
    for name in _LISTS:
        rows = found.get(name)
        if isinstance(rows, list):
            found[name] = [row if of is not None and row.get("number") not in of else _wordless(row) for row in rows]
    return found


def subjects_in(figures: Mapping[str, object]) -> set[str]:
    """Return the numbers of the cases whose subject stands in the figures of a month."""
    return {str(row.get("number")) for row in _listed(figures) if row.get("subject")}


def words_gone(figures: Mapping[str, object]) -> bool:
    """Whether the words of a case were taken out of the figures of a month, so that its older hash proves no more."""
    return any("subject" not in row for row in _listed(figures))


def _listed(figures: Mapping[str, object]) -> list[Mapping[str, object]]:
    lists = [rows for name in _LISTS if isinstance(rows := figures.get(name), list)]
    return [row for rows in lists for row in rows]


def _wordless(row: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in row.items() if key != "subject"}


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
