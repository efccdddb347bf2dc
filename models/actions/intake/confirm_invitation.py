"""Confirms that a private conversation belongs to the commenter who was invited: by his comment, or by an officer."""

from collections.abc import Mapping
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import AGENT, Actor
from models.actions.core.answers.invitation_waiting import end_waiting
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import demand_answering, locked_case, touch
from models.actions.core.form_key import spend_form_key
from models.actions.core.give_notice import give_notice
from models.actions.core.links.contents import raise_news
from models.actions.core.links.graph import lean_on_graph
from models.actions.core.recused_posts import recused_of
from models.actions.intake.following import courses_of
from models.rules.cases.workflow import answering
from models.rules.channels.channels import channel
from models.rules.channels.messages import Direction
from models.rules.core.errors import AlreadyDone, NotVisible, ReasonMissing
from models.rules.core.texts import storable
from models.tables import (
    ChannelAccount,
    Complaint,
    ComplaintMessage,
    InvitationClaim,
    Message,
    OpenThread,
    Thread,
    database,
)
from models.tables.core.bulk import insert_rows
from models.tables.core.database import is_sqlite

NOTICE = "undangan"


def confirm_by_officer(
    claim_id: int,
    reason: str,
    actor: Actor,
    now: datetime,
    *,
    version: int | None = None,
    form_key: str | None = None,
) -> Complaint:
    """Confirm a claim because an officer knows that it is the commenter; how he knows is kept.

    Raises ReasonMissing, AlreadyDone, NotPermitted, NotVisible, StaleCase.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        lean_on_graph()  # before any case is locked, as whoever changes links does
        claim = InvitationClaim.get_or_none(InvitationClaim.id == claim_id)
        if claim is None:
            raise NotVisible
        case = locked_case(claim.invitation.complaint_id, actor, version)
        demand_answering(case, actor)
        if not reason.strip():
            raise ReasonMissing("Tuliskan bagaimana Anda memastikan bahwa ini orang yang sama.")
        how = {InvitationClaim.confirmed_by: actor.staff_id, InvitationClaim.reason: storable(reason).strip()}
        if not _confirm(claim, case, actor, now, how):
            raise AlreadyDone
        touch(case)
        return case


def confirm_by_comment(claim: InvitationClaim, comment: int, now: datetime) -> bool:
    """Confirm a claim whose word the commenter repeated; return whether it was not confirmed yet.

    Needs the transaction that stores the comment.
    """
    lean_on_graph()
    query = Complaint.select().where(Complaint.id == claim.invitation.complaint_id)
    case = (query if is_sqlite() else query.for_update()).get()
    return _confirm(claim, case, AGENT, now, {InvitationClaim.proof: comment})


def _confirm(
    claim: InvitationClaim, case: Complaint, actor: Actor, now: datetime, how: Mapping[object, object]
) -> bool:
    open_claim = (InvitationClaim.id == claim.id) & InvitationClaim.confirmed_at.is_null()
    if not InvitationClaim.update({InvitationClaim.confirmed_at: now, **how}).where(open_claim).execute():
        return False
    _link(claim, case, now)
    end_waiting(case, now, now)
    account = ChannelAccount.get_by_id(Thread.get_by_id(claim.thread_id).account_id)
    label = channel(account.kind).label
    text = f"{case.number}: pelapor menerima undangan. Kirim jawabannya di percakapan {label}."
    give_notice(answering(recused_of(case)), NOTICE, text, f"undangan-diterima:{claim.id}", now, case.id)
    audit_trail.write(actor, now, AuditEvent("terima_undangan", f"complaint:{case.id}", after=f"claim:{claim.id}"))
    return True


def _link(claim: InvitationClaim, case: Complaint, now: datetime) -> None:
    """Let what was written in private since the code, and what comes later, belong to the case."""
    OpenThread.insert(thread=claim.thread_id, complaint=case.id).on_conflict_ignore().execute()
    since = (Message.thread == claim.thread_id) & (Message.id >= claim.message_id)
    messages = [row for (row,) in Message.select(Message.id).where(since).order_by(Message.id).tuples()]
    course = courses_of({claim.thread_id: case.id}).get(claim.thread_id)
    stops = course.stops if course else ((case.id, None),)
    news = raise_news([complaint for complaint, _ in stops])
    rows = [
        {
            **{"complaint": complaint, "message": message, "linked_at": now, "through": through},
            "news": news[complaint],
        }
        for complaint, through in stops
        for message in messages
    ]
    insert_rows(ComplaintMessage, rows, ignore=True)
    unread = Message.select().where(Message.id.in_(messages) & Message.seen_at.is_null())
    count = unread.where(Message.direction == str(Direction.IN)).count()
    mine = Complaint.id.in_([complaint for complaint, _ in stops])
    Complaint.update(unread=Complaint.unread + count).where(mine).execute()
