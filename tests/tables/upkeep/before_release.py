"""Databases of the versions before release 1.0: as their last left them, and as an office stopped half-way."""

from collections.abc import Iterable
from pathlib import Path

from peewee import Table

from models.tables import database
from models.tables.core.database import is_sqlite
from models.tables.upkeep.schema import BEFORE_FIRST, FIRST
from tests.office import NOW

EARLY = [name for name in sorted(BEFORE_FIRST) if name <= "0020_finding"]
WITH_A_GAP = [name for name in sorted(BEFORE_FIRST) if name != "0013_messages_to_officers"]


def make_last_before_release() -> None:
    """Make in the open, empty database what the 27 migrations left there, their history too."""
    name = "0027_sqlite.sql" if is_sqlite() else "0027_postgresql.sql"
    with database.atomic():
        for statement in (Path(__file__).parent / name).read_text("utf-8").splitlines()[1:]:
            database.execute_sql(statement)


def history() -> list[str]:
    """Name the migrations the open database says it had, as it says them."""
    return sorted(name for (name,) in database.execute_sql("SELECT name FROM schema_migration").fetchall())


def stand_at(names: Iterable[str]) -> None:
    """Let the open database say that it had these migrations in the place of all up to release 1.0."""
    rows = Table("schema_migration", ["name", "applied"], _database=database)
    rows.delete().where(rows.name.in_([*BEFORE_FIRST, FIRST])).execute()
    rows.insert([{"name": name, "applied": NOW} for name in sorted(names)]).execute()
