"""Where an invitation into a private conversation stands, and the step's clock that rests while it is waited for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.actions.core import audit_trail
from models.actions.core.actor import AGENT
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.office_facts import office_settings
from models.actions.core.step_clock import move_due, running
from models.rules.cases.sop import Stage
from models.rules.channels.grades import FALLEN
from models.rules.clocks.pauses import PauseReason, ProofKind
from models.rules.core.moments import iso
from models.rules.core.stored_moments import is_ahead
from models.rules.replies.delivery import NEVER_LEFT, ReplyState
from models.rules.replies.invitations import LONGEST_HOLD, holds_for
from models.tables import Complaint, Invitation, InvitationClaim, Outbox, Pause
from models.tables.core.prepared import prepared

_WAITED_AT = Stage.PENYAMPAIAN


@dataclass(frozen=True)
class InvitationState:
    """A case's newest invitation that left or may leave, and the conversation confirmed for the case, if any.

    `reminder`: what said it once more; one taken back before it left is none.
    """

    invitation: Invitation
    reminder: Outbox | None
    claim: InvitationClaim | None
    now: datetime

    @property
    def left(self) -> bool:
        """Whether the last of invitation and reminder is not on its way any more, so that its time counts."""
        return self._last.state in (ReplyState.SENT, ReplyState.REFUSED)

    @property
    def fell(self) -> bool:
        """Whether it turned out not to be there, so that nobody can take it up."""
        return self._last.grade in FALLEN

    @property
    def _last(self) -> Outbox:
        last: Outbox = self.reminder or self.invitation.reply
        return last

    @property
    def waits(self) -> bool:
        """Whether the citizen may still take it up, or it is still on its way to him."""
        return self.claim is None and not self.fell and (not self.left or self._lasts)

    @property
    def _lasts(self) -> bool:
        return is_ahead(self.invitation.expires_at, self.now, LONGEST_HOLD)

    @property
    def may_remind(self) -> bool:
        """Whether it lapsed or fell, and may be said once more."""
        return self.claim is None and not self.waits and self.reminder is None

    @property
    def in_vain(self) -> bool:
        """Whether nobody took it up, not after the reminder either: the citizen cannot be reached (SOP step 8)."""
        return self.claim is None and not self.waits and self.reminder is not None


def invitation_of(complaint_id: int, now: datetime) -> InvitationState | None:
    """Return where a case's newest invitation stands; None where none was sent or is about to be."""
    found: Invitation | None = _newest.first(complaint_id)
    if found is None:
        return None
    taken_back = Outbox.state == str(ReplyState.CANCELLED)
    reminder = Outbox.get_or_none((Outbox.id == found.reminder_id) & ~taken_back) if found.reminder_id else None
    return InvitationState(found, reminder, confirmed_claim(complaint_id), now)


@prepared
def _newest(complaint_id: int) -> Any:
    mine = (Invitation.complaint == complaint_id) & Outbox.state.not_in(NEVER_LEFT)
    query = Invitation.select(Invitation, Outbox).join(Outbox, on=Invitation.reply)
    return query.where(mine).order_by(Invitation.id.desc()).limit(1)


def confirmed_claim(complaint_id: int) -> InvitationClaim | None:
    """Return the newest private conversation of which it is known that it is this case's citizen."""
    mine = (Invitation.complaint == complaint_id) & InvitationClaim.confirmed_at.is_null(False)
    query = InvitationClaim.select(InvitationClaim, Invitation).join(Invitation)
    found: InvitationClaim | None = query.where(mine).order_by(InvitationClaim.confirmed_at.desc()).first()
    return found


def begin_waiting(case: Complaint, reply: Outbox, now: datetime) -> None:
    """Count the invitation's time from its sending, and let the clock of step 8 rest. Needs the case locked."""
    mine = (Invitation.reply == reply.id) | (Invitation.reminder == reply.id)
    Invitation.update(expires_at=now + holds_for(office_settings())).where(mine).execute()
    record = running(case)
    if case.stage != _WAITED_AT or record is None or confirmed_claim(case.id) is not None:
        return
    known = Pause.ends_at.is_null() | (Pause.proof == f"{ProofKind.BALASAN}:{reply.id}")
    if Pause.select().where((Pause.record == record.id) & known).exists():
        return  # it rests already, for the reminder or for a reason an officer gave, or rested for this one
    if reply.created_by_id is None:
        return  # made by the command line: nobody answers for a pause
    Pause.create(
        record=record.id,
        reason_code=str(PauseReason.MENUNGGU_UNDANGAN),
        why="Undangan ke pesan pribadi sudah sampai di kanal.",
        proof=f"{ProofKind.BALASAN}:{reply.id}",
        starts_at=now,
        made_by=reply.created_by_id,
        asked_at=now,
        limit_minutes=0.0,  # accepted by rule, whatever its length
    )
    move_due(case, record, now)
    audit_trail.write(AGENT, now, AuditEvent("jeda", f"complaint:{case.id}", after=f"undangan outbox:{reply.id}"))


def rest_earlier(reply: Outbox, at: datetime, now: datetime) -> Pause | None:
    """Let the rest for an invitation begin when the platform had it, as that is told later; return the moved pause.

    Its time to be taken up stays: nobody loses a day of it by late news.
    """
    mine = (Pause.proof == f"{ProofKind.BALASAN}:{reply.id}") & (Pause.starts_at > at)
    pause: Pause | None = Pause.get_or_none(mine & (Pause.reason_code == str(PauseReason.MENUNGGU_UNDANGAN)))
    if pause is None:
        return None
    before, pause.starts_at = pause.starts_at, max(at, pause.record.started_at)
    pause.save()
    told = AuditEvent("kabar_lebih_awal", f"pause:{pause.id}", iso(before) or "", iso(pause.starts_at) or "")
    audit_trail.write(AGENT, now, told)
    return pause


def end_waiting(case: Complaint, ends_at: datetime, now: datetime) -> bool:
    """Let the clock of a waiting step run again from this moment; return whether it rested for an invitation."""
    record = running(case)
    if record is None:
        return False
    waits = (Pause.record == record.id) & Pause.ends_at.is_null()
    pause = Pause.get_or_none(waits & (Pause.reason_code == str(PauseReason.MENUNGGU_UNDANGAN)))
    if pause is None:
        return False
    pause.ends_at = max(ends_at, pause.starts_at)
    pause.save()
    move_due(case, record, now)
    audit_trail.write(AGENT, now, AuditEvent("lanjut", f"complaint:{case.id}", after=f"pause:{pause.id}"))
    return True
