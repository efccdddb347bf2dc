"""Carries out the orders to rewrite the file. Killed anywhere, the next try goes on: every step can be repeated."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from peewee import fn

from models.actions.core import audit_trail
from models.actions.core.actor import AGENT
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.office_facts import office_calendar
from models.actions.retention.erasure import postgres_file, sqlite_file
from models.actions.search.indexing import catch_up
from models.rules.clocks.quiet_time import is_quiet, quiet_from
from models.rules.retention.erasing import CannotErase
from models.tables import Erasure, SearchDue, database
from models.tables.core.database import is_sqlite
from models.tables.core.stored_moments import has_come

_OPEN = Erasure.ended_at.is_null()
_NOTES = 20_000


def is_ordered() -> bool:
    """Whether an order to rewrite the file stands."""
    return bool(Erasure.select().where(_OPEN).exists())


_FARTHEST = timedelta(days=14)  # the office is at rest every night


def erase_when_quiet(now: datetime) -> bool:
    """Carry out what was ordered if the office is at rest; return whether nothing waits any more."""
    if not is_ordered():
        return True
    calendar = office_calendar()
    if is_quiet(calendar, now):
        return not erase(now)
    # Planned by an earlier version, or the night passed without success, or the calendar changed.
    Erasure.update(planned_for=quiet_from(calendar, now)).where(
        _OPEN & has_come(Erasure.planned_for, now, _FARTHEST)
    ).execute()
    return False


def erase(now: datetime) -> str:
    """Rewrite the file for every order that stands; return why it could not be done, else an empty text."""
    with database.atomic():
        Erasure.update(tried_at=now).where(_OPEN).execute()
        orders = list(Erasure.select().where(_OPEN).order_by(Erasure.id))
    if not orders:
        return ""
    try:
        _carry_out(orders, now)
    except CannotErase as err:
        Erasure.update(problem=err.sentence[:300]).where(_OPEN & Erasure.id.in_(_ids(orders))).execute()
        return err.sentence
    with database.atomic():
        Erasure.update(ended_at=now, problem="").where(_OPEN & Erasure.id.in_(_ids(orders))).execute()
        events = [AuditEvent("hapus_di_berkas", f"erasure:{row.id}", after=row.why) for row in orders]
        audit_trail.write(AGENT, now, *events)
    return ""


def _carry_out(orders: list[Erasure], now: datetime) -> None:
    file = sqlite_file if is_sqlite() else postgres_file
    waiting = [row for row in orders if row.rewritten_at is None]
    if waiting:
        _clear_index()
        end = file.rewrite()
        Erasure.update(rewritten_at=now, log_end=end).where(Erasure.id.in_(_ids(waiting))).execute()
    # SQLite's log received this very note; the oldest order's place in PostgreSQL's is before all the others'.
    for end in {row.log_end for row in Erasure.select().where(Erasure.id.in_(_ids(orders)))}:
        file.settle(end)


def _clear_index() -> None:
    """Take out of the index what was emptied before now. Raises CannotErase while another program does it."""
    newest = SearchDue.select(fn.MAX(SearchDue.id)).scalar() or 0
    catch_up(_NOTES)
    if SearchDue.select().where(SearchDue.id <= newest).exists():
        raise CannotErase("Indeks pencarian masih diperbarui; program mencoba lagi sendiri.")


def _ids(orders: Iterable[Erasure]) -> list[int]:
    return [row.id for row in orders]
