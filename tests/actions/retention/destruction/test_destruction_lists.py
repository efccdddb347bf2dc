"""What may be proposed for destruction, class by class, the oldest of all first. Both databases."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.retention.destruction import lists as listing
from models.actions.retention.destruction.lists import candidates
from models.rules.staff.roles import Role
from models.tables import Complaint
from tests.actions.upkeep.verify.test_verify import Someone
from tests.office import NOW, actor

LATER = NOW + timedelta(days=6 * 366)
HEAD = Role.KEPALA_KANTOR


def test_each_kind_goes_by_its_own_class_and_the_oldest_of_all_come_first(account: Any) -> None:
    ended = {}
    for count, kind in enumerate(("pertanyaan", "apresiasi", "pengaduan", "x")):
        case = Someone(account, 31 + count).case
        ended[kind] = case.id
        changes = {"open": False, "stage": "ditutup", "kind": kind}
        moment = NOW - timedelta(days=count)
        Complaint.update(**changes, closed_at=moment).where(Complaint.id == case.id).execute()
    soon, late = NOW + timedelta(days=2 * 366), NOW + timedelta(days=5 * 366)
    first = [ended["apresiasi"], ended["pertanyaan"]]
    assert [one.case.id for one in candidates(actor(HEAD), soon)] == first
    assert [one.case.id for one in candidates(actor(HEAD), soon, limit=1)] == first[:1]
    assert [one.case.id for one in candidates(actor(HEAD), late)] == [ended["x"], ended["pengaduan"], *first]


def test_more_than_is_read_at_a_time_are_all_listed(account: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "_READ", 2)
    cases = [Someone(account, 41 + count).case.id for count in range(5)]
    Complaint.update(open=False, stage="ditutup", kind="pertanyaan", closed_at=NOW).execute()
    assert [one.case.id for one in candidates(actor(HEAD), LATER)] == cases
    assert [one.case.id for one in candidates(actor(HEAD), LATER, limit=3)] == cases[:3]
