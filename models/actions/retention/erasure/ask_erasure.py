"""Asks for the file to be rewritten, in the transaction that empties rows: no order, no emptying."""

from datetime import datetime
from typing import Any

from peewee import fn

from models.actions.core.office_facts import office_calendar
from models.rules.clocks.quiet_time import quiet_from
from models.rules.retention.erasing import Why
from models.tables import Erasure
from models.tables.core.prepared import prepared


def ask_erasure(why: Why, now: datetime, list_id: int | None = None) -> None:
    """Order a rewriting that begins after this transaction; one that was not tried yet serves as well."""
    same = Erasure.list.is_null() if list_id is None else Erasure.list == list_id
    untried = same & (Erasure.why == str(why)) & Erasure.tried_at.is_null() & Erasure.ended_at.is_null()
    # Written even where nothing changes: who begins to rewrite waits for this row, and so for what is emptied here.
    if not Erasure.update(asked_at=now).where(untried).execute():
        Erasure.create(list=list_id, why=str(why), asked_at=now, planned_for=quiet_from(office_calendar(), now))


def newest_order() -> object:
    """Return what changes with each emptying of rows, in whichever program it was done."""
    return _newest.first()


@prepared
def _newest() -> Any:
    return Erasure.select(fn.MAX(Erasure.id), fn.MAX(Erasure.asked_at)).tuples()
