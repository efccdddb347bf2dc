"""A record is listed to who sees each of its files, with how many they are. Both databases."""

from typing import Any

from models.actions.retention.transfer.hand_over import hand_over
from models.actions.retention.transfer.recent_records import recent_records
from models.tables import ConflictParty, RecordClass, Staff
from tests.actions.retention.transfer.test_hand_over import HANDS, KASUBSI, PENGELOLA, YEAR, closed
from tests.office import NOW, actor


def test_a_record_with_a_hidden_file_is_not_listed(account: Any) -> None:
    RecordClass.update(active_years=2, inactive_years=3).execute()
    cases, later = [closed(account, place).id for place in (1, 2, 3)], NOW + 3 * YEAR
    first, second = (hand_over(some, HANDS, actor(KASUBSI), later) for some in (cases[:2], cases[2:]))
    assert recent_records(actor(KASUBSI), 9) == [(second, 1), (first, 2)]
    assert recent_records(actor(KASUBSI), 1) == [(second, 1)]
    kasubsi = Staff.get(Staff.username == str(KASUBSI))
    ConflictParty.create(complaint=cases[0], staff=kasubsi, why="keluarga", named_at=NOW)
    assert recent_records(actor(KASUBSI), 9) == [(second, 1)]
    assert len(recent_records(actor(PENGELOLA), 9)) == 2
