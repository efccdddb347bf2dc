"""Gives numbers without gaps: series, register row and the numbered thing in one transaction (notadinas §4.3)."""

from datetime import datetime

from models.actions.core.actor import Actor
from models.rules.core.errors import NumberNotAllowed
from models.tables import IssuedNumber, NumberBlock, NumberSeries
from models.tables.core.bulk import insert_rows
from models.tables.core.database import is_sqlite


def take(
    unit: str,
    year: int,
    series: str,
    holders: list[str],
    form: str,
    actor: Actor,
    now: datetime,
    *,
    granted_only: bool = False,
) -> list[str]:
    """Give each holder the next number and return them as text by `form` ({urut}); a holder that has one keeps it.

    Must run in the transaction that uses the numbers. `form` may contain {year} too. Granted ranges are used in
    order; `granted_only` raises NumberNotAllowed where none has room left.
    """
    had = {row.holder: row.text for row in IssuedNumber.select().where(IssuedNumber.holder.in_(holders))}
    fresh = [holder for holder in holders if holder not in had]
    if fresh:
        row = locked_series(unit, year, series)
        places = free_places(row, len(fresh), granted_only)
        rows = [
            {
                "series": row.id,
                "urut": urut,
                "text": form.format(urut=urut, year=year),
                "holder": holder,
                "given_at": now,
                "given_by": actor.staff_id,
            }
            for urut, holder in zip(places, fresh, strict=True)
        ]
        insert_rows(IssuedNumber, rows)
        NumberSeries.update(last=places[-1]).where(NumberSeries.id == row.id).execute()
        had |= {str(issued["holder"]): str(issued["text"]) for issued in rows}
    return [had[holder] for holder in holders]


def free_places(series: NumberSeries, count: int, granted_only: bool) -> list[int]:
    """Return the next free numbers: from the granted ranges and, unless `granted_only`, beyond them."""
    found: list[int] = []
    room = (NumberBlock.series == series.id) & (NumberBlock.final > series.last)
    for block in NumberBlock.select().where(room).order_by(NumberBlock.first):
        first = max(block.first, series.last + 1)
        found += range(first, min(block.final, first + count - len(found) - 1) + 1)
        if len(found) == count:
            return found
    if granted_only:
        raise NumberNotAllowed(
            "Blok nomor dari Tata Usaha sudah habis. Minta rentang baru, catat di halaman Penomoran, lalu coba lagi."
        )
    last = found[-1] if found else series.last
    return found + list(range(last + 1, last + 1 + count - len(found)))


def locked_series(unit: str, year: int, series: str) -> NumberSeries:
    """Return the row of a series, created where it is new, locked in this transaction."""
    NumberSeries.insert(unit=unit, year=year, series=series).on_conflict_ignore().execute()
    query = NumberSeries.select().where(
        (NumberSeries.unit == unit) & (NumberSeries.year == year) & (NumberSeries.series == series)
    )
    # BEGIN IMMEDIATE already holds the whole SQLite database; PostgreSQL locks the one row.
    return (query if is_sqlite() else query.for_update()).get()


def cancel_number(document_id: int, reason: str, actor: Actor) -> None:
    """Mark the number that a discarded draft keeps of an attempt which did not sign it; it is never used again."""
    gone = {"cancelled": True, "cancelled_by": actor.staff_id, "cancel_reason": reason}
    IssuedNumber.update(gone).where(IssuedNumber.holder == f"document:{document_id}").execute()
