"""Verify names a limit of the law that is kept otherwise than it is recounted."""

from datetime import timedelta
from typing import Any

from models.actions.cases.merge_complaints import merge_complaints
from models.actions.upkeep.verify.limits import begun, met
from models.actions.upkeep.verify.office import Office
from models.rules.staff.roles import Role
from models.tables import Complaint, StatutoryClock
from tests.actions.walking import Walk
from tests.office import NOW, actor, new_complaint


def test_a_limit_kept_as_met_by_nothing_is_named(sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).identified()
    office = Office.__new__(Office)
    assert list(met(office)) == []
    StatutoryClock.update(stands=False).where(StatutoryClock.complaint == walk.id).execute()
    assert len(list(met(office))) == StatutoryClock.select().count()
    StatutoryClock.update(stands=True, met_at=walk.now).where(StatutoryClock.complaint == walk.id).execute()
    assert any("putusan_60_hari" in fault for fault in met(office))


def test_a_limit_begins_with_the_earliest_of_those_merged_and_after_they_parted(account: Any) -> None:
    earlier = new_complaint(account)
    walk = Walk(account, who="628110000022").identified()
    merge_complaints(earlier.id, walk.id, "Sama", actor(Role.PENGELOLA), walk.tick())
    office = Office.__new__(Office)
    assert StatutoryClock.select().where(StatutoryClock.starts_at == Complaint.get_by_id(earlier.id).opened_at)
    assert list(begun(office)) == []
    Complaint.update(lead=None).where(Complaint.id == earlier.id).execute()  # as after they were parted
    assert list(begun(office)) == []
    StatutoryClock.update(starts_at=walk.now).where(StatutoryClock.complaint == walk.id).execute()
    assert len(list(begun(office))) == StatutoryClock.select().where(StatutoryClock.complaint == walk.id).count()


def test_the_begin_of_a_case_merged_elsewhere_excuses_no_limit_of_this_one(account: Any) -> None:
    merged = new_complaint(account)
    elsewhere = Walk(account, who="628110000022").identified()
    merge_complaints(merged.id, elsewhere.id, "Sama", actor(Role.PENGELOLA), elsewhere.tick())
    walk, office = Walk(account, who="628110000033").identified(), Office.__new__(Office)
    assert list(begun(office)) == []
    Complaint.update(opened_at=NOW - timedelta(days=9)).where(Complaint.id == merged.id).execute()
    StatutoryClock.update(starts_at=NOW - timedelta(days=9)).where(StatutoryClock.complaint == walk.id).execute()
    named = [fault for fault in begun(office) if f"of complaint {walk.id} begins" in fault]
    assert len(named) == StatutoryClock.select().where(StatutoryClock.complaint == walk.id).count() > 0
