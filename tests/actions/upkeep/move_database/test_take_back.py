"""A database that was left is an office again when somebody says so, and its trail tells it."""

from models.actions.upkeep.move_database.take_back import take_back
from models.tables import Audit, ChannelAccount
from models.tables.upkeep import moved_away
from models.tables.upkeep.schema import check_current
from tests.office import NOW


def test_a_database_that_was_left_is_taken_back_once(account: ChannelAccount) -> None:
    moved_away.mark("postgresql://aduan@srv/aduan")
    assert (take_back(NOW), take_back(NOW)) == (True, False)
    check_current()
    said = [(row.event, row.before) for row in Audit.select().where(Audit.event == "kembali_ke_database")]
    assert said == [("kembali_ke_database", "postgresql://aduan@srv/aduan")]
