"""A bare answer goes with its complaint and opens nothing; whatever else a citizen writes is heard as ever."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.replies.ask_satisfaction import ask_satisfaction
from models.actions.replies.deliver_reply import claim_due, record_intent, record_sent
from models.rules.channels.messages import Direction, IncomingAttachment, Receipt
from models.tables import Audit, Complaint, ComplaintMessage, Message, OfficeSetting, Outbox, Survey, Thread
from tests.actions.replies.test_ask_satisfaction import HALF_HOUR, answered, wanted
from tests.actions.walking import Walk
from tests.office import citizen_message, take_in


@pytest.fixture
def asked(account: Any) -> Walk:
    """A finished complaint whose citizen was just asked."""
    wanted()
    return answered(account).once(_asked)


def _asked(walk: Walk) -> None:
    walk.now += HALF_HOUR
    assert ask_satisfaction(walk.now) == 1
    claim = claim_due(walk.account.id, "agen-1", 60, walk.tick())
    assert claim is not None
    assert record_intent(claim, 60, walk.now)
    assert record_sent(claim, Receipt("true_survei"), walk.now)
    walk.paper("LEMBAR")
    walk.move("arsipkan")  # type: ignore[arg-type]


def write(walk: Walk, text: str, **changes: Any) -> Message:
    message = citizen_message(text, sent_at=walk.tick(), **changes)
    take_in(walk.account, message, now=walk.now)
    return Message.get(Message.external_id == message.external_id)


def test_a_bare_answer_opens_no_complaint_and_stands_with_the_one_it_is_about(asked: Walk) -> None:
    before = Complaint.select().count()
    message = write(asked, "4 terima kasih")
    survey = Survey.get()
    assert (survey.answer, survey.answered_at, survey.message_id) == (4, message.sent_at, message.id)
    assert Complaint.select().count() == before
    linked = ComplaintMessage.get(ComplaintMessage.message == message.id)
    assert (linked.complaint_id, asked.case.unread, asked.case.stage) == (asked.id, asked.case.unread, "selesai")
    assert Thread.get_by_id(asked.case.thread_id).last_inbound_at == message.sent_at
    (trace,) = Audit.select().where(Audit.event == "jawab_survei")
    assert (trace.subject, trace.after) == (f"complaint:{asked.id}", "4")


def test_the_same_page_twice_changes_nothing(asked: Walk) -> None:
    message = citizen_message("2", sent_at=asked.tick())
    for _ in range(2):
        take_in(asked.account, message, now=asked.now)
    assert (Survey.get().answer, Audit.select().where(Audit.event == "jawab_survei").count()) == (2, 1)


def test_a_slip_is_put_right_by_the_newer_answer(asked: Walk) -> None:
    write(asked, "1")
    write(asked, "4")
    assert Survey.get().answer == 4
    late = citizen_message("2", sent_at=asked.now - timedelta(seconds=90))
    take_in(asked.account, late, now=asked.tick())
    assert Survey.get().answer == 4


def test_a_thank_you_after_the_question_opens_nothing_either(asked: Walk) -> None:
    before = Complaint.select().count()
    message = write(asked, "Terima kasih banyak, Pak")
    assert (Complaint.select().count(), Survey.get().answer) == (before, None)
    assert ComplaintMessage.get(ComplaintMessage.message == message.id).complaint_id == asked.id


def test_more_than_an_answer_is_a_complaint_as_ever(asked: Walk) -> None:
    before = Complaint.select().count()
    write(asked, "2, paspor saya tetap belum jadi")
    newest = Complaint.select().order_by(Complaint.id.desc()).first()
    assert (Complaint.select().count(), newest.previous_id) == (before + 1, asked.id)
    assert Survey.get().answer is None


def test_an_answer_and_a_matter_on_one_page_go_their_own_ways(asked: Walk) -> None:
    before = Complaint.select().count()
    answer = citizen_message("3", sent_at=asked.tick())
    matter = citizen_message("Paspor istri saya juga belum jadi", sent_at=asked.tick())
    take_in(asked.account, answer, matter, now=asked.now)
    assert (Survey.get().answer, Complaint.select().count()) == (3, before + 1)
    newest = Complaint.select().order_by(Complaint.id.desc()).first()
    assert (newest.unread, newest.subject) == (1, "Paspor istri saya juga belum jadi")


@pytest.mark.parametrize("why", ["file", "too late", "before", "typed since", "turned off answers"])
def test_a_number_that_answers_something_else_is_a_message_as_ever(asked: Walk, why: str) -> None:
    before = Complaint.select().count()
    changes: dict[str, Any] = {}
    if why == "file":
        changes = {"attachments": (IncomingAttachment(ref={"id": "1"}, mime="image/jpeg"),)}
    elif why == "too late":
        asked.now += timedelta(days=7)
    elif why == "turned off answers":
        OfficeSetting.update(value="1").where(OfficeSetting.key == "survei_berlaku_hari").execute()
        asked.now += timedelta(days=1)
    elif why == "typed since":
        own = citizen_message("Pilih 1 atau 2?", direction=Direction.OUT, sent_at=asked.tick())
        take_in(asked.account, own, now=asked.now)
    else:
        asked.now -= timedelta(hours=2)
    write(asked, "2", **changes)
    assert Survey.get().answer is None
    assert Complaint.select().count() == before + 1


def test_an_answer_within_the_second_of_the_question_is_one_though_its_stamp_is_in_whole_seconds(asked: Walk) -> None:
    second = asked.tick().replace(microsecond=0)
    Survey.update(asked_at=second + timedelta(seconds=0.8)).execute()
    take_in(asked.account, citizen_message("2", sent_at=second), now=asked.now)
    assert Survey.get().answer == 2


def test_while_the_complaint_is_open_the_answer_troubles_nobody(account: Any) -> None:
    wanted()
    walk = answered(account)
    walk.now += HALF_HOUR
    ask_satisfaction(walk.now)
    unread = walk.case.unread
    claim = claim_due(account.id, "agen-1", 60, walk.tick())
    assert claim is not None
    assert record_intent(claim, 60, walk.now)  # left, and nobody knows yet whether it arrived
    write(walk, "kurang puas")
    assert (Survey.get().answer, walk.case.unread) == (2, unread)
    write(walk, "Kapan bisa diambil?")
    assert walk.case.unread == unread + 1


def test_a_question_taken_back_unsettled_may_still_be_answered(asked: Walk) -> None:
    Outbox.update(state="cancelled").where(Outbox.purpose == "survei").execute()
    write(asked, "3")
    assert Survey.get().answer == 3


def test_a_question_still_waiting_cannot_have_been_answered(account: Any) -> None:
    wanted()
    walk = answered(account)
    walk.now += HALF_HOUR
    ask_satisfaction(walk.now)
    write(walk, "4")
    assert Survey.get().answer is None
