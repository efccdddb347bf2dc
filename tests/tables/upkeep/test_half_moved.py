"""A marked database is refused, before anything else is asked of it, and one whose mark was taken away is not."""

import pytest

from models.tables import ChannelAccount, database
from models.tables.upkeep import half_moved
from models.tables.upkeep.schema import SchemaHalfMoved, check_current, migrate


def test_while_the_mark_stands_nobody_works_there_and_nothing_is_upgraded(account: ChannelAccount) -> None:
    half_moved.mark()
    database.execute_sql("DELETE FROM schema_migration")
    for command in (check_current, migrate):
        with pytest.raises(SchemaHalfMoved, match="old database again"):
            command()
    assert database.execute_sql("SELECT COUNT(*) FROM schema_migration").fetchone() == (0,)


def test_without_it_the_office_is_as_any(account: ChannelAccount) -> None:
    half_moved.mark()
    half_moved.unmark()
    check_current()
    assert (half_moved.is_marked(), migrate()) == (False, [])
