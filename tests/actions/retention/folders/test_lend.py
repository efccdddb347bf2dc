"""A folder is lent to one person by name, comes back, and is told when it is overdue. Both databases."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.retention.folders.lend import lend_folder, lent_out, loans_of, overdue, take_back
from models.actions.retention.folders.place import place_folder
from models.rules.core.errors import NotPermitted
from models.rules.core.moments import to_wib
from models.rules.retention.folders import FolderRefused
from models.rules.staff.roles import Role
from models.tables import Audit, ConflictParty, FolderLoan, Staff
from tests.actions.walking import Walk
from tests.office import NOW, actor

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


def test_an_overdue_loan_counts_from_the_day_after_for_who_sees_the_case(account: Any) -> None:
    walk = placed(account)
    lend_folder(walk.id, "Rina", "Sidang", TODAY, actor(PENGELOLA), walk.tick())
    counted = [overdue(actor(KASUBSI), TODAY + days * DAY).count() for days in (0, 1)]
    assert counted == [0, 1]
    ConflictParty.create(complaint=walk.id, staff=Staff.get(Staff.username == str(KASUBSI)), named_at=NOW)
    assert (overdue(actor(KASUBSI), TODAY + DAY).count(), lent_out(actor(KASUBSI), 9)) == (0, [])
    take_back(walk.id, actor(PENGELOLA), walk.tick())
    assert overdue(actor(PENGELOLA), TODAY + DAY).count() == 0
