"""After an upgrade: months closed before lines had seals and facts were kept get both, once."""

from datetime import datetime

from models.actions.figures.keep_facts import keep_facts
from models.actions.figures.register_chain import seal_older, serialise
from models.actions.figures.settle_typed import settle_typed
from models.tables import MonthClose, database


def settle_months(now: datetime) -> list[str]:
    """Keep the facts of each month closed before as they can still be told, and seal it; return which were sealed.

    First what was typed in corrections is told from what the program wrote. A month that is not what was closed
    keeps its old hash only, so that `verify` goes on naming it.
    """
    done = settle_typed(now)
    waiting = MonthClose.select(MonthClose.month).where(MonthClose.seal == "").order_by(MonthClose.month)
    for (month,) in list(waiting.tuples()):
        with database.atomic():
            serialise()
            close = MonthClose.get(MonthClose.month == month)
            keep_facts(month, close.closed_at, now)
            if seal_older(close, now):
                done.append(month)
    return done
