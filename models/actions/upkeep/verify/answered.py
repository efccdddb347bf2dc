"""Answers: to the citizen's own conversation or one confirmed as his, and none where he is called unreachable."""

from collections.abc import Iterator

from models.actions.upkeep.verify.asking import rows
from models.actions.upkeep.verify.office import Office
from models.rules.cases.sop import Output
from models.rules.replies.delivery import Purpose

_ELSEWHERE = """SELECT outbox.reply_key, complaint.number FROM outbox
 JOIN complaint ON complaint.id = outbox.complaint_id
 WHERE outbox.thread_id <> complaint.thread_id AND outbox.purpose <> ? AND NOT EXISTS (
 SELECT 1 FROM invitation_claim JOIN invitation ON invitation.id = invitation_claim.invitation_id
 WHERE invitation.complaint_id = complaint.id AND invitation_claim.thread_id = outbox.thread_id
 AND invitation_claim.confirmed_at IS NOT NULL)"""
_UNPROVEN = """SELECT complaint.number FROM invitation_claim
 JOIN invitation ON invitation.id = invitation_claim.invitation_id
 JOIN complaint ON complaint.id = invitation.complaint_id
 WHERE invitation_claim.confirmed_at IS NOT NULL AND invitation_claim.proof_id IS NULL
 AND invitation_claim.confirmed_by_id IS NULL"""
# The word was repeated by somebody else than who was invited.
_STRANGE = """SELECT complaint.number FROM invitation_claim
 JOIN invitation ON invitation.id = invitation_claim.invitation_id
 JOIN complaint ON complaint.id = invitation.complaint_id
 JOIN outbox ON outbox.id = invitation.reply_id JOIN thread AS invited ON invited.id = outbox.thread_id
 JOIN message ON message.id = invitation_claim.proof_id JOIN thread AS wrote ON wrote.id = message.thread_id
 WHERE invited.handle_id <> wrote.handle_id"""
_UNREACHABLE = """SELECT complaint.number FROM complaint JOIN step_output ON step_output.complaint_id = complaint.id
 WHERE complaint.unreachable AND step_output.kind = ? AND NOT step_output.undone"""


def conversations(_office: Office) -> Iterator[str]:
    """Yield replies sent to a conversation nobody confirmed as the citizen's, and confirmations without a proof."""
    for key, number in rows(_ELSEWHERE, str(Purpose.KODE)):
        yield f"reply {key} of {number} went to a conversation that nobody confirmed."
    for (number,) in rows(_UNPROVEN):
        yield f"the conversation linked to {number} was confirmed by nobody."
    for (number,) in rows(_STRANGE):
        yield f"the conversation linked to {number} was confirmed by another account than the one invited."


def unreachable(_office: Office) -> Iterator[str]:
    """Yield complaints called unreachable whose citizen has his answer."""
    for (number,) in rows(_UNREACHABLE, str(Output.JAWABAN)):
        yield f"{number} is called unreachable, but its answer counts as delivered."
