"""Colleagues named in a note: @account. An e-mail address names nobody."""

import re

_MENTION = re.compile(r"(?<![\w@.])@([a-z0-9][a-z0-9._-]{0,63})", re.IGNORECASE)


def mentioned(text: str) -> tuple[str, ...]:
    """Return the accounts named in a text, in small letters and in order, each once, without a full stop behind."""
    names = (found[1].lower().rstrip("._-") for found in _MENTION.finditer(text))
    return tuple(dict.fromkeys(names))
