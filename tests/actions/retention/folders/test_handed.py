"""A file that was handed over is with who received it until it comes back; nobody lends it. Both databases."""

from typing import Any

import pytest

from models.actions.retention.folders.folder_facts import box_labels, folder_label
from models.actions.retention.folders.handed import handed_over
from models.actions.retention.folders.lend import lend_folder
from models.actions.retention.folders.place import place_folder, place_of, standing_of
from models.actions.retention.transfer.hand_over import hand_over
from models.rules.core.moments import to_wib
from models.rules.retention.folders import FolderRefused
from tests.actions.retention.transfer.test_hand_over import HANDS, KASUBSI, PENGELOLA, YEAR, closed
from tests.office import NOW, actor

LATER = NOW + 9 * YEAR
PLACE = ("Ruang Arsip", "2", "7", "12")


def test_it_stands_in_no_box_and_is_neither_lent_nor_moved(account: Any) -> None:
    case, other = closed(account), closed(account, 2)
    for one in (case, other):
        place_folder(one.id, PLACE, actor(PENGELOLA), LATER)
    assert handed_over([case.id]) == {}
    made = hand_over([case.id], HANDS, actor(KASUBSI), LATER)
    stands = standing_of(case)
    assert (stands.place, stands.loan, stands.handed) == (None, None, handed_over([case.id])[case.id])
    said = f"Unit Kearsipan, diserahkan {to_wib(LATER):%d-%m-%Y} dengan {made.number}"
    assert (stands.words, folder_label(case)["place"]) == (said, said)
    facts = box_labels(place_of_other(other), [other])
    assert facts["box"]["count"] == 1  # type: ignore[index]
    for act in (
        lambda: place_folder(case.id, PLACE, actor(PENGELOLA), LATER),
        lambda: lend_folder(case.id, "Rina", "Sidang", to_wib(LATER).date(), actor(PENGELOLA), LATER),
    ):
        with pytest.raises(FolderRefused, match="di unit kearsipan"):
            act()


def place_of_other(case: Any) -> Any:
    row = standing_of(case).place
    assert row is not None
    return place_of(row)
