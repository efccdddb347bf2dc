"""The question is asked once, after the answer, on its channel, and only where that is lawful and kind."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.core.actor import AGENT
from models.actions.replies.ask_satisfaction import ask_satisfaction, withdraw_questions
from models.actions.replies.queue_reply import queue_reply
from models.actions.replies.record_proof import record_proof
from models.actions.replies.reply_outcome import change_state
from models.rules.core.errors import ReplyNotAllowed
from models.rules.replies.delivery import Purpose, ReplyState, Way
from models.rules.staff.roles import Role
from models.tables import Audit, ChannelAccount, Outbox, ReplyTemplate, Survey, Thread
from tests.actions.drafting import set_office
from tests.actions.walking import Walk
from tests.office import actor, citizen_message, take_in

HALF_HOUR = timedelta(minutes=31)


def wanted(**changes: str) -> None:
    for key, value in {"survei": "ya", **changes}.items():
        set_office(key, value)


def answered(account: Any) -> Walk:
    return Walk(account).with_answer().handed_back().once(Walk.answer, Purpose.JAWABAN)


def questions() -> list[Outbox]:
    return list(Outbox.select().where(Outbox.purpose == str(Purpose.SURVEI)))


def test_nobody_is_asked_unless_the_office_says_so(account: Any) -> None:
    walk = answered(account)
    assert ask_satisfaction(walk.now + HALF_HOUR) == 0
    assert (questions(), Survey.select().count()) == ([], 0)


def test_it_is_asked_once_with_the_number_and_the_scale(account: Any) -> None:
    wanted()
    walk = answered(account)
    assert ask_satisfaction(walk.now + timedelta(minutes=29)) == 0
    assert ask_satisfaction(walk.now + HALF_HOUR) == 1
    assert ask_satisfaction(walk.now + HALF_HOUR) == 0
    (question,) = questions()
    assert (question.thread_id, question.account_id, question.state) == (walk.case.thread_id, account.id, "queued")
    assert walk.case.number in question.text
    assert "4 = sangat puas" in question.text
    assert "{" not in question.text
    (survey,) = Survey.select()
    assert (survey.complaint_id, survey.scale, survey.answer) == (walk.id, 4, None)
    assert Audit.select().where(Audit.after == "survei").count() == 1
    Outbox.update(state="cancelled").where(Outbox.id == question.id).execute()
    walk.paper("LEMBAR")
    assert ask_satisfaction(walk.now + 2 * HALF_HOUR) == 0


def test_an_archived_complaint_is_asked_about_too_but_not_a_reopened_one(account: Any) -> None:
    wanted(survei_skala="5", survei_jeda_menit="0")
    walk = Walk(account).with_answer().handed_back().finished()
    assert ask_satisfaction(walk.tick()) == 1
    assert "5 = sangat puas" in questions()[0].text
    assert Survey.get().scale == 5


def test_an_old_answer_is_left_alone(account: Any) -> None:
    walk = answered(account)
    wanted()
    assert ask_satisfaction(walk.now + timedelta(days=3)) == 0
    assert ask_satisfaction(walk.now + timedelta(days=2)) == 1


def test_who_writes_on_is_not_asked_and_who_says_thanks_is(account: Any) -> None:
    wanted()
    walk = answered(account)
    take_in(account, citizen_message("Terima kasih, Pak", sent_at=walk.tick()), now=walk.now)
    written = citizen_message("Tapi paspor saya belum ada", sent_at=walk.tick())
    take_in(account, written, now=walk.now)
    assert ask_satisfaction(walk.now + HALF_HOUR) == 0
    other = Walk(account)
    assert other.id == walk.id  # the same conversation goes on with it


def test_a_thank_you_does_not_keep_the_question_back(account: Any) -> None:
    wanted()
    walk = answered(account)
    take_in(account, citizen_message("Terima kasih, Pak", sent_at=walk.tick()), now=walk.now)
    assert ask_satisfaction(walk.now + HALF_HOUR) == 1


def test_an_answer_dated_by_a_clock_that_was_ahead_is_asked_about_now_and_not_when_that_time_comes(
    account: Any,
) -> None:
    wanted()
    walk = answered(account)
    wrong = walk.now + timedelta(days=500)
    Outbox.update(sent_at=wrong, there_at=wrong).execute()
    assert ask_satisfaction(walk.now + HALF_HOUR) == 1
    Outbox.update(created_at=wrong).execute()
    assert ask_satisfaction(wrong + HALF_HOUR) == 0


def test_a_clock_that_is_behind_asks_nobody_about_what_was_sent_by_the_right_time(account: Any) -> None:
    wanted()
    walk = answered(account)
    assert ask_satisfaction(walk.now - timedelta(days=365)) == 0


def test_who_wrote_on_after_an_answer_dated_by_a_clock_that_was_ahead_is_not_asked(account: Any) -> None:
    wanted()
    walk = answered(account)
    take_in(account, citizen_message("Tapi paspor saya belum ada", sent_at=walk.tick()), now=walk.now)
    Outbox.update(sent_at=walk.now + timedelta(days=500), there_at=walk.now + timedelta(days=500)).execute()
    assert ask_satisfaction(walk.now + HALF_HOUR) == 0


@pytest.mark.parametrize("how", ["window", "comment", "disabled", "waiting", "no text", "too long"])
def test_it_is_not_asked_where_it_cannot_or_must_not_be(account: Any, how: str) -> None:
    wanted()
    walk = answered(account)
    if how == "window":
        account.kind = "whatsapp_cloud"
        account.save()
        Thread.update(last_inbound_at=walk.now - timedelta(hours=24)).execute()
    elif how == "comment":
        Thread.update(kind="comment").execute()
    elif how == "disabled":
        ChannelAccount.update(enabled=False).execute()
    elif how == "waiting":
        queue_reply(walk.id, "Satu hal lagi", Purpose.LAIN, "kunci-lain", actor(Role.PENGELOLA), walk.tick())
    elif how == "no text":
        ReplyTemplate.update(active=False).where(ReplyTemplate.purpose == "survei").execute()
    else:
        ReplyTemplate.update(text="x" * 5000).where(ReplyTemplate.purpose == "survei").execute()
    assert ask_satisfaction(walk.now + HALF_HOUR) == 0
    assert (questions(), Survey.select().count()) == ([], 0)


def test_an_extended_window_is_for_people_only(account: Any) -> None:
    wanted()
    walk = answered(account)
    ChannelAccount.update(kind="facebook", settings='{"human_agent": "ya"}').execute()
    Thread.update(last_inbound_at=walk.now - timedelta(hours=30)).execute()
    assert ask_satisfaction(walk.now + HALF_HOUR) == 0
    Thread.update(last_inbound_at=walk.now).execute()
    assert ask_satisfaction(walk.now + HALF_HOUR) == 1


@pytest.mark.parametrize("way", [(ReplyState.PARKED,), (ReplyState.SENDING, ReplyState.UNKNOWN, ReplyState.HOLD)])
def test_a_question_that_is_stuck_is_taken_back(account: Any, way: tuple[ReplyState, ...]) -> None:
    wanted()
    walk = answered(account)
    ask_satisfaction(walk.now + HALF_HOUR)
    for state in way:
        assert change_state(questions()[0], state, AGENT, walk.now)
    assert withdraw_questions(walk.now) == 1
    assert questions()[0].state == "cancelled"
    assert withdraw_questions(walk.now) == 0


def test_a_question_that_waited_too_long_is_taken_back(account: Any) -> None:
    wanted()
    walk = answered(account)
    asked = walk.now + HALF_HOUR
    ask_satisfaction(asked)
    assert withdraw_questions(asked + timedelta(days=2)) == 0
    assert withdraw_questions(asked + timedelta(days=2, seconds=1)) == 1


def test_no_officer_sends_or_records_one(account: Any) -> None:
    walk = answered(account)
    pengelola = actor(Role.PENGELOLA)
    with pytest.raises(ReplyNotAllowed):
        queue_reply(walk.id, "Puas?", Purpose.SURVEI, "kunci-survei", pengelola, walk.tick())
    with pytest.raises(ReplyNotAllowed):
        record_proof(walk.id, Purpose.SURVEI, Way.TELEPON, "Puas?", pengelola, walk.tick())
