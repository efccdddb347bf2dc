"""Taking a page in (receive_messages and its parts in intake): each message once, whole or not at all."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.intake.receive_messages import receive_page
from models.rules.cases.sop import Stage
from models.rules.channels.messages import Page, Unreadable
from models.tables import (
    Audit,
    Complaint,
    Cursor,
    Envelope,
    Message,
    Quarantine,
    StepRecord,
)
from tests.office import NOW, citizen_message, take_in


def test_a_first_message_opens_a_complaint_at_step_2_with_step_1_ended(account: Any) -> None:
    take_in(account, citizen_message("Paspor saya hilang di pelabuhan"))
    complaint = Complaint.get()
    assert complaint.number == "ADU-2026-000001"
    assert (complaint.stage, complaint.step, complaint.open) == (Stage.IDENTIFIKASI, 2, True)
    first, second = StepRecord.select().order_by(StepRecord.step)
    assert (first.outcome, first.output.reference, first.late) == ("selesai", f"message:{Message.get().id}", False)
    assert (second.finished_at, second.due_at) == (None, NOW + timedelta(minutes=3))
    assert Audit.select().where(Audit.subject == f"complaint:{complaint.id}").count() == 1


def test_F13_the_same_page_twice_changes_nothing(account: Any) -> None:
    page = Page(messages=(message := citizen_message(), message), cursor="1")
    assert receive_page(account.id, "dm", page, NOW) == 1
    assert receive_page(account.id, "dm", page, NOW) == 0
    assert (Envelope.select().count(), Message.select().count(), Complaint.select().count()) == (1, 1, 1)


def test_F3_a_page_that_fails_inside_leaves_nothing(account: Any) -> None:
    bad = citizen_message(text=5)  # type: ignore[arg-type]  # breaks after the raw items were written
    with pytest.raises(TypeError):
        receive_page(account.id, "dm", Page(messages=(citizen_message(), bad), cursor="9"), NOW)
    assert (Envelope.select().count(), Complaint.select().count(), Cursor.select().count()) == (0, 0, 0)


def test_F14_an_older_item_after_a_newer_one_is_stored(account: Any) -> None:
    take_in(account, citizen_message("baru", sent_at=NOW))
    take_in(account, citizen_message("lama", sent_at=NOW - timedelta(hours=3)))
    texts = [row.text for row in Message.select().order_by(Message.sent_at)]
    assert texts == ["lama", "baru"]


def test_F33_an_unreadable_item_is_kept_once_and_the_page_goes_on(account: Any) -> None:
    page = Page(messages=(citizen_message(),), unreadable=(Unreadable('{"id":null}', "tanpa id"),), cursor="1")
    for _ in range(2):
        receive_page(account.id, "dm", page, NOW)
    assert Quarantine.select().count() == 1
    assert Message.select().count() == 1


def test_after_closing_a_new_message_opens_a_linked_complaint(account: Any) -> None:
    from models.actions.core.move_complaint import move_complaint
    from models.rules.cases.sop import Move
    from models.rules.staff.roles import Role
    from tests.office import actor

    take_in(account, citizen_message("terima kasih"))
    first = Complaint.get()
    move_complaint(first.id, Move.TUTUP_APRESIASI, actor(Role.PENGELOLA), NOW)
    take_in(account, citizen_message("sekarang ada masalah"))
    second = Complaint.get(Complaint.id != first.id)
    assert (second.previous_id, second.number) == (first.id, "ADU-2026-000002")
