"""The card of an invitation on the case: where it stands, who wrote its code, and what to do next."""

from dataclasses import dataclass
from datetime import datetime

from models.actions.core.answers.invitation_waiting import InvitationState, invitation_of
from models.actions.core.rare_rows import may_have
from models.rules.channels.channels import channel
from models.rules.channels.messages import Kind
from models.rules.core.declarations import Harmless
from models.rules.privacy.masking import mask_handle
from models.tables import ChannelAccount, Complaint, Handle, Invitation, InvitationClaim, Thread


@dataclass(frozen=True)
class ClaimShown:
    """A private conversation that wrote the code: where, whose, when, and whether it is known to be the commenter."""

    claim_id: int
    channel: Harmless[str]
    who: str
    at: datetime
    confirmed_at: datetime | None


@dataclass(frozen=True)
class InvitationCard:
    """What the case says of its newest invitation."""

    code: Harmless[str]
    channel: Harmless[str]
    until: datetime
    left: bool  # it could be read; before, it is on its way
    fell: bool  # it turned out not to be there
    waits: bool
    may_remind: bool
    in_vain: bool
    reminded: bool
    claims: tuple[ClaimShown, ...]

    @property
    def accepted(self) -> ClaimShown | None:
        """Return the conversation that is known to be the commenter's."""
        return next((claim for claim in self.claims if claim.confirmed_at is not None), None)

    @property
    def form_ids(self) -> frozenset[str]:
        """Return the ids of the forms drawn in it."""
        return frozenset(f"pastikan-{claim.claim_id}" for claim in self.claims)


def read_invitation(case: Complaint, now: datetime) -> InvitationCard | None:
    """Return the card of a case in a comment that was invited, else None. One query where it was not."""
    if case.thread.kind != Kind.COMMENT or not case.open:
        return None
    state = invitation_of(case.id, now) if may_have(case, Invitation) else None
    return _card(state) if state else None


def _card(state: InvitationState) -> InvitationCard:
    invitation = state.invitation
    return InvitationCard(
        code=invitation.code,
        channel=channel(invitation.account.kind).label,
        until=invitation.expires_at,
        left=state.left,
        fell=state.fell,
        waits=state.waits,
        may_remind=state.may_remind,
        in_vain=state.in_vain,
        reminded=state.reminder is not None,
        claims=tuple(_claims(invitation.id)),
    )


def _claims(invitation: int) -> list[ClaimShown]:
    query = InvitationClaim.select(InvitationClaim, Thread, Handle, ChannelAccount).join(Thread)
    query = query.join_from(Thread, Handle).join_from(Thread, ChannelAccount)
    rows = query.where(InvitationClaim.invitation == invitation).order_by(InvitationClaim.id)
    return [
        ClaimShown(
            row.id,
            channel(row.thread.account.kind).label,
            row.thread.handle.display_name or mask_handle(row.thread.handle.value),
            row.made_at,
            row.confirmed_at,
        )
        for row in rows
    ]
