"""Words that the sections of the bundle share."""

from docgen.documents.reading import FactsReader
from docgen.wording import long_moment

UNKNOWN = "tidak diketahui"
BY_HAND = f"{UNKNOWN} program; pemegangnya: …………………………………"


def moment_or(row: FactsReader, key: str) -> str:
    """Return a moment in words, or that it is unknown."""
    moment = row.moment_or_none(key)
    return long_moment(moment) if moment else UNKNOWN


def megabytes(size: int) -> str:
    """Return bytes as megabytes, or gigabytes from a thousand of them on."""
    if size >= 10**9:
        return f"{size / 10**9:.1f} GB".replace(".", ",")
    return f"{size / 10**6:.1f} MB".replace(".", ",")


def yes(row: FactsReader, key: str) -> str:
    """Return ya or tidak."""
    return "ya" if row.yes(key) else "tidak"
