"""Whether the database itself is sound: pages and foreign keys on SQLite, constraints on PostgreSQL (I-9)."""

from collections.abc import Iterator

from models.actions.upkeep.verify.asking import rows
from models.actions.upkeep.verify.office import Office
from models.tables.core.database import is_sqlite


def damage(office: Office) -> Iterator[str]:
    """Yield damaged pages, broken references and constraints that are not enforced."""
    if not is_sqlite():
        for name, table in rows("SELECT conname, conrelid::regclass::text FROM pg_constraint WHERE NOT convalidated"):
            yield f"constraint {name} of {table} is not enforced."
        return
    for (said,) in rows("PRAGMA integrity_check"):
        if said != "ok":
            yield f"{said}."
    for table, rowid, parent, _ in rows("PRAGMA foreign_key_check"):
        yield f"row {rowid} of {table} points to a row of {parent} that does not exist."
