"""The lists of active and inactive files leave nothing out that they show room for. Both databases."""

from typing import Any

from models.actions.retention.transfer.lists import active_files, inactive_files, may_be_transferred
from models.tables import Complaint, DestructionItem, DestructionList, RecordClass
from tests.actions.retention.transfer.test_hand_over import KASUBSI, YEAR, closed, numbers
from tests.office import NOW, actor


def test_an_old_case_closed_lately_is_active_behind_newer_ones_that_are_not(account: Any) -> None:
    RecordClass.update(active_years=2, inactive_years=3).execute()
    old, new, later = closed(account), closed(account, 2), NOW + 3 * YEAR
    Complaint.update(closed_at=later).where(Complaint.id == old.id).execute()
    assert numbers(active_files(actor(KASUBSI), later, 1)) == [old.number]
    assert numbers(inactive_files(actor(KASUBSI), later, 9)) == [new.number]
    RecordClass.delete().execute()
    assert numbers(active_files(actor(KASUBSI), NOW + 20 * YEAR, 9)) == [new.number, old.number]


def test_what_is_on_a_running_list_of_destructions_is_not_handed_over(account: Any) -> None:
    RecordClass.update(active_years=2, inactive_years=3).execute()
    case, later = closed(account), NOW + 3 * YEAR
    made = DestructionList.create(made_by=actor(KASUBSI).staff_id, made_at=NOW)
    DestructionItem.create(list=made, complaint=case.id, number=case.number, reason="x")
    assert may_be_transferred([case.id], actor(KASUBSI), later) == []
    DestructionList.update(refused_at=NOW).execute()
    assert numbers(may_be_transferred([case.id], actor(KASUBSI), later)) == [case.number]


def test_a_merged_file_waits_for_that_of_its_lead(account: Any) -> None:
    RecordClass.update(active_years=2, inactive_years=3).execute()
    merged, lead, later = closed(account), closed(account, 2), NOW + 3 * YEAR
    Complaint.update(lead=lead.id).where(Complaint.id == merged.id).execute()
    Complaint.update(open=True, closed_at=None).where(Complaint.id == lead.id).execute()
    assert may_be_transferred([merged.id], actor(KASUBSI), later) == []
    assert inactive_files(actor(KASUBSI), later, 9) == []
    Complaint.update(open=False, closed_at=NOW).where(Complaint.id == lead.id).execute()
    assert numbers(inactive_files(actor(KASUBSI), later, 9)) == [merged.number, lead.number]
