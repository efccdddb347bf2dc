"""Whom the figures and the case call asked: nobody whose question was not sent, or did not arrive."""

from datetime import timedelta
from typing import Any

from admin_app.case_page.case_facts import case_facts
from models.actions.core.answers.questions_asked import was_asked
from models.actions.figures.period_facts import period_facts
from models.actions.replies import deliver_reply as deliver
from models.actions.replies.ask_satisfaction import ask_satisfaction, withdraw_questions
from models.rules.channels.messages import Ack, Receipt
from models.rules.figures.months import edges
from models.rules.replies.delivery import Purpose
from models.tables import Survey
from tests.actions.delivering import tell
from tests.actions.drafting import set_office
from tests.actions.sending import sending
from tests.actions.walking import Walk


def asked(account: Any) -> Walk:
    set_office("survei", "ya")
    walk = Walk(account).with_answer().handed_back().once(Walk.answer, Purpose.JAWABAN)
    walk.now += timedelta(minutes=31)
    assert ask_satisfaction(walk.now) == 1
    return walk


def counted(walk: Walk) -> tuple[int, str]:
    facts = period_facts(edges("2026-11"), walk.now)
    return len(facts.surveys), dict(case_facts(walk.case, full=True))["Kepuasan"]


def test_a_question_counts_once_it_was_sent_and_no_longer_when_it_fell(account: Any) -> None:
    walk = asked(account)
    assert counted(walk) == (0, "belum ditanyakan: pertanyaannya belum atau tidak terkirim")
    assert deliver.record_sent(sending(walk), Receipt("true_survei", Ack.SENT), walk.now)
    count, words = counted(walk)
    assert (count, words.endswith("belum dijawab")) == (1, True)
    tell(walk, "true_survei", Ack.FAILED)
    assert counted(walk)[0] == 0


def test_a_question_given_up_asked_nobody_and_an_answer_is_an_answer(account: Any) -> None:
    walk = asked(account)
    assert withdraw_questions(walk.now + timedelta(days=3)) == 1
    assert counted(walk)[0] == 0
    Survey.update(answer=4, answered_at=walk.now).execute()
    assert [row.answer for row in Survey.select().where(was_asked())] == [4]
