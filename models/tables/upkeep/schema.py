"""Create and upgrade the tables; refuse a database that a newer program made."""

from pathlib import Path

from playhouse.migrations import Runner

from models.tables.core.database import database
from models.tables.search import search_triggers

MIGRATIONS = Path(__file__).parents[1] / "migrations"


class SchemaNewer(Exception):
    """This database was made by a newer version of the program: install that version, or restore an older backup."""


class SchemaOlder(Exception):
    """This database needs an upgrade first: run 'python3 run_admin.py migrate'."""


def _runner() -> Runner:
    return Runner(database.obj, str(MIGRATIONS))


def migrate() -> list[str]:
    """Bring the schema up to date and return the names of the migrations applied. Raises SchemaNewer."""
    refuse_newer(applied())
    names = list(_runner().up())
    with database.atomic():
        if search_triggers.install():  # what was written without them, nobody noted
            search_triggers.note_everything()
    return names


def applied() -> list[str]:
    """Return the names of the migrations this database has had."""
    return sorted(_runner().applied())


def refuse_newer(names: list[str]) -> None:
    """Raise SchemaNewer where one of these migrations is unknown to this program."""
    unknown = sorted(set(names) - {row.name for row in _runner().migrations()})
    if unknown:
        raise SchemaNewer(f"{SchemaNewer.__doc__} (unknown here: {', '.join(unknown)})")


def check_current() -> None:
    """Raise SchemaOlder or SchemaNewer where the schema is not exactly this program's."""
    refuse_newer(applied())
    if any(not row.applied for row in _runner().status()):
        raise SchemaOlder(SchemaOlder.__doc__)
