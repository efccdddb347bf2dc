"""What tests do to a fresh office again and again is done once in a run; the next time its rows are put back.

Only what begins on an untouched office, and of which nobody wrote in between, is given back: everything else is done.
"""

import sys
from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from models.tables.core.database import database, is_sqlite

_MANY = 120  # the latest; one of SQLite takes a megabyte
_Way = tuple[Hashable, ...]
_Rows = list[tuple[str, str]]  # of every table, in the order they lie in


@dataclass
class _Office:
    """The office open now: what was done in it so far, and the mark of its database then."""

    way: _Way = ()
    mark: tuple[object, ...] | None = None
    by_hand: bool = False
    within: int = 0  # acts that are being done


_now = _Office()
_met: Counter[_Way] = Counter()
_kept: dict[_Way, tuple[Any, Any]] = {}  # what to put back, and what was returned
_snapshots: dict[_Way, tuple[_Rows, dict[str, int]]] = {}


def by_hand(changed: bool) -> None:
    """Begin a test; one that changes the program does everything anew and leaves nothing behind."""
    _now.by_hand, _now.mark = changed, None


def opened(way: Hashable) -> None:
    """Say that a fresh office of this kind was opened just now."""
    _now.way, _now.mark = (way, is_sqlite()), written_mark()


def again(step: Hashable, act: Callable[[], Any]) -> Any:
    """Do something to the office, or put back what it came to when it was done before; return what it returned.

    The step tells everything that the act knows and does; what is returned is a plain value.
    """
    if not _known():
        return act()
    way = (*_now.way, step)
    if way in _kept:
        put_back, result = _kept[way] = _kept.pop(way)  # now the latest
        put_back()
    else:
        result = _keep(way, act)
    _now.way, _now.mark = way, written_mark()
    return result


def always(step: Hashable, act: Callable[[], Any]) -> Any:
    """Do what costs less than to put it back, and return what it returned; what follows is known all the same."""
    known, result = _known(), act()
    if known:
        _now.way, _now.mark = (*_now.way, step), written_mark()
    return result


def _known() -> bool:
    """Whether all that was done in the office since it was opened is known, and may be given back."""
    if _now.by_hand or _now.mark is None or _measured():
        return False
    return not database.in_transaction() and _now.mark == written_mark()


def _measured() -> bool:
    """Whether somebody asks which test reaches which line."""
    coverage = sys.modules.get("coverage")
    return coverage is not None and coverage.Coverage.current() is not None


def _keep(way: _Way, act: Callable[[], Any]) -> Any:
    _met[way] += 1
    if _now.within and _met[way] < 2:  # most parts of a way are not asked for by themselves
        return act()
    before = None if is_sqlite() else _snapshots.get(_now.way) or _snapshot()
    _now.within += 1
    try:
        result = act()
    finally:
        _now.within -= 1
    if before is None:
        _kept[way] = (_sqlite_state(), result)
    else:
        _snapshots[way] = _snapshot()
        _kept[way] = (_difference(before, _snapshots[way]), result)
    if len(_kept) > _MANY:
        oldest = next(iter(_kept))
        del _kept[oldest]
        _snapshots.pop(oldest, None)
    return result


def written_mark() -> tuple[object, ...]:
    """Return what is another as soon as anybody writes into the database."""
    connection = database.connection()
    if is_sqlite():
        versions = [connection.execute(f"PRAGMA {name}").fetchone() for name in ("data_version", "schema_version")]
        return (connection, connection.total_changes, *versions)
    return (connection, connection.execute("SELECT txid_snapshot_xmax(txid_current_snapshot())").fetchone())


def _sqlite_state() -> Callable[[], None]:
    kept = type(database.connection())(":memory:")
    database.connection().backup(kept)
    return lambda: kept.backup(database.connection())


def _snapshot() -> tuple[_Rows, dict[str, int]]:
    connection = database.connection()
    named = "SELECT quote_ident(relname) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    tables = [name for (name,) in connection.execute(named + " ORDER BY 1").fetchall()]
    parts = [f"SELECT '{name}', {name}::text FROM {name}" for name in tables]  # noqa: S608
    rows = connection.execute(" UNION ALL ".join(parts)).fetchall()
    sequences = "SELECT quote_ident(sequencename), last_value FROM pg_sequences WHERE last_value IS NOT NULL"
    return rows, dict(connection.execute(sequences).fetchall())


def _difference(before: tuple[_Rows, dict[str, int]], after: tuple[_Rows, dict[str, int]]) -> Callable[[], None]:
    """Return what makes the rows of a later snapshot of the earlier one's, without a trigger."""
    from psycopg import sql

    words = ["BEGIN", "SET LOCAL session_replication_role = replica"]
    for (old, new), verb in (((before, after), "DELETE"), ((after, before), "INSERT")):
        there = set(new[0])
        changed = [row for row in old[0] if row not in there]
        for table, rows in groupby(changed, key=lambda row: row[0]):
            texts = ", ".join(f"({sql.quote(text)}::{table})" for _, text in rows)
            listed = f"(VALUES {texts}) AS one (whole)"
            words.append(
                f"DELETE FROM {table} AS gone USING {listed} WHERE gone::text = one.whole::text"  # noqa: S608
                if verb == "DELETE"
                else f"INSERT INTO {table} SELECT (whole).* FROM {listed}"  # noqa: S608
            )
    words += [f"SELECT setval('{name}', {value})" for name, value in after[1].items() if before[1].get(name) != value]
    query = "; ".join([*words, "COMMIT"])
    return lambda: database.connection().execute(query, prepare=False)
