"""The lists of folders leave out nothing that waits, and count only what their reader sees. Both databases."""

from typing import Any

import pytest

from models.actions.retention.folders.lists import awaiting_place, box_of, cases_in, recent_boxes
from models.actions.retention.folders.place import place_folder
from models.actions.retention.transfer.bring_back import bring_back
from models.actions.retention.transfer.hand_over import hand_over
from models.rules.core.errors import NotVisible
from models.rules.retention.folders import Place
from models.rules.staff.roles import Role
from models.tables import Complaint, ConflictParty, FolderPlace, RecordClass, Staff, database
from tests.actions.drafting import set_office
from tests.actions.retention.transfer.test_hand_over import HANDS, KASUBSI, PENGELOLA, YEAR, closed
from tests.admin_app.asked import listening
from tests.office import NOW, actor

BOX = Place("Ruang Kerja", "1", "3")


def put(case: Complaint, box: str = "3", at: Any = NOW) -> FolderPlace:
    return place_folder(case.id, ("Ruang Kerja", "1", box, "20"), actor(PENGELOLA), at)


def waiting(role: Role = KASUBSI) -> list[str]:
    return [case.number for case in awaiting_place(actor(role), 9)]


def test_what_was_put_away_without_a_place_waits_in_an_office_that_keeps_paper(account: Any) -> None:
    case, destroyed = closed(account), closed(account, 2)
    Complaint.update(stage="selesai").execute()
    Complaint.update(destroyed_at=NOW).where(Complaint.id == destroyed.id).execute()
    assert waiting() == []
    set_office("arsip_kertas", "ya")
    assert waiting() == [case.number]
    put(case)
    assert waiting() == []


@pytest.mark.parametrize("keeps", ["ya", "tidak"])
def test_whatever_is_in_the_archive_no_page_reads_all_of_it(sqlite_account: Any, keeps: str) -> None:
    set_office("arsip_kertas", keeps)
    with listening() as asked:
        waiting()
    (sql, given) = next(one for one in asked if 'FROM "complaint"' in one[0])
    plan = [row[3] for row in database.execute_sql(f"EXPLAIN QUERY PLAN {sql}", given).fetchall()]
    assert not [step for step in plan if step.startswith("SCAN t1")], plan


def test_what_came_back_from_the_records_centre_waits_for_its_place_anew(account: Any) -> None:
    RecordClass.update(active_years=2, inactive_years=3).execute()
    set_office("arsip_kertas", "ya")
    case, later = closed(account), NOW + 3 * YEAR
    Complaint.update(stage="selesai").execute()
    put(case)
    hand_over([case.id], HANDS, actor(KASUBSI), later)
    assert waiting() == []
    bring_back(case.id, actor(PENGELOLA), later)
    set_office("arsip_kertas", "")
    assert waiting() == [case.number]


def test_a_box_counts_what_its_reader_sees_and_is_opened_by_a_folder_that_stands_there(account: Any) -> None:
    cases = [closed(account, place) for place in (1, 2, 3)]
    rows = [put(case) for case in cases[:2]] + [put(cases[2], "4")]
    kasubsi = Staff.get(Staff.username == str(KASUBSI))
    ConflictParty.create(complaint=cases[1].id, staff=kasubsi, why="keluarga", named_at=NOW)
    seen = [(box.place.box, box.count) for box in recent_boxes(actor(KASUBSI))]
    assert seen == [("3", 1), ("4", 1)]
    assert [(box.place.box, box.count) for box in recent_boxes(actor(PENGELOLA))] == [("3", 2), ("4", 1)]
    assert len(cases_in(BOX, actor(PENGELOLA))) == 2
    place, inside = box_of(rows[0].id, actor(KASUBSI))
    assert (place, [case.id for case in inside]) == (BOX, [cases[0].id])
    put(cases[0], "5", NOW)
    for row in (rows[0].id, rows[1].id, 0):
        with pytest.raises(NotVisible):
            box_of(row, actor(KASUBSI))
