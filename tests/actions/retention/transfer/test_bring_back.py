"""A file that comes back from the records centre is put away and handed over like any other. Both databases."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.retention.folders.place import place_folder, standing_of
from models.actions.retention.transfer.bring_back import bring_back
from models.actions.retention.transfer.hand_over import hand_over
from models.actions.retention.transfer.lists import inactive_files
from models.rules.core.errors import NotPermitted
from models.rules.retention.folders import FolderRefused
from models.tables import Audit, TransferItem
from tests.actions.retention.transfer.test_hand_over import HANDS, HEAD, KASUBSI, PENGELOLA, YEAR, closed, numbers
from tests.office import NOW, actor

LATER, AFTER = NOW + 9 * YEAR, NOW + 9 * YEAR + timedelta(days=1)


def test_it_is_with_the_unit_again_by_whom_and_when(account: Any) -> None:
    case = closed(account)
    with pytest.raises(FolderRefused, match="tidak sedang di unit kearsipan"):
        bring_back(case.id, actor(PENGELOLA), LATER)
    made = hand_over([case.id], HANDS, actor(KASUBSI), LATER)
    with pytest.raises(NotPermitted):
        bring_back(case.id, actor(HEAD), AFTER)
    bring_back(case.id, actor(PENGELOLA), AFTER)
    item = TransferItem.get()
    assert (item.returned_at, item.returned_to_id) == (AFTER, actor(PENGELOLA).person_id)
    assert Audit.get(Audit.event == "terima_dari_unit_kearsipan").before == made.number
    assert (standing_of(case).handed, standing_of(case).words) == (None, "")
    place_folder(case.id, ("Ruang Arsip", "2", "7", "12"), actor(PENGELOLA), AFTER)
    assert standing_of(case).words == "Ruang Arsip, rak 2, boks 7"
    assert numbers(inactive_files(actor(KASUBSI), AFTER, 9)) == [case.number]
    hand_over([case.id], HANDS, actor(KASUBSI), AFTER)
    with pytest.raises(FolderRefused, match="di unit kearsipan"):
        place_folder(case.id, ("Ruang Arsip", "2", "7", "12"), actor(PENGELOLA), AFTER)
