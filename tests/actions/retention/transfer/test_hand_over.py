"""Inactive files are handed over once, on a numbered record that names everybody. Both databases."""

from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from peewee import OperationalError

from models.actions.retention.folders.lend import lend_folder
from models.actions.retention.folders.place import place_folder
from models.actions.retention.transfer import hand_over as handing
from models.actions.retention.transfer.hand_over import Hands, hand_over, transfer_facts, transfer_for
from models.actions.retention.transfer.lists import active_files, inactive_files, may_be_transferred
from models.actions.upkeep.verify.numbers import holders
from models.rules.core.errors import NotPermitted, NotVisible
from models.rules.core.moments import to_wib
from models.rules.retention.phases import Phase, TransferRefused
from models.rules.staff.roles import Role
from models.tables import (
    Audit,
    Complaint,
    ConflictParty,
    Document,
    FolderPlace,
    IssuedNumber,
    RecordClass,
    Staff,
    Transfer,
    TransferItem,
)
from models.tables.core.database import connected, is_sqlite
from tests.actions.drafting import set_office
from tests.office import NOW, actor, new_complaint

KASUBSI, PENGELOLA, HEAD = Role.KASUBSI_INFOKIM, Role.PENGELOLA, Role.KEPALA_KANTOR
HANDS = Hands("Sari", "Kasubsi", "Rina", "Arsiparis", "Unit Kearsipan")
YEAR = timedelta(days=366)


def closed(account: Any, who: int = 1) -> Complaint:
    case = new_complaint(account, who=f"62811000010{who}")
    ended = {"open": False, "stage": "ditutup", "closed_at": NOW, "category": "paspor"}
    Complaint.update(ended).where(Complaint.id == case.id).execute()
    return Complaint.get_by_id(case.id)


def numbers(lines: Any) -> list[str]:
    return [line.case.number for line in lines]


def test_a_file_becomes_inactive_and_leaves_the_list_when_it_is_handed_over(account: Any) -> None:
    RecordClass.update(active_years=2, inactive_years=3, fate="musnah").execute()
    case, later = closed(account), NOW + 3 * YEAR
    assert (numbers(active_files(actor(KASUBSI), NOW, 9)), inactive_files(actor(KASUBSI), NOW, 9)) == (
        [case.number],
        [],
    )
    assert (active_files(actor(KASUBSI), later, 9), numbers(inactive_files(actor(KASUBSI), later, 9))) == (
        [],
        [case.number],
    )
    assert [line.phase for line in inactive_files(actor(KASUBSI), NOW + 6 * YEAR, 9)] == [Phase.HABIS]
    place_folder(case.id, ("Ruang Kerja", "1", "3", "20"), actor(PENGELOLA), later)
    made = hand_over([case.id], HANDS, actor(KASUBSI), later)
    assert made.number == f"BA-PMD/001/{to_wib(later).year}"
    assert IssuedNumber.get(IssuedNumber.holder == f"transfer:{made.id}").text == made.number
    assert list(holders(None)) == []  # type: ignore[arg-type]
    item = TransferItem.get()
    assert (item.number, item.sheets, item.place) == (case.number, 20, "Ruang Kerja, rak 1, boks 3")
    facts = transfer_facts(made)
    assert (facts["received_by"], facts["receiver"]) == ({"name": "Rina", "title": "Arsiparis"}, "Unit Kearsipan")
    assert inactive_files(actor(KASUBSI), later, 9) == []
    assert [(row.placed_at, row.ended_at) for row in FolderPlace.select()] == [(later, later)]
    with pytest.raises(TransferRefused, match="tidak lagi dapat"):
        hand_over([case.id], HANDS, actor(KASUBSI), later)
    assert Audit.select().where(Audit.event == "pindahkan_arsip").count() == 1


def test_a_file_closed_again_after_its_transfer_waits_again(account: Any) -> None:
    case, later = closed(account), NOW + 4 * YEAR
    RecordClass.update(active_years=2, inactive_years=9, fate="permanen").execute()
    hand_over([case.id], HANDS, actor(KASUBSI), later)
    Complaint.update(closed_at=later + timedelta(days=1)).where(Complaint.id == case.id).execute()
    assert inactive_files(actor(KASUBSI), later + YEAR, 9) == []
    assert numbers(inactive_files(actor(KASUBSI), later + 3 * YEAR, 9)) == [case.number]
    hand_over([case.id], HANDS, actor(KASUBSI), later + 3 * YEAR)
    assert Transfer.select().count() == 2


def test_what_is_active_lent_hidden_or_not_named_is_not_handed_over(account: Any) -> None:
    RecordClass.update(active_years=2, inactive_years=3).execute()
    case, later = closed(account), NOW + 3 * YEAR
    for given, moment, said in (
        ([case.id], NOW, "tidak lagi dapat"),
        ([], later, "paling sedikit satu"),
        ([case.id, 999], later, "tidak lagi dapat"),
    ):
        with pytest.raises(TransferRefused, match=said):
            hand_over(given, HANDS, actor(KASUBSI), moment)
    for role in (PENGELOLA, HEAD, Role.KASI_TIKKIM):
        with pytest.raises(NotPermitted):
            hand_over([case.id], HANDS, actor(role), later)
    place_folder(case.id, ("Ruang Kerja", "1", "3", "20"), actor(PENGELOLA), later)
    lend_folder(case.id, "Budi", "Audit", to_wib(later).date(), actor(PENGELOLA), later)
    with pytest.raises(TransferRefused, match="sedang dipinjam"):
        hand_over([case.id], HANDS, actor(KASUBSI), later)
    ConflictParty.create(complaint=case, staff=Staff.get(Staff.username == str(KASUBSI)), named_at=NOW)
    assert inactive_files(actor(KASUBSI), later, 9) == []
    with pytest.raises(TransferRefused, match="tidak lagi dapat"):
        hand_over([case.id], HANDS, actor(KASUBSI), later)
    assert (Transfer.select().count(), IssuedNumber.select().where(IssuedNumber.holder == "transfer:1").count()) == (
        0,
        0,
    )


def test_a_record_with_a_hidden_file_is_hidden_whole(account: Any) -> None:
    case, later = closed(account), NOW + 9 * YEAR
    made = hand_over([case.id], HANDS, actor(KASUBSI), later)
    assert transfer_for(made.id, actor(HEAD)).number == made.number
    ConflictParty.create(complaint=case, staff=Staff.get(Staff.username == str(HEAD)), named_at=NOW)
    for key in (made.id, 999):
        with pytest.raises(NotVisible):
            transfer_for(key, actor(HEAD))


def test_nobody_changes_a_case_while_it_is_looked_at_for_its_record(
    account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, later, given = closed(account), NOW + 9 * YEAR, []

    def colleague() -> None:
        with connected():
            try:
                given.append(list(Complaint.select().where(Complaint.id == case.id).for_update("FOR UPDATE NOWAIT")))
            except OperationalError as locked:
                given.append(locked)

    def looked(*asked: Any) -> Any:
        thread = Thread(target=colleague)
        thread.start()
        thread.join(60)
        return may_be_transferred(*asked)

    monkeypatch.setattr(handing, "may_be_transferred", looked if not is_sqlite() else may_be_transferred)
    hand_over([case.id], HANDS, actor(KASUBSI), later)
    assert [type(one) for one in given] == ([] if is_sqlite() else [OperationalError])


def test_a_file_with_papers_that_nobody_counted_is_not_handed_over(account: Any) -> None:
    RecordClass.update(active_years=2, inactive_years=3).execute()
    case, later = closed(account), NOW + 3 * YEAR
    place_folder(case.id, ("Ruang Arsip", "3", "1", "14"), actor(KASUBSI), NOW)
    Document.create(public_id="d" * 36, complaint=case.id, type="SURAT", drafted_at=NOW, signed_at=NOW + YEAR)
    with pytest.raises(TransferRefused, match="mendapat naskah sesudah lembarnya dihitung"):
        hand_over([case.id], HANDS, actor(KASUBSI), later)
    place_folder(case.id, ("Ruang Arsip", "3", "1", "15"), actor(KASUBSI), later)
    assert hand_over([case.id], HANDS, actor(KASUBSI), later).number


@pytest.mark.parametrize(("key", "said"), [("kota", "Isi kota"), ("nama_kantor", "Isi nama kantor")])
def test_a_record_that_could_not_be_printed_takes_no_number(account: Any, key: str, said: str) -> None:
    RecordClass.update(active_years=2, inactive_years=3).execute()
    case = closed(account)
    set_office(key, " ")
    with pytest.raises(TransferRefused, match=said):
        hand_over([case.id], HANDS, actor(KASUBSI), NOW + 3 * YEAR)
    assert not Transfer.select().exists()


def test_a_record_keeps_the_office_and_town_of_its_day(account: Any) -> None:
    RecordClass.update(active_years=2, inactive_years=3).execute()
    case = closed(account)
    made = hand_over([case.id], HANDS, actor(KASUBSI), NOW + 3 * YEAR)
    before = transfer_facts(made)
    set_office("kota", "Kota Lain")
    set_office("nama_kantor", "Kantor Lain")
    assert transfer_facts(Transfer.get_by_id(made.id)) == before
    assert before["place"]
    Transfer.update(office="", town="").execute()
    assert transfer_facts(Transfer.get_by_id(made.id))["place"] == "Kota Lain"
