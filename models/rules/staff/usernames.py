"""Proposes how an officer's account is called, from his name."""

import re
import unicodedata
from collections.abc import Collection

_LONGEST = 30


def proposed_username(name: str, taken: Collection[str]) -> str:
    """Return the first two words of a name without titles, such as sari.contoh; numbered where that is taken."""
    plain = unicodedata.normalize("NFKD", name.split(",")[0]).encode("ascii", "ignore").decode().lower()
    words = [re.sub(r"[^a-z0-9]", "", word) for word in plain.split() if "." not in word]
    base = ".".join([word for word in words if word][:2])[:_LONGEST].strip(".")
    if len(base) < 2:
        return ""
    numbers = (base if place == 1 else f"{base}{place}" for place in range(1, len(taken) + 2))
    return next(word for word in numbers if word not in taken)
