"""Tries an action and takes it back at once: would it be refused now, and why? Nothing of it remains."""

from collections.abc import Callable

from models.rules.core.errors import RuleBroken
from models.tables import database


def why_not(action: Callable[[], object]) -> str:
    """Return the sentence by which an action would be refused now, or none. Only for what writes rows alone."""
    try:
        with database.atomic() as attempt:
            action()
            attempt.rollback()
    except RuleBroken as broken:
        return broken.sentence
    return ""
