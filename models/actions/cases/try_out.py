"""Tries an action and rolls it back, to tell whether it would be refused now and why."""

from collections.abc import Callable

from models.rules.core.errors import RuleBroken
from models.tables import database


def why_not(action: Callable[[], object]) -> str:
    """Return the sentence that would refuse an action now, or none. Only for actions that merely write rows."""
    try:
        with database.atomic() as attempt:
            action()
            attempt.rollback()
    except RuleBroken as broken:
        return broken.sentence
    return ""
