"""Clock job: tells who must act when an invitation into a private conversation lapsed, once each time."""

from collections.abc import Iterable
from datetime import datetime

from models.actions.core.answers.invitation_waiting import InvitationState, invitation_of
from models.actions.core.case import facts_of
from models.actions.core.give_notice import give_notice
from models.actions.core.recused_posts import recused_of
from models.actions.core.row_by_row import row_by_row
from models.rules.cases.sop import Stage
from models.rules.cases.workflow import answering, closer_of
from models.rules.replies.invitations import LONGEST_HOLD
from models.rules.staff.roles import Role
from models.tables import Complaint, Invitation, database
from models.tables.core.stored_moments import has_come

KIND = "undangan"


def watch_invitations(now: datetime) -> int:
    """Tell Pengelola to remind once, and Kasubsi Infokim that nobody came; return how many people were newly told."""
    lapsed = has_come(Invitation.expires_at, now, LONGEST_HOLD) & (Complaint.stage == str(Stage.PENYAMPAIAN))
    cases = Invitation.select(Invitation.complaint).join(Complaint).where(lapsed).distinct().tuples()
    return row_by_row([case for (case,) in cases], lambda case: _tell(case, now))


def _tell(case_id: int, now: datetime) -> int:
    with database.atomic():
        case, state = Complaint.get_by_id(case_id), invitation_of(case_id, now)
        recused = recused_of(case)
        if state is None or case.stage != Stage.PENYAMPAIAN:
            return 0
        if state.may_remind:
            text = f"{case.number}: undangan ke pesan pribadi belum diterima. Ingatkan satu kali lagi."
            return _give(answering(recused), "ingatkan", text, state, now)
        if state.in_vain:
            text = f"{case.number}: undangan dan pengingatnya tidak diterima. Tutup sebagai tidak dapat dihubungi."
            return _give({closer_of(facts_of(case, now))}, "sia-sia", text, state, now)
        return 0


def _give(roles: Iterable[Role], what: str, text: str, state: InvitationState, now: datetime) -> int:
    invitation = state.invitation
    return give_notice(roles, KIND, text, f"undangan-{what}:{invitation.id}", now, invitation.complaint_id)
