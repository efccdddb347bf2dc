"""Whose time is over, class by class, the oldest of all first. Both databases."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.retention import over
from models.actions.retention.appraisal.appraise import to_appraise
from models.rules.staff.roles import Role, Section
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
    assert [one.case.id for one in to_appraise(actor(HEAD), soon, 99)] == first
    assert [one.case.id for one in to_appraise(actor(HEAD), soon, 1)] == first[:1]
    assert [one.case.id for one in to_appraise(actor(HEAD), late, 99)] == [ended["x"], ended["pengaduan"], *first]


def test_more_than_is_read_at_a_time_are_all_listed(account: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(over, "_READ", 2)
    cases = [Someone(account, 41 + count).case.id for count in range(5)]
    Complaint.update(open=False, stage="ditutup", kind="pertanyaan", closed_at=NOW).execute()
    assert [one.case.id for one in to_appraise(actor(HEAD), LATER, 99)] == cases
    assert [one.case.id for one in to_appraise(actor(HEAD), LATER, 3)] == cases[:3]


def test_conduct_and_closed_questions_follow_their_own_classes(account: Any) -> None:
    question, conduct = Someone(account, 21).case, Someone(account, 22, Section.KEPALA_KANTOR).case
    closed = {"open": False, "closed_at": NOW, "stage": "ditutup"}
    Complaint.update(**closed, kind="pertanyaan").where(Complaint.id == question.id).execute()
    Complaint.update(**closed, misconduct=True).where(Complaint.id == conduct.id).execute()
    found = [one.case.id for one in to_appraise(actor(HEAD), LATER, 99)]
    assert found == [question.id]
    late = NOW + timedelta(days=11 * 366)
    assert [one.case.id for one in to_appraise(actor(HEAD), late, 99)] == [question.id, conduct.id]
