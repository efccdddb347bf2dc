"""An officer who knows the person confirms him, with his name and how he knows; once, and only who may answer."""

from typing import Any

import pytest

from models.actions.core.answers.invitation_waiting import confirmed_claim
from models.actions.intake.confirm_invitation import confirm_by_comment, confirm_by_officer
from models.rules.core.errors import AlreadyDone, NotPermitted, NotVisible, ReasonMissing, StaleCase
from models.rules.staff.roles import Role
from models.tables import Audit, ComplaintMessage, InvitationClaim, Message
from tests.actions.inviting import Invited, wrote
from tests.office import actor

HOW = "Ditelepon, menyebut isi komentarnya."


@pytest.fixture
def walk(account: Any) -> Invited:
    """A case whose code somebody wrote on WhatsApp."""
    walk = Invited(account).at_answering()
    wrote(walk.whatsapp, walk.invited().code, walk.tick())
    return walk


def confirm(walk: Invited, role: Role = Role.PENGELOLA, reason: str = HOW, **more: Any) -> None:
    confirm_by_officer(InvitationClaim.get().id, reason, actor(role), walk.tick(), **more)


def test_it_is_kept_who_confirmed_and_how_he_knows(walk: Invited) -> None:
    confirm(walk)
    claim = confirmed_claim(walk.id)
    assert claim is not None
    assert (claim.confirmed_by.username, claim.reason, claim.proof) == ("pengelola", HOW, None)
    assert Audit.select().where(Audit.event == "terima_undangan").get().actor == "pengelola"
    linked = ComplaintMessage.select().where(ComplaintMessage.message == claim.message_id)
    assert [row.complaint_id for row in linked] == [walk.id]


@pytest.mark.parametrize(
    ("how", "error"),
    [
        ({"reason": " "}, ReasonMissing),
        ({"role": Role.KASUBSI_INFOKIM}, NotPermitted),
        ({"role": Role.KASI_INTELDAKIM}, NotVisible),
        ({"version": 1}, StaleCase),
    ],
)
def test_nothing_is_confirmed_by_who_may_not_or_without_saying_how(
    walk: Invited, how: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        confirm(walk, **how)
    assert confirmed_claim(walk.id) is None


def test_it_happens_once_whoever_is_first(walk: Invited) -> None:
    comment = Message.select().order_by(Message.id.desc()).get()
    assert confirm_by_comment(InvitationClaim.get(), comment.id, walk.tick())
    with pytest.raises(AlreadyDone):
        confirm(walk)
    assert not confirm_by_comment(InvitationClaim.get(), comment.id, walk.tick())
    assert InvitationClaim.get().proof_id == comment.id
