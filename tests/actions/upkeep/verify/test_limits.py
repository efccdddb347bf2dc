"""Verify names a limit of the law that is kept otherwise than it is recounted."""

from typing import Any

from models.actions.upkeep.verify.limits import met
from models.actions.upkeep.verify.office import Office
from models.tables import StatutoryClock
from tests.actions.walking import Walk


def test_a_limit_kept_as_met_by_nothing_is_named(sqlite_account: Any) -> None:
    walk = Walk(sqlite_account).identified()
    office = Office.__new__(Office)
    assert list(met(office)) == []
    StatutoryClock.update(stands=False).where(StatutoryClock.complaint == walk.id).execute()
    assert len(list(met(office))) == StatutoryClock.select().count()
    StatutoryClock.update(stands=True, met_at=walk.now).where(StatutoryClock.complaint == walk.id).execute()
    assert any("putusan_60_hari" in fault for fault in met(office))
