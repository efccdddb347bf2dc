"""Where a mark covers all that came before it, an earlier message that nobody read forbids it."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.cases.look_at_case import look_at_case
from models.rules.staff.roles import Role
from models.tables import Complaint, ComplaintMessage, Message, PushPayload, ReadMark
from tests.actions.channels.test_read_marks import ids, open_all, switch, told, written
from tests.office import NOW, actor, citizen_message, new_complaint, take_in


@pytest.fixture
def covering(account: Any) -> Any:
    """Return an account whose marks cover what came before them."""
    switch(account, kind="whatsapp_cloud")
    return account


def test_a_mark_that_covers_earlier_messages_waits_for_none_that_nobody_read(covering: Any) -> None:
    case = new_complaint(covering)
    take_in(covering, citizen_message("Kedua", sent_at=NOW + timedelta(seconds=1)))
    open_all(case)
    Message.update(seen_at=None).where(Message.id == written()[0]).execute()
    assert told(covering) == []


def test_a_mark_that_covers_earlier_messages_leaves_those_of_a_hidden_case_alone(covering: Any) -> None:
    case = new_complaint(covering)
    Complaint.update(misconduct=True).where(Complaint.id == case.id).execute()
    take_in(covering, citizen_message("Kedua", sent_at=NOW + timedelta(seconds=1)))
    other = new_complaint(covering, who="628110000002")
    ComplaintMessage.update(complaint=other).where(ComplaintMessage.message == written()[1]).execute()
    look_at_case(other.id, 10**9, actor(Role.PENGELOLA), NOW, [written()[1]])
    assert ReadMark.select().count() == 1
    assert told(covering) == []


def test_a_mark_that_covers_earlier_messages_waits_for_what_was_pushed(covering: Any) -> None:
    open_all(new_complaint(covering))
    PushPayload.create(account=covering, digest="a", body="{}", received_at=NOW)
    assert told(covering) == []
    PushPayload.update(settled_at=NOW).execute()
    assert told(covering) == ids()
