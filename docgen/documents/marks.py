"""What SRIKANDI would take for its own in the words of a citizen or an officer."""

from collections.abc import Mapping

# A dollar sign in full width: it reads alike, and no program fills it in. The anchors themselves are ours, not facts.
_MARK, _HARMLESS = "${", "\uff04{"


def without_marks(facts: object) -> object:
    """Return the facts of a paper for SRIKANDI with no ${ in them; those of any other paper as they are.

    SRIKANDI fills each ${…} wherever it stands: a citizen's own would get the number or the signature, and one that
    came back could not be told from an anchor of ours left unfilled.
    """
    return _held(facts) if isinstance(facts, Mapping) and facts.get("mode") == "srikandi" else facts


def _held(value: object) -> object:
    """Return a value with no mark in it; the very one where it has none."""
    if isinstance(value, str):
        return value.replace(_MARK, _HARMLESS)
    if isinstance(value, Mapping):
        parts = {key: _held(part) for key, part in value.items()}
        return value if all(parts[key] is part for key, part in value.items()) else parts
    if isinstance(value, list | tuple):
        held = [_held(part) for part in value]
        return value if all(one is part for one, part in zip(held, value, strict=True)) else held
    return value
