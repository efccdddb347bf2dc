"""A hand-out is recorded with its ground and hash, once a submission, by Kasubsi Infokim alone. Both databases."""

import pytest

from models.actions.privacy.hand_out_data import hand_out_data
from models.rules.core.errors import AlreadyDone, NotPermitted, NotVisible, ReasonMissing
from models.rules.staff.roles import Role
from models.tables import Audit, ChannelAccount, Complaint, ConflictParty, DataHandout, Staff
from tests.office import NOW, actor, new_complaint

KASUBSI, SHA = Role.KASUBSI_INFOKIM, "a" * 64
LACKING = {"lampiran/1_ktp.jpg": "tidak ada", "surat/2.pdf": "isinya berubah"}


def test_who_why_and_which_file_are_kept(account: ChannelAccount) -> None:
    case = new_complaint(account)
    made = hand_out_data(
        case.id, " Diminta langsung ", SHA, 12, LACKING, actor(KASUBSI), NOW, form_key="kunci-serahkan-1"
    )
    assert (made.motive, made.sha256, made.size, made.contact_id) == ("Diminta langsung", SHA, 12, case.contact_id)
    assert (made.lacking, made.lacks) == (2, "lampiran/1_ktp.jpg: tidak ada\nsurat/2.pdf: isinya berubah")
    row = Audit.get(Audit.event == "serahkan_data")
    assert (row.subject, row.after, row.before) == (f"complaint:{case.id}", SHA, "")
    with pytest.raises(AlreadyDone):
        hand_out_data(case.id, "lagi", SHA, 12, LACKING, actor(KASUBSI), NOW, form_key="kunci-serahkan-1")
    assert DataHandout.select().count() == 1


def test_without_ground_right_scope_or_open_identity_nothing_is_handed_out(account: ChannelAccount) -> None:
    case = new_complaint(account)
    with pytest.raises(ReasonMissing):
        hand_out_data(case.id, " ", SHA, 12, LACKING, actor(KASUBSI), NOW)
    for role in set(Role) - {KASUBSI}:
        with pytest.raises(NotPermitted):
            hand_out_data(case.id, "x", SHA, 12, LACKING, actor(role), NOW)
    Complaint.update(identity_protected=True).where(Complaint.id == case.id).execute()
    with pytest.raises(NotPermitted, match="dirahasiakan"):
        hand_out_data(case.id, "x", SHA, 12, LACKING, actor(KASUBSI), NOW)
    ConflictParty.create(complaint=case.id, staff=Staff.get(Staff.username == str(KASUBSI)), named_at=NOW)
    with pytest.raises(NotVisible):
        hand_out_data(case.id, "x", SHA, 12, LACKING, actor(KASUBSI), NOW)
    assert DataHandout.select().count() == 0
