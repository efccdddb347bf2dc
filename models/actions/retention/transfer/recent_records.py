"""Lists the newest transfer records all of whose files an officer sees, each with how many files it has."""

from peewee import SQL, fn

from models.actions.core.actor import Actor
from models.tables import Complaint, Transfer, TransferItem
from models.tables.privacy.visible import visible


def recent_records(actor: Actor, limit: int) -> list[tuple[Transfer, int]]:
    """Return the newest records of which this officer sees every file, each with their count."""
    unseen = TransferItem.select(SQL("1")).join(Complaint).where(TransferItem.transfer == Transfer.id)
    hidden = fn.EXISTS(unseen.where(~visible(actor.scope)))
    rows = list(Transfer.select().where(~hidden).order_by(Transfer.id.desc()).limit(limit))
    counted = TransferItem.select(TransferItem.transfer, fn.COUNT(SQL("1"))).group_by(TransferItem.transfer)
    found = dict(counted.where(TransferItem.transfer.in_([row.id for row in rows])).tuples())
    return [(row, found.get(row.id, 0)) for row in rows]
