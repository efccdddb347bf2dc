"""How many complaints of a condition a person may see, counted only as far as a counter shows."""

from collections.abc import Iterable
from typing import Any

from peewee import ColumnBase, Select, fn

from models.actions.core.actor import Actor
from models.tables import Complaint
from models.tables.privacy.visible import visible

# A counter beyond this only says that there are many.
COUNT_CAP = 999


def counted(condition: ColumnBase, actor: Actor) -> int:
    """Return how many complaints of a condition this person may see, at most one more than the cap."""
    found = Complaint.select(Complaint.id).where(visible(actor.scope) & condition).limit(COUNT_CAP + 1)
    return int(found.select_from(fn.COUNT(1)).scalar() or 0)


def all_counted(conditions: Iterable[Any]) -> Select:
    """Return the query that counts each of these conditions up to one more than the cap."""
    capped = (Complaint.select(Complaint.id).where(one).limit(COUNT_CAP + 1) for one in conditions)
    return Select(columns=[rows.select_from(fn.COUNT(1)) for rows in capped]).tuples()


def written(count: int) -> str:
    """Return a count as a counter shows it."""
    return str(count) if count <= COUNT_CAP else f"{COUNT_CAP}+"
