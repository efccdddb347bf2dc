"""Reads a day typed or picked in a form of the archive."""

from datetime import date

from models.rules.core.errors import RuleBroken


def day_typed(words: str) -> date:
    """Return the day of a date field (2026-11-25). Raises RuleBroken."""
    try:
        return date.fromisoformat(words.strip())
    except ValueError as err:
        raise RuleBroken("Isi tanggal suratnya.") from err
