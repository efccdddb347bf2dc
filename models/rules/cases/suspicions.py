"""When a suggestion takes a message for a complaint of some categories, such as an officer's conduct."""

from collections.abc import Collection

from models.rules.cases.identification import ComplaintKind
from models.rules.cases.suggestions import Suggestion


def complains_of(found: Suggestion, categories: Collection[str]) -> bool:
    """Whether a suggestion takes a message for a complaint of one of these categories.

    A question to an officer, or praise of one, names him too.
    """
    return found.category.value in categories and found.kind.value in ("", ComplaintKind.PENGADUAN)


def complains(found: Suggestion) -> bool:
    """Whether a suggestion takes a message for a complaint, of whatever."""
    return bool(found.kind.value == ComplaintKind.PENGADUAN)
