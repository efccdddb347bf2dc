"""Blackened copies: made and taken away only with a granted look, listed for all who see the case."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.privacy.blacken_copy import (
    MOST_COPIES,
    copies_of,
    keep_copy,
    protected_case,
    protected_cases,
    remove_copy,
)
from models.rules.core.errors import AlreadyDone, NotPermitted, NotVisible, RuleBroken
from models.rules.privacy.blackening import Box
from models.rules.staff.roles import Role
from models.tables import Attachment, Audit, BlackenedCopy, Complaint, ComplaintMessage, Unmasking
from tests.actions.walking import Walk
from tests.office import NOW, actor

BOXES = (Box(0, 0, 10, 10),)
DESK, OTHER = Role.PENGELOLA, Role.KEPALA_KANTOR


def picture(walk: Walk) -> Attachment:
    Complaint.update(identity_protected=True).execute()
    message = ComplaintMessage.get(ComplaintMessage.complaint == walk.id).message
    return Attachment.create(
        public_id="a", message=message, position=0, sha256="0" * 64, state="tersimpan", mime="image/png"
    )


def granted(walk: Walk, role: Role = DESK) -> None:
    Unmasking.create(
        complaint=walk.id, asked_by=actor(role).person_id, motive="Menyamarkan foto", asked_at=NOW, granted=True,
        decided_at=NOW, ends_at=NOW + timedelta(hours=8),
    )  # fmt: skip


def test_only_with_a_granted_look_a_copy_is_made_or_taken_away(account: Any) -> None:
    walk = Walk(account)
    found = picture(walk)
    with pytest.raises(NotPermitted):
        keep_copy(found, "1" * 64, BOXES, actor(DESK), walk.tick(), form_key="k" * 20)
    granted(walk)
    row = keep_copy(found, "1" * 64, BOXES, actor(DESK), walk.tick(), form_key="k" * 20)
    assert (row.boxes, row.made_by.username) == ("[[0, 0, 10, 10]]", "pengelola")
    assert [one.sha256 for one in copies_of(found)] == ["1" * 64]
    with pytest.raises(AlreadyDone):
        keep_copy(found, "1" * 64, BOXES, actor(DESK), walk.tick(), form_key="k" * 20)
    with pytest.raises(NotPermitted):
        remove_copy(found, row.public_id, actor(OTHER), walk.tick(), form_key="l" * 20)
    remove_copy(found, row.public_id, actor(DESK), walk.tick(), form_key="m" * 20)
    assert copies_of(found) == []
    assert BlackenedCopy.get().removed_by.username == "pengelola"
    with pytest.raises(NotVisible):
        remove_copy(found, row.public_id, actor(DESK), walk.tick(), form_key="n" * 20)
    told = Audit.select(Audit.event, Audit.after).where(Audit.event.in_(["buat_samaran", "hapus_samaran"]))
    assert list(told.order_by(Audit.id).tuples()) == [
        ("buat_samaran", f"samaran:{row.id}"),
        ("hapus_samaran", f"samaran:{row.id}"),
    ]


def test_a_look_is_ones_own_and_ends(account: Any) -> None:
    walk = Walk(account)
    found = picture(walk)
    granted(walk)
    assert protected_case(found, actor(DESK), NOW) == walk.id
    assert protected_case(found, actor(OTHER), NOW) is None
    assert protected_case(found, actor(DESK), NOW + timedelta(hours=9)) is None
    assert protected_cases(found) == [walk.id]
    ComplaintMessage.update(undone_at=NOW).execute()
    assert protected_cases(found) == []


def test_copies_are_bounded_and_one_of_a_destroyed_case_is_none(account: Any) -> None:
    walk = Walk(account)
    found = picture(walk)
    granted(walk)
    for number in range(MOST_COPIES):
        keep_copy(found, f"{number:064d}", BOXES, actor(DESK), walk.tick(), form_key=f"{number:020d}")
    with pytest.raises(RuleBroken):
        keep_copy(found, "1" * 64, BOXES, actor(DESK), walk.tick(), form_key="z" * 20)
    BlackenedCopy.update(sha256="").execute()
    assert copies_of(found) == []
