"""Hyphens that are not the one of the keyboard: what Word and LibreOffice copy out of a paper, and citizens paste."""

DASHES = "\u00ad\u2010-\u2015\u2212-"  # for a class of a pattern, in which it stands last
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2212", "-"))


def plain_hyphens(text: str) -> str:
    """Return a text with the hyphen of the keyboard for the no-break hyphen, its typographic sister and the minus."""
    return text if text.isascii() else text.translate(_HYPHENS)
