"""Deletes expired data: sessions long ended, and one-time form keys used long ago."""

from datetime import datetime, timedelta

from peewee import ColumnBase

from models.actions.staff.sign_in import ABSOLUTE
from models.tables import BaseTable, FormKey, StaffSession, database

# Far beyond any session: two PCs whose clocks differ, or a page a browser shows again next morning, lose nothing.
KEPT = timedelta(days=7)
# So many of each at a time: the agent comes back in a minute, and nobody waits for the database meanwhile.
AT_ONCE = 500


def clear_away(now: datetime, at_once: int = AT_ONCE) -> int:
    """Delete the oldest expired rows and return how many; live sessions and recent keys always stay."""
    gone = 0
    for table, over in (
        (StaffSession, StaffSession.created_at < now - ABSOLUTE - KEPT),
        (FormKey, FormKey.used_at < now - KEPT),
    ):
        gone += _clear(table, over, at_once)
    return gone


def _clear(table: type[BaseTable], over: ColumnBase, at_once: int) -> int:
    """Read the oldest rows by primary key, so that a table without an index of times is not scanned."""
    oldest = table.select(table.id).order_by(table.id).limit(at_once)
    ids = [key for (key,) in table.select(table.id).where(table.id.in_(oldest) & over).tuples()]
    if not ids:
        return 0
    with database.atomic():
        return int(table.delete().where(table.id.in_(ids) & over).execute())
