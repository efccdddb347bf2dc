"""Puts triggers into the open database, and says which are missing; what they do is said where they are listed.

Every migration installs again a trigger that is missing (SQLite drops them when a column changes) or of another
version.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.tables.core.database import database, is_sqlite


@dataclass(frozen=True)
class Trigger:
    """One trigger: its name, table, the mark of its version that its text holds, and what it does in SQL.

    `fires`: when, as in AFTER INSERT ON "table" FOR EACH ROW, with its condition. On PostgreSQL it is a function of
    the same name.
    """

    name: str
    table: str
    mark: str
    fires: str
    does: str


def install(triggers: Iterable[Trigger]) -> bool:
    """Install those that are missing or of another version; return whether there were any."""
    there = _there()
    stale = [one for one in triggers if one.mark not in there.get(one.name, "")]
    for one in stale:
        if one.name in there:
            database.execute_sql(_gone(one))
        for sql in _made(one):
            database.execute_sql(sql)
    return bool(stale)


def remove(triggers: Iterable[Trigger]) -> None:
    """Remove them, as for going back to a version without."""
    there = _there()
    for one in triggers:
        if one.name in there:
            database.execute_sql(_gone(one))
        if not is_sqlite():
            database.execute_sql(f'DROP FUNCTION IF EXISTS "{one.name}"()')


def missing(triggers: Iterable[Trigger]) -> list[str]:
    """Return the names of those that are missing or of another version."""
    there = _there()
    return [one.name for one in triggers if one.mark not in there.get(one.name, "")]


def differs(columns: Sequence[str]) -> str:
    """Return the condition that one of these columns really changed."""
    apart = "IS NOT" if is_sqlite() else "IS DISTINCT FROM"
    return " OR ".join(f'OLD."{column}" {apart} NEW."{column}"' for column in columns)


def listed(columns: Iterable[str]) -> str:
    """Return the names of columns as SQL lists them."""
    return ", ".join(f'"{column}"' for column in columns)


def _made(one: Trigger) -> tuple[str, ...]:
    if is_sqlite():
        return (f'CREATE TRIGGER "{one.name}" {one.fires} BEGIN {one.mark} {one.does}; END',)
    body = f"BEGIN {one.mark} {one.does}; RETURN NULL; END"
    return (
        f'CREATE OR REPLACE FUNCTION "{one.name}"() RETURNS trigger LANGUAGE plpgsql AS $note$ {body} $note$',
        f'CREATE TRIGGER "{one.name}" {one.fires} EXECUTE FUNCTION "{one.name}"()',
    )


def _gone(one: Trigger) -> str:
    return f'DROP TRIGGER "{one.name}"' + ("" if is_sqlite() else f' ON "{one.table}"')


def _there() -> dict[str, str]:
    """Return the triggers in the database, each with its text."""
    if is_sqlite():
        return dict(database.execute_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall())
    sql = "SELECT tgname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
    return dict(database.execute_sql(sql).fetchall())
