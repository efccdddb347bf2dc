"""Create and upgrade the tables; refuse a database that a newer program made."""

from pathlib import Path

from playhouse.migrations import Runner

from models.tables.database import database

MIGRATIONS = Path(__file__).parent / "migrations"


class SchemaNewer(Exception):
    """This database was made by a newer version of the program: install that version, or restore an older backup."""


class SchemaOlder(Exception):
    """This database needs an upgrade first: run 'python3 run_admin.py migrate'."""


def _runner() -> Runner:
    return Runner(database.obj, str(MIGRATIONS))


def migrate() -> list[str]:
    """Bring the schema up to date and name the migrations applied. Raises SchemaNewer."""
    runner = _runner()
    _refuse_newer(runner)
    return list(runner.up())


def check_current() -> None:
    """Raise SchemaOlder or SchemaNewer where the schema is not exactly this program's."""
    runner = _runner()
    _refuse_newer(runner)
    if any(not row.applied for row in runner.status()):
        raise SchemaOlder(SchemaOlder.__doc__)


def _refuse_newer(runner: Runner) -> None:
    unknown = [row.name for row in runner.status() if row.path is None]
    if unknown:
        raise SchemaNewer(f"{SchemaNewer.__doc__} (unknown here: {', '.join(unknown)})")
