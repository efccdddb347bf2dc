"""Says what the schema of the open database is, in statements that make it anew; alike, however it came about."""

from collections.abc import Iterator
from typing import Any

from models.tables import database
from models.tables.core.database import is_sqlite


def described() -> list[str]:
    """Return every table with its columns and keys, every index, function and trigger, one statement each."""
    return list(_sqlite() if is_sqlite() else _postgres())


def _ask(sql: str) -> list[Any]:
    return database.execute_sql(sql).fetchall()


def _plain(sql: str) -> str:
    return " ".join(sql.replace('"', "").split())


def _sqlite() -> Iterator[str]:
    made = _ask("SELECT type, name, COALESCE(sql, name) FROM sqlite_master ORDER BY name")
    virtual = [name for _, name, sql in made if sql.startswith("CREATE VIRTUAL")]
    for kind, name, _ in made:
        # What FTS5 keeps its words in comes with it.
        if kind == "table" and name not in virtual and not name.startswith(tuple(f"{one}_" for one in virtual)):
            yield f"CREATE TABLE {name} ({', '.join(_sqlite_columns(name))})"
    yield from (_plain(sql) for _, name, sql in made if name in virtual)
    for one in virtual:
        for key, value in _ask(f"SELECT k, v FROM {one}_config WHERE k <> 'version'"):  # noqa: S608 - its own name
            yield f"INSERT INTO {one} ({one}, rank) VALUES ('{key}', {value})"  # noqa: S608
    for other in ("index", "view", "trigger"):
        yield from (_plain(sql) for kind, _, sql in made if kind == other)


def _sqlite_columns(table: str) -> Iterator[str]:
    """Yield column by column: the text of a table that was altered is another than of one made at once."""
    for _, name, kind, needed, default, key, hidden in _ask(f"PRAGMA table_xinfo({table})"):
        words = [name, kind, "NOT NULL" * needed, f"DEFAULT {default}" * (default is not None)]
        yield " ".join(filter(None, [*words, "PRIMARY KEY" * bool(key), "HIDDEN" * hidden]))
    keys = sorted(row[2:] for row in _ask(f"PRAGMA foreign_key_list({table})"))
    for other, mine, theirs, update, delete, _ in keys:
        then = f" ON UPDATE {update} ON DELETE {delete}".replace(" ON UPDATE NO ACTION ON DELETE NO ACTION", "")
        yield f"FOREIGN KEY ({mine}) REFERENCES {other} ({theirs}){then}"


def _postgres() -> Iterator[str]:
    yield from (" ".join(sql.split()) for (sql,) in _ask(_POSTGRES))


# What an extension brought along is not ours. No sign of per cent: it would be the driver's.
_POSTGRES = """
WITH brought AS (SELECT objid FROM pg_depend WHERE deptype = 'e'),
ours AS (SELECT oid, relname, relkind FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND oid NOT IN (SELECT objid FROM brought)),
columns AS (SELECT attrelid, attnum, quote_ident(attname) || ' ' ||
    CASE pg_get_expr(adbin, adrelid)
    WHEN 'nextval(''' || relname || '_' || attname || '_seq''::regclass)' THEN 'serial'
    ELSE format_type(atttypid, atttypmod) || COALESCE(' DEFAULT ' || pg_get_expr(adbin, adrelid), '') END ||
    CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END || attidentity::text || attgenerated::text AS said
    FROM ours JOIN pg_attribute ON attrelid = ours.oid AND attnum > 0 AND NOT attisdropped
    LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum WHERE relkind IN ('r', 'p')),
said AS (
    SELECT 1 AS part, extname::text AS name, 'CREATE EXTENSION IF NOT EXISTS ' || extname AS sql
    FROM pg_extension WHERE extname <> 'plpgsql'
  UNION ALL
    SELECT 2, relname, 'CREATE TABLE ' || relname || ' (' || string_agg(said, ', ' ORDER BY attnum) || ')'
    FROM ours JOIN columns ON attrelid = oid GROUP BY relname
  UNION ALL -- keys before what refers to them
    SELECT CASE contype WHEN 'f' THEN 4 ELSE 3 END, conname,
        'ALTER TABLE ' || relname || ' ADD CONSTRAINT ' || conname || ' ' || pg_get_constraintdef(k.oid)
    FROM pg_constraint k JOIN ours ON ours.oid = conrelid WHERE contype NOT IN ('n', 't')
  UNION ALL
    SELECT 5, relname, pg_get_indexdef(oid) FROM ours
    WHERE relkind = 'i' AND oid NOT IN (SELECT conindid FROM pg_constraint)
  UNION ALL
    SELECT 6, relname, 'CREATE VIEW ' || relname || ' AS ' || pg_get_viewdef(oid) FROM ours WHERE relkind = 'v'
  UNION ALL -- a column's own goes with it
    SELECT 7, relname, 'CREATE SEQUENCE ' || relname FROM ours
    WHERE relkind = 'S' AND oid NOT IN (SELECT objid FROM pg_depend WHERE deptype = 'a')
  UNION ALL
    SELECT 8, proname, pg_get_functiondef(oid) FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace AND oid NOT IN (SELECT objid FROM brought)
  UNION ALL
    SELECT 9, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
) SELECT sql FROM said ORDER BY part, name COLLATE "C"
"""
