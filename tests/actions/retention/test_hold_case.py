"""A hold needs a reason both ways, is traced without it, and may be set by few; both databases."""

import pytest

from models.actions.retention.hold_case import hold_case
from models.rules.core.errors import NotPermitted, NotVisible, ReasonMissing, RuleBroken
from models.rules.staff.roles import Role
from models.tables import Audit, ChannelAccount, Complaint, ConflictParty, Staff
from tests.office import NOW, actor, new_complaint

KASUBSI = Role.KASUBSI_INFOKIM


def test_held_and_let_go_each_with_its_reason(account: ChannelAccount) -> None:
    case = new_complaint(account)
    held = hold_case(case.id, True, " Diminta Ombudsman ", actor(KASUBSI), NOW)
    assert (held.hold, held.hold_reason) == (True, "Diminta Ombudsman")
    with pytest.raises(RuleBroken, match="sudah ditahan"):
        hold_case(case.id, True, "lagi", actor(KASUBSI), NOW)
    assert not hold_case(case.id, False, "Selesai", actor(KASUBSI), NOW).hold
    with pytest.raises(RuleBroken, match="tidak sedang"):
        hold_case(case.id, False, "lagi", actor(KASUBSI), NOW)
    rows = Audit.select(Audit.event, Audit.after).where(Audit.subject == f"complaint:{case.id}").order_by(Audit.id)
    assert list(rows.tuples())[-2:] == [("tahan_berkas", ""), ("lepas_tahan_berkas", "")]


def test_without_reason_right_or_scope_nothing_is_held(account: ChannelAccount) -> None:
    case = new_complaint(account)
    with pytest.raises(ReasonMissing):
        hold_case(case.id, True, " ", actor(KASUBSI), NOW)
    for role in (Role.PENGELOLA, Role.PETUGAS_SEKSI, Role.ADMINISTRATOR):
        with pytest.raises(NotPermitted):
            hold_case(case.id, True, "x", actor(role), NOW)
    ConflictParty.create(complaint=case.id, staff=Staff.get(Staff.username == str(KASUBSI)), named_at=NOW)
    with pytest.raises(NotVisible):
        hold_case(case.id, True, "x", actor(KASUBSI), NOW)
    assert not Complaint.get_by_id(case.id).hold
