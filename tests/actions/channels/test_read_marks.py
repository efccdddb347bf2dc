"""No citizen is told of a message that nobody opened, that the office keeps silent about, or that is gone."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from models.actions.cases.look_at_case import look_at_case
from models.actions.channels.read_marks import Mark, next_mark, record_failed, record_marked
from models.actions.replies.queue_reply import queue_reply
from models.rules.channels.messages import Kind
from models.rules.channels.wordless import Came, said
from models.rules.privacy.conduct_lane import Conduct
from models.rules.replies.delivery import Purpose
from models.rules.replies.read_marks import LATEST, MOST_TRIES, READ_MARKS
from models.rules.staff.roles import Role
from models.tables import (
    ChannelAccount,
    Complaint,
    ComplaintMessage,
    ConflictParty,
    Message,
    ReadMark,
    Staff,
)
from tests.admin_app.asked import listening, plan_of
from tests.office import NOW, actor, citizen_message, new_complaint, take_in

LATER = NOW + timedelta(minutes=1)


def switch(account: Any, value: str = "ya", kind: str = "waha") -> None:
    settings = json.dumps({READ_MARKS: value} if value else {})
    ChannelAccount.update(settings=settings, kind=kind).where(ChannelAccount.id == account.id).execute()


@pytest.fixture
def marking(account: Any) -> Any:
    """Return an account at which the office wants citizens to be told."""
    switch(account)
    return account


def written() -> list[int]:
    return [row.id for row in Message.select().order_by(Message.id)]


def open_all(case: Complaint, *messages: int) -> None:
    """Let the one who answers open a case, with these messages on his screen; all of them where none is named."""
    news = Complaint.get_by_id(case.id).news
    look_at_case(case.id, news, actor(Role.PENGELOLA), NOW, messages or tuple(written()))


def told(account: Any) -> list[str]:
    """Return what would be told next."""
    mark = next_mark(account.id, LATER)
    names: list[str] = list(mark.message_ids) if mark else []
    return names


def ids() -> list[str]:
    return [row.external_id for row in Message.select().order_by(Message.id)]


def test_what_the_agent_fetched_and_nobody_opened_is_never_told(marking: Any) -> None:
    new_complaint(marking)
    assert (told(marking), ReadMark.select().count()) == ([], 0)


def test_what_stood_open_on_the_screen_is_told_once(marking: Any) -> None:
    case = new_complaint(marking)
    take_in(marking, citizen_message("Sudah sebulan", sent_at=NOW))
    open_all(case)
    mark = next_mark(marking.id, LATER)
    assert mark is not None
    assert (mark.thread_id, list(mark.message_ids)) == ("628110000001@c.us", ids())
    record_marked(mark, 2)
    assert (told(marking), ReadMark.select().count()) == ([], 0)
    open_all(case)  # opened a second time: told already
    assert told(marking) == []


def test_what_was_not_on_the_screen_is_not_told_though_it_counts_as_seen(marking: Any) -> None:
    case = new_complaint(marking)
    take_in(marking, citizen_message("Tidak tergambar"))
    open_all(case, written()[1])
    assert told(marking) == [ids()[1]]
    assert Message.select().where(Message.seen_at.is_null()).count() == 0


def test_what_came_after_the_page_was_drawn_is_not_told(marking: Any) -> None:
    case = new_complaint(marking)
    drawn = Complaint.get_by_id(case.id).news
    take_in(marking, citizen_message("Baru saja"))
    look_at_case(case.id, drawn, actor(Role.PENGELOLA), NOW, written())
    assert told(marking) == [ids()[0]]


def test_marking_many_cases_as_read_in_a_list_opens_none(marking: Any) -> None:
    case = new_complaint(marking)
    look_at_case(case.id, case.news, actor(Role.PENGELOLA), NOW)
    assert (told(marking), Complaint.get_by_id(case.id).unread) == ([], 0)


def test_somebody_whose_look_does_not_answer_tells_nothing(marking: Any) -> None:
    case = new_complaint(marking)
    Complaint.update(stage="penerusan_kasubsi", step=4).where(Complaint.id == case.id).execute()
    look_at_case(case.id, case.news, actor(Role.KASUBSI_INFOKIM), NOW, written())
    assert told(marking) == []


@pytest.mark.parametrize("value", ["", "tidak"])
def test_nothing_is_noted_while_the_switch_is_off_nor_told_when_it_is_switched_on(account: Any, value: str) -> None:
    switch(account, value)
    case = new_complaint(account)
    open_all(case)
    assert ReadMark.select().count() == 0
    switch(account)
    assert told(account) == []


def test_nothing_is_told_after_the_switch_was_turned_off_nor_when_it_is_on_again(marking: Any) -> None:
    open_all(new_complaint(marking))
    switch(marking, "tidak")
    assert told(marking) == []
    switch(marking)
    assert told(marking) == []


def test_a_channel_that_cannot_mark_single_messages_notes_nothing(account: Any) -> None:
    switch(account, kind="facebook")
    open_all(new_complaint(account))
    assert ReadMark.select().count() == 0


def guarded(**values: Any) -> Callable[[Complaint], None]:
    return lambda case: Complaint.update(**values).where(Complaint.id == case.id).execute()  # type: ignore[return-value]


def name_officer(case: Complaint) -> None:
    ConflictParty.create(complaint=case, staff=Staff.select().first(), why="Disebut", named_at=NOW)


def take_back(_case: Complaint) -> None:
    Message.update(withdrawn_at=NOW).execute()


def edit(_case: Complaint) -> None:
    Message.update(seen_at=None).execute()


def unlink(_case: Complaint) -> None:
    ComplaintMessage.update(undone_at=NOW).execute()


WHY_NOT = {
    "destroyed": guarded(destroyed_at=NOW),
    "protected": guarded(identity_protected=True),
    "about an officer": guarded(misconduct=True),
    "suspected": guarded(conduct=str(Conduct.WORDS)),
    "names an officer": name_officer,
    "taken back": take_back,
    "edited since": edit,
    "of no case any more": unlink,
}


@pytest.mark.parametrize("why", WHY_NOT)
def test_what_became_secret_or_gone_after_it_was_opened_is_not_told_and_forgotten(marking: Any, why: str) -> None:
    case = new_complaint(marking)
    open_all(case)
    WHY_NOT[why](case)
    assert (told(marking), ReadMark.select().count()) == ([], 0)


def test_a_message_that_is_also_in_a_hidden_case_is_not_told(marking: Any) -> None:
    case = new_complaint(marking)
    other = new_complaint(marking, who="628110000002")
    ComplaintMessage.create(complaint=other, message=written()[0], linked_at=NOW, news=1)
    open_all(case, written()[0])
    Complaint.update(misconduct=True).where(Complaint.id == other.id).execute()
    assert told(marking) == []


@pytest.mark.parametrize("came", [Came.UNREAD, Came.VIEW_ONCE, Came.NOT_FORWARDED, Came.CALL])
def test_what_only_the_phone_can_show_was_not_read_here(marking: Any, came: Came) -> None:
    open_all(new_complaint(marking, text=said(came)))
    assert ReadMark.select().count() == 0


def test_a_message_that_came_cut_short_was_not_read_here(marking: Any) -> None:
    case = new_complaint(marking)
    Message.update(truncated=True).execute()
    open_all(case)
    assert ReadMark.select().count() == 0


def test_what_is_hidden_from_who_opened_the_case_was_not_on_his_screen(marking: Any) -> None:
    case = new_complaint(marking)
    other = new_complaint(marking, who="628110000002")
    ComplaintMessage.create(complaint=other, message=written()[0], linked_at=NOW, news=1)
    reader = Staff.get(Staff.username == str(Role.PENGELOLA))
    ConflictParty.create(complaint=other, staff=reader, why="Disebut", named_at=NOW)
    open_all(case, written()[0])
    assert ReadMark.select().count() == 0


def test_a_comment_is_never_told(marking: Any) -> None:
    case = new_complaint(marking)
    Message.update(kind=str(Kind.COMMENT)).execute()
    open_all(case)
    assert ReadMark.select().count() == 0


def test_conversations_are_told_one_after_the_other(marking: Any) -> None:
    first, second = new_complaint(marking), new_complaint(marking, who="628110000002")
    open_all(second, written()[1])
    open_all(first, written()[0])
    mark = next_mark(marking.id, LATER)
    assert mark is not None
    assert mark.message_ids == (ids()[1],)
    record_marked(mark, 1)
    assert told(marking) == [ids()[0]]


def test_an_answer_that_may_leave_goes_first(marking: Any) -> None:
    case = new_complaint(marking)
    open_all(case)
    queue_reply(case.id, "Kami periksa.", Purpose.LAIN, "k1", actor(Role.PENGELOLA), NOW)
    assert told(marking) == []
    assert ReadMark.select().count() == 1


def test_what_was_opened_half_an_hour_ago_is_told_no_more(marking: Any) -> None:
    open_all(new_complaint(marking))
    assert next_mark(marking.id, NOW + LATEST + timedelta(seconds=1)) is None
    assert ReadMark.select().count() == 0


def test_one_opened_again_just_now_takes_none_along_that_was_opened_long_ago(marking: Any) -> None:
    case = new_complaint(marking)
    take_in(marking, citizen_message("Kedua"))
    open_all(case)
    again = LATEST + timedelta(minutes=5)
    Message.update(seen_at=None).where(Message.id == written()[0]).execute()  # as after a change
    look_at_case(case.id, Complaint.get_by_id(case.id).news, actor(Role.PENGELOLA), NOW + again, written())
    marks = [next_mark(marking.id, NOW + again) for _ in range(2)]  # one is forgotten at a time
    assert {name for mark in marks if mark for name in mark.message_ids} == {ids()[0]}


def test_a_failure_is_tried_again_a_few_times_and_then_forgotten(marking: Any) -> None:
    open_all(new_complaint(marking))
    for _ in range(MOST_TRIES):
        mark = next_mark(marking.id, LATER)
        assert mark is not None
        record_failed(mark, for_good=False)
    assert (told(marking), ReadMark.select().count()) == ([], 0)


def test_what_a_platform_will_never_take_is_not_tried_again(marking: Any) -> None:
    open_all(new_complaint(marking))
    mark = next_mark(marking.id, LATER)
    assert mark is not None
    record_failed(mark, for_good=True)
    assert told(marking) == []


def test_of_some_that_were_told_the_others_stay(marking: Any) -> None:
    case = new_complaint(marking)
    take_in(marking, citizen_message("Kedua"))
    open_all(case)
    mark = next_mark(marking.id, LATER)
    assert mark is not None
    record_marked(mark, 1)
    assert told(marking) == [ids()[1]]


def test_what_is_asked_each_second_walks_the_few_notes_and_not_all_messages(sqlite_account: Any) -> None:
    switch(sqlite_account)
    with listening() as asked:
        next_mark(sqlite_account.id, LATER)
    (question,) = [one for one in asked if '"read_mark"' in one[0]]
    assert "message_account_id" not in plan_of(question)


def test_a_mark_names_the_conversation_the_rows_and_no_person() -> None:
    assert list(Mark.__dataclass_fields__) == ["thread_id", "message_ids", "rows"]
    assert set(ReadMark._meta.fields) == {"id", "message", "opened_at", "tries"}
