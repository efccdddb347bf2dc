"""A folder is put into a place by a named person, and what comes later makes that old. Both databases."""

from typing import Any

import pytest

from models.actions.retention.folders.lend import lend_folder
from models.actions.retention.folders.place import place_folder, places_of, standing_of, standings_of, words_of
from models.rules.core.errors import AlreadyDone, NotPermitted, NotVisible, RuleBroken
from models.rules.core.moments import to_wib
from models.rules.retention.folders import FolderRefused
from models.rules.staff.roles import Role
from models.tables import Audit, Complaint, ConflictParty, Document, FolderPlace, Staff
from tests.actions.walking import Walk
from tests.admin_app.asked import listening
from tests.office import NOW, actor

PENGELOLA, KASUBSI = Role.PENGELOLA, Role.KASUBSI_INFOKIM
TYPED = ("Ruang Arsip", "2", "7", "12")


def test_a_folder_stands_where_it_was_put_last_and_by_whom(account: Any) -> None:
    walk = Walk(account)
    assert standing_of(walk.case).place is None
    place_folder(walk.id, TYPED, actor(PENGELOLA), walk.tick())
    second = place_folder(walk.id, ("Ruang Arsip", "3", "1", "14"), actor(KASUBSI), walk.tick())
    stands = standing_of(walk.case)
    assert stands.place is not None
    assert (words_of(stands.place), stands.place.sheets) == ("Ruang Arsip, rak 3, boks 1", 14)
    assert stands.place.placed_by_id == actor(KASUBSI).person_id
    assert [(row.sheets, row.ended_at) for row in places_of(walk.case)] == [(14, None), (12, second.placed_at)]
    told = Audit.select().where(Audit.event == "tata_berkas").order_by(Audit.id.desc()).get()
    assert (told.before, told.after) == ("Ruang Arsip, rak 2, boks 7", "Ruang Arsip, rak 3, boks 1, 14 lembar")


def test_a_place_that_somebody_recorded_meanwhile_is_not_overwritten(account: Any) -> None:
    walk = Walk(account)
    first = place_folder(walk.id, TYPED, actor(PENGELOLA), walk.tick(), seen=0)
    for seen in (0, first.id + 1):
        with pytest.raises(FolderRefused, match="orang lain"):
            place_folder(walk.id, TYPED, actor(KASUBSI), walk.tick(), seen=seen)
    place_folder(walk.id, TYPED, actor(KASUBSI), walk.tick(), seen=first.id)
    assert FolderPlace.select().count() == 2


def test_a_paper_that_comes_later_is_not_in_the_folder(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    paper = walk.paper("ND-TERUS")
    place_folder(walk.id, TYPED, actor(PENGELOLA), walk.tick())
    assert standing_of(walk.case).newer == 0
    Document.update(signed_copy_at=walk.tick()).where(Document.id == paper.id).execute()
    assert standing_of(walk.case).newer == 1
    # The scan of the very paper that lies there.
    Document.update(signed_copy_state="pindaian").where(Document.id == paper.id).execute()
    assert standing_of(walk.case).newer == 0
    Document.update(signed_copy_state="dipercaya").where(Document.id == paper.id).execute()
    assert standing_of(walk.case).newer == 1
    place_folder(walk.id, TYPED, actor(PENGELOLA), walk.tick())
    assert standing_of(walk.case).newer == 0


def test_only_who_keeps_the_folders_puts_there_what_he_sees(account: Any) -> None:
    walk = Walk(account)
    for role in (Role.KASI_TIKKIM, Role.PETUGAS_SEKSI, Role.ADMINISTRATOR, Role.KEPALA_KANTOR):
        with pytest.raises(NotPermitted):
            place_folder(walk.id, TYPED, actor(role), NOW)
    with pytest.raises(FolderRefused, match="Hitung lembar"):
        place_folder(walk.id, ("R", "1", "1", "nol"), actor(PENGELOLA), NOW)
    ConflictParty.create(complaint=walk.id, staff=Staff.get(Staff.username == str(KASUBSI)), named_at=NOW)
    with pytest.raises(NotVisible):
        place_folder(walk.id, TYPED, actor(KASUBSI), NOW)
    assert FolderPlace.select().count() == 0
    key = "kunci-tata-berkas-1"
    place_folder(walk.id, TYPED, actor(PENGELOLA), NOW, form_key=key)
    with pytest.raises(AlreadyDone):
        place_folder(walk.id, TYPED, actor(PENGELOLA), NOW, form_key=key)
    Complaint.update(destroyed_at=NOW).where(Complaint.id == walk.id).execute()
    with pytest.raises(RuleBroken, match="dimusnahkan"):
        place_folder(walk.id, TYPED, actor(PENGELOLA), NOW)


def test_a_lent_folder_cannot_be_put_elsewhere(account: Any) -> None:
    walk = Walk(account)
    place_folder(walk.id, TYPED, actor(PENGELOLA), walk.tick())
    lend_folder(walk.id, "Rina, Bagian Hukum", "Sidang", to_wib(NOW).date(), actor(PENGELOLA), walk.tick())
    with pytest.raises(FolderRefused, match="sedang dipinjam"):
        place_folder(walk.id, TYPED, actor(PENGELOLA), walk.tick())
    assert standings_of([walk.id, 999])[walk.id].loan is not None


def test_what_is_newer_is_asked_once_for_many_folders(sqlite_account: Any) -> None:
    cases = [Walk(sqlite_account, who=f"62811000020{one}").id for one in range(4)]
    for case in cases:
        place_folder(case, TYPED, actor(KASUBSI), NOW)
    asked = []
    for keys in (cases[:1], cases):
        with listening() as said:
            assert len(standings_of(keys)) == len(keys)
        asked.append(len(said))
    assert asked[0] == asked[1]
