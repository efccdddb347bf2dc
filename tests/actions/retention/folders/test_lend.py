"""A folder is lent to one person by name, comes back, and is told when it is overdue. Both databases."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.retention.destruction.carry_out import carry_out
from models.actions.retention.destruction.lists import approve, propose
from models.actions.retention.folders.folder_facts import folder_label
from models.actions.retention.folders.lend import lend_folder, lent_out, loans_of, overdue, take_back
from models.actions.retention.folders.place import Standing, place_folder, standing_of
from models.rules.core.errors import NotPermitted
from models.rules.core.moments import to_wib
from models.rules.retention.folders import FolderRefused
from models.rules.staff.roles import Role
from models.tables import Audit, Complaint, ConflictParty, DestructionItem, FolderLoan, Staff
from tests.actions.retention.appraising import LETTER, consent
from tests.actions.retention.destruction.test_destruction import HEAD, LATER, agreed, finished, stored
from tests.actions.walking import Walk
from tests.office import NOW, actor, settings_in

PENGELOLA, KASUBSI = Role.PENGELOLA, Role.KASUBSI_INFOKIM
TODAY, DAY = to_wib(NOW).date(), timedelta(days=1)


def placed(account: Any) -> Walk:
    walk = Walk(account)
    place_folder(walk.id, ("Ruang Arsip", "2", "7", "12"), actor(PENGELOLA), walk.tick())
    return walk


def test_a_folder_is_with_one_person_until_it_comes_back(account: Any) -> None:
    walk = placed(account)
    lend_folder(walk.id, " Rina ", "Sidang", TODAY, actor(PENGELOLA), walk.tick())
    with pytest.raises(FolderRefused, match="sedang dipinjam"):
        lend_folder(walk.id, "Budi", "Audit", TODAY, actor(PENGELOLA), walk.tick())
    assert [(row.borrower, row.complaint.id) for row in lent_out(actor(KASUBSI), 9)] == [("Rina", walk.id)]
    back = take_back(walk.id, actor(KASUBSI), walk.tick())
    assert (back.returned_to_id, back.returned_at) == (actor(KASUBSI).person_id, walk.now)
    assert lent_out(actor(KASUBSI), 9) == []
    with pytest.raises(FolderRefused, match="tidak sedang dipinjam"):
        take_back(walk.id, actor(PENGELOLA), walk.tick())
    lend_folder(walk.id, "Budi", "Audit", TODAY, actor(PENGELOLA), walk.tick())
    assert [row.borrower for row in loans_of(walk.case)] == ["Budi", "Rina"]
    told = [row.after + row.before for row in Audit.select().where(Audit.event.endswith("_berkas"))]
    assert not [words for words in told if "Rina" in words or "Budi" in words]


def test_what_was_never_put_away_is_not_lent_and_only_by_who_keeps_the_folders(account: Any) -> None:
    walk = Walk(account)
    with pytest.raises(FolderRefused, match="belum dicatat di rak"):
        lend_folder(walk.id, "Rina", "Sidang", TODAY, actor(PENGELOLA), walk.tick())
    for role in (Role.KASI_TIKKIM, Role.PETUGAS_SEKSI):
        with pytest.raises(NotPermitted):
            lend_folder(walk.id, "Rina", "Sidang", TODAY, actor(role), NOW)
        with pytest.raises(NotPermitted):
            take_back(walk.id, actor(role), NOW)
    assert FolderLoan.select().count() == 0


def test_a_lent_folder_is_not_destroyed(account: Any, tmp_path: Path) -> None:
    case = finished(account, tmp_path, 11)
    place_folder(case.id, ("Ruang Arsip", "2", "7", "12"), actor(PENGELOLA), LATER)
    lend_folder(case.id, "Rina", "Sidang", to_wib(LATER).date(), actor(PENGELOLA), LATER)
    row = carry_out(agreed(tmp_path, case).id, settings_in(tmp_path), actor(KASUBSI), LATER)
    assert (DestructionItem.get().kept_because, DestructionItem.get().destroyed_at) == (
        "Berkas kertasnya sedang dipinjam; diusulkan lagi setelah kembali",
        None,
    )
    take_back(case.id, actor(PENGELOLA), LATER)
    again = approve(propose([case.id], "", actor(KASUBSI), LATER).id, actor(HEAD), LATER)
    carry_out(consent(again.id, stored(tmp_path, LETTER)).id, settings_in(tmp_path), actor(KASUBSI), LATER)
    gone = [item.destroyed_at is not None for item in DestructionItem.select().order_by(DestructionItem.id)]
    assert (row.carried_out_at, gone) == (LATER, [False, True])
    assert (FolderLoan.get().purpose, FolderLoan.get().borrower) == ("", "")
    gone_case = Complaint.get_by_id(case.id)
    assert standing_of(gone_case) == Standing()
    assert folder_label(gone_case)["place"] == f"dimusnahkan {to_wib(LATER):%d-%m-%Y}"


def test_what_an_older_version_destroyed_while_it_was_lent_comes_back(account: Any) -> None:
    walk = placed(account)
    lend_folder(walk.id, "Rina", "Sidang", TODAY, actor(PENGELOLA), walk.tick())
    Complaint.update(open=False, destroyed_at=NOW).where(Complaint.id == walk.id).execute()
    assert overdue(actor(PENGELOLA), TODAY + DAY).count() == 1
    take_back(walk.id, actor(PENGELOLA), walk.tick())
    assert overdue(actor(PENGELOLA), TODAY + DAY).count() == 0


def test_the_button_of_one_loan_does_not_end_the_next(account: Any) -> None:
    walk = placed(account)
    first = lend_folder(walk.id, "Rina", "Sidang", TODAY, actor(PENGELOLA), walk.tick())
    take_back(walk.id, actor(KASUBSI), walk.tick(), seen=first.id)
    second = lend_folder(walk.id, "Budi", "Audit", TODAY, actor(PENGELOLA), walk.tick())
    with pytest.raises(FolderRefused, match="dipinjam lagi"):
        take_back(walk.id, actor(KASUBSI), walk.tick(), seen=first.id)
    assert FolderLoan.get_by_id(second.id).returned_at is None


def test_an_overdue_loan_counts_from_the_day_after_for_who_sees_the_case(account: Any) -> None:
    walk = placed(account)
    lend_folder(walk.id, "Rina", "Sidang", TODAY, actor(PENGELOLA), walk.tick())
    counted = [overdue(actor(KASUBSI), TODAY + days * DAY).count() for days in (0, 1)]
    assert counted == [0, 1]
    ConflictParty.create(complaint=walk.id, staff=Staff.get(Staff.username == str(KASUBSI)), named_at=NOW)
    assert (overdue(actor(KASUBSI), TODAY + DAY).count(), lent_out(actor(KASUBSI), 9)) == (0, [])
    take_back(walk.id, actor(PENGELOLA), walk.tick())
    assert overdue(actor(PENGELOLA), TODAY + DAY).count() == 0
