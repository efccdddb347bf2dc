"""A file of a protected case is sealed: without a granted look nobody opens it, and every look is in the trail."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.privacy.look_at_file import look_at_attachment, look_at_proof
from models.actions.privacy.unmask_identity import ask_unmasking, decide_unmasking
from models.rules.core.errors import NotPermitted
from models.rules.staff.roles import Role
from models.tables import Attachment, Audit, Complaint, ComplaintMessage, DeliveryProof, Staff
from tests.actions.walking import Walk
from tests.office import NOW, actor

WHY = "Mencocokkan foto paspor dengan berkas"


def _attachment(walk: Walk) -> Attachment:
    message = ComplaintMessage.get(ComplaintMessage.complaint == walk.id).message
    return Attachment.create(public_id="a", message=message, position=0, sha256="0" * 64, state="tersimpan")


def _looks() -> list[tuple[str, str, str]]:
    return list(Audit.select(Audit.actor, Audit.subject, Audit.after).where(Audit.event == "lihat_lampiran").tuples())


def test_a_file_of_an_ordinary_case_is_open_and_leaves_no_look(account: Any) -> None:
    walk = Walk(account).at_section()
    look_at_attachment(_attachment(walk), actor(Role.KASI_LALINTALKIM), walk.tick())
    assert _looks() == []


def test_a_file_of_a_protected_case_opens_with_ones_own_grant_alone_and_each_time_is_told(account: Any) -> None:
    walk = Walk(account).at_section()
    found, asker = _attachment(walk), actor(Role.KASI_LALINTALKIM)
    Complaint.update(identity_protected=True).execute()
    with pytest.raises(NotPermitted):
        look_at_attachment(found, asker, walk.tick())
    asked = ask_unmasking(walk.id, WHY, asker, walk.tick())
    with pytest.raises(NotPermitted):
        look_at_attachment(found, asker, walk.tick())
    decide_unmasking(asked.id, True, actor(Role.KEPALA_KANTOR), walk.tick())
    look_at_attachment(found, asker, walk.tick())
    look_at_attachment(found, asker, walk.tick())
    with pytest.raises(NotPermitted):
        look_at_attachment(found, actor(Role.PENGELOLA), walk.tick())
    with pytest.raises(NotPermitted):
        look_at_attachment(found, asker, walk.now + timedelta(hours=9))
    assert _looks() == [("kasi_lalintalkim", f"complaint:{walk.id}", f"attachment:{found.id}")] * 2


def test_a_file_is_sealed_while_one_of_its_cases_is_protected(account: Any) -> None:
    walk = Walk(account).at_section()
    found = _attachment(walk)
    Complaint.update(identity_protected=True).execute()
    ComplaintMessage.update(undone_at=NOW).execute()
    look_at_attachment(found, actor(Role.PENGELOLA), walk.tick())
    ComplaintMessage.update(undone_at=None).execute()
    with pytest.raises(NotPermitted):
        look_at_attachment(found, actor(Role.PENGELOLA), walk.tick())


def test_the_proof_of_a_delivery_is_sealed_likewise(account: Any) -> None:
    walk = Walk(account).at_section()
    person = Staff.get(Staff.username == "pengelola")
    proof = DeliveryProof.create(
        complaint=walk.id, purpose="lain", way="telepon", text="ditelepon", sha256="0" * 64,
        made_by=person, delivered_at=NOW, made_at=NOW,
    )  # fmt: skip
    look_at_proof(DeliveryProof.get_by_id(proof.id), actor(Role.PENGELOLA), walk.tick())
    Complaint.update(identity_protected=True).execute()
    with pytest.raises(NotPermitted):
        look_at_proof(DeliveryProof.get_by_id(proof.id), actor(Role.PENGELOLA), walk.tick())
