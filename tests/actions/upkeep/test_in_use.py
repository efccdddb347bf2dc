"""Whether a database is in use: any account or message makes it so, whatever version it is of. Both databases."""

from typing import Any

from models.actions.upkeep.in_use import is_in_use
from models.tables.core.database import connected, open_database
from models.tables.upkeep.schema import migrate
from tests.tables.upkeep.going_back import NAMES, undo_migrations


def test_an_empty_database_and_one_with_tables_alone_are_not_in_use(database_url: str) -> None:
    open_database(database_url)
    with connected():
        assert not is_in_use()
        migrate()
        assert not is_in_use()


def test_an_office_is_in_use_in_every_version_of_its_schema(account: Any) -> None:
    assert is_in_use()
    undo_migrations(len(NAMES) - 1)
    assert is_in_use()
