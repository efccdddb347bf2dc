"""Asks citizens for their satisfaction, once, on the channel of the answer; called by the agent every minute."""

from datetime import datetime, timedelta

from peewee import JOIN

from models.actions.core import audit_trail
from models.actions.core.actor import AGENT
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.office_facts import office_settings
from models.actions.core.row_by_row import row_by_row
from models.actions.replies.reply_outcome import change_state
from models.actions.replies.reply_reach import reply_reach
from models.rules.cases.sop import Stage
from models.rules.channels.channels import length
from models.rules.channels.grades import FALLEN
from models.rules.channels.messages import Direction, Kind
from models.rules.channels.windows import Window
from models.rules.core.stored_moments import AHEAD, is_impossible
from models.rules.core.texts import text_hash
from models.rules.replies.delivery import CLAIMABLE, OPEN_STATES, Purpose, ReplyState
from models.rules.replies.satisfaction import ASKED_WITHIN, SurveyChoice, choices_text, is_courtesy, survey_choice
from models.tables import ChannelAccount, Complaint, Message, Outbox, ReplyTemplate, Survey, Thread, database

# How far back an answer may have been queued that was delivered only now (parked, held, read back late).
_QUEUED_WITHIN = timedelta(days=60)
_ANSWERED = (str(Stage.DOKUMENTASI), str(Stage.SELESAI))
KEY = "survei-{}"
_TOO_LATE = "pertanyaan kepuasan tidak sampai pada waktunya, dan tidak dikirim lagi"


def ask_satisfaction(now: datetime) -> int:
    """Queue the question for every recently delivered answer, if the office wants it; return how many."""
    settings = office_settings()
    choice = survey_choice(settings)
    withdraw_questions(now)
    template = ReplyTemplate.get_or_none((ReplyTemplate.purpose == str(Purpose.SURVEI)) & ReplyTemplate.active)
    if not choice.on or template is None:
        return 0
    text = template.text.replace("{kantor}", settings.get("nama_kantor", ""))
    text = text.replace("{pilihan}", choices_text(choice.scale))
    answers = list(_answered(choice, now))
    return row_by_row(answers, lambda answer: _ask(answer, text, choice, now), lambda answer: answer.id)


def withdraw_questions(now: datetime) -> int:
    """Cancel questions that were not sent in time or whose fate is unknown; return how many.

    They are not worth an officer's look, and a held one would block every later answer of its conversation.
    """
    state, count = Outbox.state, 0
    stuck = state.in_([str(ReplyState.PARKED), str(ReplyState.HOLD)])
    stale = state.in_([str(one) for one in CLAIMABLE]) & (Outbox.created_at < now - ASKED_WITHIN)
    with database.atomic():
        for row in Outbox.select().where((Outbox.purpose == str(Purpose.SURVEI)) & (stuck | stale)):
            count += change_state(row, ReplyState.CANCELLED, AGENT, now, reason=_TOO_LATE)
    return count


def _answered(choice: SurveyChoice, now: datetime) -> list[Outbox]:
    """Return the private answers delivered within the period for asking and not asked about yet."""
    sent = (Outbox.state == str(ReplyState.SENT)) & (Outbox.created_at > now - _QUEUED_WITHIN)
    lately = (Outbox.sent_at <= now - choice.delay) & (Outbox.sent_at > now - choice.delay - ASKED_WITHIN)
    # Dated by a clock that was ahead: asked about now, not when that time comes. By a clock that is
    # behind, all is of a time to come, also when it was queued: then nobody is asked.
    lately |= (Outbox.sent_at > now + AHEAD) & (Outbox.created_at <= now)
    there = Outbox.there_at.is_null(False) & Outbox.grade.not_in([str(grade) for grade in FALLEN])
    answer = sent & there & lately & (Outbox.purpose == str(Purpose.JAWABAN)) & (Thread.kind == str(Kind.DM))
    query = Outbox.select(Outbox, Thread).join(Thread).switch(Outbox).join(Complaint)
    query = query.join(Survey, JOIN.LEFT_OUTER, on=Survey.complaint == Complaint.id)
    return list(query.where(answer & Complaint.stage.in_(_ANSWERED) & Survey.id.is_null()).order_by(Outbox.id))


def _ask(answer: Outbox, text: str, choice: SurveyChoice, now: datetime) -> int:
    with database.atomic():
        account, thread = ChannelAccount.get_by_id(answer.account_id), answer.thread
        if not account.enabled or _goes_on(thread, answer, now):
            return 0
        case = Complaint.get_by_id(answer.complaint_id)
        way = reply_reach(thread, account, now)
        words = text.replace("{nomor}", case.number)
        # An extended window is for what a person writes (Meta, human agent); this is no person's message.
        if way is None or not way.reach.replies or way.window is not Window.OPEN:
            return 0
        if length(words, way.reach.measure) > way.limit:
            return 0
        asked = Survey.insert(complaint=case.id, asked_at=now, scale=choice.scale).on_conflict_ignore()
        if not list(asked.returning(Survey.id).tuples()):
            return 0  # the other agent was faster
        _queue(answer, words, now)
        return 1


def _goes_on(thread: Thread, answer: Outbox, now: datetime) -> bool:
    """Whether the conversation goes on: a reply is on its way, or the citizen wrote more than thanks."""
    states = [str(state) for state in OPEN_STATES]
    if Outbox.select().where((Outbox.thread == thread.id) & Outbox.state.in_(states)).exists():
        return True
    moments = (answer.sent_at, answer.there_at, answer.created_at)
    known = next(at for at in moments if at is not None and not is_impossible(at, now))
    since = (Message.thread == thread.id) & (Message.sent_at > known)
    written = Message.select(Message.text).where(since & (Message.direction == str(Direction.IN)))
    return any(not is_courtesy(said) for (said,) in written.tuples())


def _queue(answer: Outbox, words: str, now: datetime) -> None:
    row = Outbox.create(
        reply_key=KEY.format(answer.complaint_id),
        complaint=answer.complaint_id,
        account=answer.account_id,
        thread=answer.thread_id,
        purpose=str(Purpose.SURVEI),
        text=words,
        text_hash=text_hash(words),
        created_at=now,
    )
    event = AuditEvent("antre_jawaban", f"outbox:{row.id}", after=str(Purpose.SURVEI))
    audit_trail.write(AGENT, now, event)
