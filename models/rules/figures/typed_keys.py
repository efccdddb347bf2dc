"""Which columns of a corrected register line hold words a person typed, though a program writes them elsewhere."""

from collections.abc import Collection, Mapping

# Chosen from what the office had when the month was closed; up to release 1.0 they were typed.
CHOSEN = ("status", "category", "section")
_TYPED = (*CHOSEN, "follow_up")


def typed_keys(
    before: str, wrong: Mapping[str, object], facts: Mapping[str, object], known: Mapping[str, Collection[str]]
) -> str:
    """Return the typed columns of a line that corrects another, as the line keeps them: sorted, a blank between.

    `before`: those of the line it corrects; `known`: by column the words that a program writes there.
    """
    kept = before.split()
    return " ".join(
        sorted(
            name
            for name in _TYPED
            if (name in kept if facts.get(name) == wrong.get(name) else facts.get(name) not in known.get(name, ()))
        )
    )
