"""Unreadable items and gaps are settled once, by those who read messages, and stay where they are."""

from typing import Any

import pytest

from models.actions.intake.settle_findings import settle_gap, settle_quarantine
from models.rules.core.errors import AlreadyDone, NotPermitted, NotVisible
from models.rules.staff.roles import Role
from models.tables import Audit, Gap, Quarantine
from tests.office import NOW, actor


@pytest.fixture
def item(account: Any) -> Quarantine:
    return Quarantine.create(account=account, kind="dm", fingerprint="f", payload="{", reason="rusak", seen_at=NOW)


@pytest.fixture
def gap(account: Any) -> Gap:
    return Gap.create(account=account, thread_external_id="x", why="terputus", noticed_at=NOW)


def test_an_item_is_settled_once_and_its_raw_form_stays(item: Quarantine) -> None:
    who = actor(Role.PENGELOLA)
    settle_quarantine(item.id, who, NOW)
    with pytest.raises(AlreadyDone):
        settle_quarantine(item.id, who, NOW)
    row = Quarantine.get_by_id(item.id)
    assert (row.payload, row.settled_at, row.settled_by) == ("{", NOW, who.staff_id)
    assert Audit.select().where(Audit.subject == f"quarantine:{item.id}").count() == 1


def test_a_gap_is_settled_once(gap: Gap) -> None:
    settle_gap(gap.id, actor(Role.KASUBSI_INFOKIM), NOW)
    with pytest.raises(AlreadyDone):
        settle_gap(gap.id, actor(Role.PENGELOLA), NOW)
    assert Gap.get_by_id(gap.id).settled_at == NOW


def test_who_reads_no_messages_settles_nothing(item: Quarantine) -> None:
    with pytest.raises(NotPermitted):
        settle_quarantine(item.id, actor(Role.PETUGAS_SEKSI), NOW)
    with pytest.raises(NotVisible):
        settle_quarantine(999, actor(Role.PENGELOLA), NOW)
