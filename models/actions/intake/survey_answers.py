"""Reads answers to the satisfaction question from conversations; a bare answer opens no complaint."""

from dataclasses import replace
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import AGENT
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.office_facts import office_settings
from models.actions.intake.arrivals import Arrival, Written
from models.rules.channels.messages import Direction, Kind
from models.rules.replies.delivery import Purpose, ReplyState
from models.rules.replies.satisfaction import LONGEST_VALID, is_courtesy, read_answer, survey_choice
from models.tables import Attachment, Complaint, ComplaintMessage, Message, Outbox, Survey
from models.tables.core.bulk import insert_rows

# States in which the question was sent, or may have been.
_LEFT = (ReplyState.SENT, ReplyState.SENDING, ReplyState.UNKNOWN, ReplyState.HOLD)


def without_survey_answers(arrivals: list[Arrival], now: datetime) -> list[Arrival]:
    """Store answers to the satisfaction question with their complaint; return the arrivals without those messages.

    A thank-you after the question is stored with it. Runs in the transaction that stores the messages.
    """
    asked = _asked([arrival.thread.id for arrival in arrivals if arrival.thread.kind == Kind.DM], now)
    if not asked:
        return arrivals
    left = [
        _taken(arrival, asked[arrival.thread.id], now) if arrival.thread.id in asked else arrival
        for arrival in arrivals
    ]
    return [arrival for arrival in left if arrival.messages]


def _asked(threads: list[int], now: datetime) -> dict[int, Survey]:
    """Return the newest valid question asked in each conversation. One query per page."""
    if not threads:
        return {}
    recent = Complaint.thread.in_(threads) & (Survey.asked_at > now - LONGEST_VALID)
    found = list(Survey.select(Survey, Complaint).join(Complaint).where(recent).order_by(Survey.id))
    if not found:
        return {}
    valid = survey_choice(office_settings()).valid
    return {row.complaint.thread_id: row for row in found if row.asked_at > now - valid}


def _taken(arrival: Arrival, survey: Survey, now: datetime) -> Arrival:
    left: list[tuple[Written, int]] = []
    for message, message_id in arrival.messages:
        if _answers(message, message_id, survey):
            _keep(survey, message, message_id, now)
        else:
            left.append((message, message_id))
    return replace(arrival, messages=left)


def _answers(message: Written, message_id: int, survey: Survey) -> bool:
    """Whether a message answers the question: written after it was sent, and a bare answer or a thank-you."""
    # Platforms stamp whole seconds: an answer within the second of the question seems to be written before it.
    if message.direction != Direction.IN or message.sent_at < survey.asked_at.replace(microsecond=0):
        return False
    if read_answer(message.text, survey.scale) is None and not is_courtesy(message.text):
        return False
    return not _has_file(message_id) and _is_last_word(survey, message)


def _has_file(message_id: int) -> bool:
    return bool(Attachment.select().where(Attachment.message == message_id).exists())


def _is_last_word(survey: Survey, message: Written) -> bool:
    """Whether the question is the last thing the office wrote there; otherwise a number answers something newer."""
    thread = survey.complaint.thread_id
    question = Outbox.get_or_none((Outbox.complaint == survey.complaint_id) & (Outbox.purpose == str(Purpose.SURVEI)))
    if question is None or not _may_have_arrived(question):
        return False
    newer = (Outbox.thread == thread) & (Outbox.id > question.id) & Outbox.state.in_([str(one) for one in _LEFT])
    if Outbox.select().where(newer).exists():
        return False
    typed = (Message.thread == thread) & (Message.direction == str(Direction.OUT)) & (Message.origin != "aduan")
    between = (Message.sent_at > survey.asked_at) & (Message.sent_at <= message.sent_at)
    return not Message.select().where(typed & between).exists()


def _may_have_arrived(question: Outbox) -> bool:
    """Whether the citizen may have received it: sent, on its way, or cancelled after a try of unknown outcome."""
    return question.state in _LEFT or (question.state == ReplyState.CANCELLED and question.attempts > 0)


def _keep(survey: Survey, message: Written, message_id: int, now: datetime) -> None:
    """Store the message with its complaint; the newest answer counts, so a slip can be corrected."""
    insert_rows(
        ComplaintMessage, [{"complaint": survey.complaint_id, "message": message_id, "linked_at": now}], ignore=True
    )
    answer = read_answer(message.text, survey.scale)
    if answer is None or (survey.answered_at is not None and message.sent_at < survey.answered_at):
        return
    before, survey.answer = survey.answer, answer
    survey.answered_at, survey.message_id = message.sent_at, message_id
    survey.save()
    event = AuditEvent("jawab_survei", f"complaint:{survey.complaint_id}", _text(before), _text(answer))
    audit_trail.write(AGENT, now, event)


def _text(answer: int | None) -> str:
    return "" if answer is None else str(answer)
