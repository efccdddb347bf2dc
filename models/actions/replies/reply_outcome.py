"""Records what became of a reply: its state, along the table of design §5, and what its delivery ends."""

import json
from dataclasses import replace
from datetime import datetime

from models.actions.core.actor import AGENT, Actor, actor_of
from models.actions.core.answers.answers_standing import outputs_on, undone_by_person
from models.actions.core.answers.invitation_waiting import begin_waiting
from models.actions.core.answers.reply_state import change_state as change_state
from models.actions.core.case import holder_now, interrupted_from
from models.actions.core.law.recount_limits import recount_limits
from models.actions.core.move_complaint import follow, make_move
from models.actions.replies.fallen_answers import locked
from models.actions.replies.whole_answer import files_after, is_whole, words_of
from models.rules.cases.sop import MOVES, Move
from models.rules.channels.channels import channel
from models.rules.channels.grades import DeliveryGrade, is_enough, least_grade
from models.rules.channels.messages import Kind
from models.rules.replies.delivery import PURPOSES, Purpose, ReplyState
from models.tables import ChannelAccount, Complaint, Outbox, Staff, StepOutput, Thread
from models.tables.core.filled import filled

_S = ReplyState


def count_if_whole(reply: Outbox, now: datetime) -> None:
    """End the step an answer was for once its words and files are there, by the least grade its channel asks."""
    words = words_of(reply)
    if not words.complaint_id or not is_whole(words):
        return
    least = least_of(words)
    if not all(is_enough(DeliveryGrade(row.grade), least) for row in _sent_rows(words)):
        return
    at = max(filled(row.there_at) for row in _sent_rows(words))
    if PURPOSES[Purpose(words.purpose)].public:
        begin_waiting(locked(words.complaint_id), words, at)
    count_as_delivered(words.complaint_id, Purpose(words.purpose), f"outbox:{words.id}", words.created_by_id, now, at)


def _sent_rows(words: Outbox) -> list[Outbox]:
    return [row for row in (words, *files_after(words)) if row.state == _S.SENT]


def least_of(reply: Outbox) -> DeliveryGrade:
    """Return the least grade that ends a step where this reply goes, as the office set it for the channel."""
    account, thread = ChannelAccount.get_by_id(reply.account_id), Thread.get_by_id(reply.thread_id)
    reach = channel(account.kind).reach(Kind(thread.kind), reply.private)
    return least_grade(reach.shows if reach else DeliveryGrade.ACCEPTED, json.loads(account.settings))


def call_off_files(words: Outbox, actor: Actor, now: datetime, reason: str) -> None:
    """Cancel the unsent files of an answer whose words will not be sent."""
    for row in files_after(words):
        if row.state in (_S.QUEUED, _S.WAITING, _S.PARKED):
            change_state(row, _S.CANCELLED, actor, now, reason=reason)


def count_as_delivered(
    complaint_id: int, purpose: Purpose, reference: str, staff_id: int | None, now: datetime, at: datetime
) -> None:
    """Add the output of an answer delivered at `at`, once, and make its move if the case waits for it."""
    row = PURPOSES[purpose]
    if row.output is None or row.move is None:
        return
    case = locked(complaint_id)
    if outputs_on(case.id, reference) or undone_by_person(case.id, reference):
        return  # better news of what counts already, or of what was wrong
    StepOutput.create(
        complaint=case.id,
        kind=str(row.output),
        step=case.step,
        round=case.round,
        reference=reference,
        made_by=staff_id,
        made_at=at,
    )
    recount_limits([case.id], str(row.move), AGENT, now)
    if case.stage == row.stage:
        _move_on(case, row.move, _sender(case, staff_id), now, at)


def _move_on(case: Complaint, move: Move, sender: Actor, now: datetime, at: datetime) -> None:
    """Make the move of a delivery; a case that only went back for its first response goes on where it was."""
    back_at = interrupted_from(case) if move is Move.TANGGAPAN_SELESAI else None
    if back_at is None:
        make_move(case, move, sender, now, ended_at=at)
    else:
        follow(case, replace(MOVES[Move.TANGGAPAN_DISUSULKAN], target=back_at), sender, now, ended_at=at)


def _sender(case: Complaint, staff_id: int | None) -> Actor:
    """Return the actor of that move: the officer who sent the answer, in the role of the case's holder."""
    staff = Staff.get_or_none(Staff.id == staff_id) if staff_id else None
    known = actor_of(staff) if staff else Actor("operator")
    return Actor(known.username, holder_now(case), known.staff_id, known.section, chain="agen")


def release_parked(threads: list[int], actor: Actor, now: datetime) -> None:
    """Queue the parked replies of threads whose citizen wrote, since the platform's window is open again."""
    for reply in Outbox.select().where(Outbox.thread.in_(threads) & (Outbox.state == str(_S.PARKED))):
        change_state(reply, _S.QUEUED, actor, now, not_before=None, reason="")
