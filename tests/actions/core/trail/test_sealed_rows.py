"""Reading the sealed columns of rows."""

from typing import Any

from models.actions.core.trail.sealed_rows import columns_of, contents, table_of
from models.rules.core.sealed_contents import SEALED
from models.tables import Message, database
from tests.office import new_complaint


def test_every_sealed_table_is_read_by_its_columns_in_their_order(account: Any) -> None:
    new_complaint(account)
    for kind, names in SEALED.items():
        assert [column.name for column in columns_of(kind)] == list(names)
        assert len(list(contents(kind, None))) == table_of(kind).select().count()


def test_rows_that_are_held_say_the_same(account: Any) -> None:
    new_complaint(account)
    with database.atomic():
        held = dict(contents("message.agen", Message.id > 0, hold="FOR NO KEY UPDATE"))
    assert held == dict(contents("message.agen", None))
