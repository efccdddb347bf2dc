"""The mark of a database that an update is at: on PostgreSQL, where other machines reach it."""

from models.tables import ChannelAccount
from models.tables.core.database import is_sqlite
from models.tables.upkeep.being_updated import mark, unmark, whose


def test_it_names_the_machine_until_it_is_taken_away(account: ChannelAccount) -> None:
    for machine in ("pc-1", "pc-2"):
        mark(machine)
        assert whose() == ("" if is_sqlite() else machine)
    unmark()
    unmark()
    assert whose() == ""
