"""Takes the open office back to how an older version had it, by undoing the latest migrations."""

import pytest
from playhouse.migrations import Runner

from models.tables import database
from models.tables.core.database import is_sqlite
from models.tables.upkeep.schema import MIGRATIONS


def undo_migrations(count: int) -> None:
    """Undo so many migrations, the latest first."""
    runner = Runner(database.obj, str(MIGRATIONS))
    with pytest.MonkeyPatch.context() as quicker:
        # Peewee asks for the keys of a column before it drops it, a tenth of a second each time; PostgreSQL drops
        # them with it and does not use what was found.
        if not is_sqlite():
            quicker.setattr(database.obj, "get_foreign_keys", lambda *_: [])
        for _ in range(count):
            runner.down()
