"""Gives numbers without gaps: series, register row and what they number in one transaction (notadinas §4.3)."""

from datetime import datetime

from models.actions.actor import Actor
from models.tables import IssuedNumber, NumberSeries
from models.tables.bulk import insert_rows
from models.tables.database import is_sqlite


def take(unit: str, year: int, series: str, holders: list[str], form: str, actor: Actor, now: datetime) -> list[str]:
    """Give each holder the next number, as text by `form` ({urut}); a holder that has one keeps it.

    Must run inside the transaction that uses the numbers. `form` may use {year} too.
    """
    had = {row.holder: row.text for row in IssuedNumber.select().where(IssuedNumber.holder.in_(holders))}
    fresh = [holder for holder in holders if holder not in had]
    if fresh:
        row = _locked_series(unit, year, series)
        rows = [
            {
                "series": row.id,
                "urut": row.last + place,
                "text": form.format(urut=row.last + place, year=year),
                "holder": holder,
                "given_at": now,
                "given_by": actor.staff_id,
            }
            for place, holder in enumerate(fresh, start=1)
        ]
        insert_rows(IssuedNumber, rows)
        NumberSeries.update(last=row.last + len(fresh)).where(NumberSeries.id == row.id).execute()
        had |= {str(issued["holder"]): str(issued["text"]) for issued in rows}
    return [had[holder] for holder in holders]


def _locked_series(unit: str, year: int, series: str) -> NumberSeries:
    key = {"unit": unit, "year": year, "series": series}
    NumberSeries.insert(**key).on_conflict_ignore().execute()
    query = NumberSeries.select().where(
        (NumberSeries.unit == unit) & (NumberSeries.year == year) & (NumberSeries.series == series)
    )
    # BEGIN IMMEDIATE already holds the whole SQLite database; PostgreSQL locks the one row.
    return (query if is_sqlite() else query.for_update()).get()
