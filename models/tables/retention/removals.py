"""Orders to remove stored files: written in the transaction that lets go of them, carried out after it."""

from collections.abc import Iterable
from datetime import datetime

from peewee import EXCLUDED

from models.tables.core.bulk import in_pieces
from models.tables.retention.destruction import FileRemoval


def order_removal(files: Iterable[str], now: datetime) -> None:
    """Note files to be removed. An order that stands begins anew: who is ending it just now leaves it then."""
    for part in in_pieces(sorted(set(files))):
        orders = FileRemoval.insert_many([{"sha256": sha256, "asked_at": now} for sha256 in part])
        anew = {FileRemoval.asked_at: EXCLUDED.asked_at, FileRemoval.gone_from: ""}
        orders.on_conflict(conflict_target=[FileRemoval.sha256], update=anew).execute()
