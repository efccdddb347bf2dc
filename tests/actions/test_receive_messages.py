"""Intake: each message once, whole or not at all, and the complaint it opens or joins."""

from datetime import timedelta
from typing import Any

import pytest

from models.actions.receive_messages import receive_page
from models.rules.messages import Ack, Acknowledgement, Direction, Page, Unreadable
from models.rules.sop import Stage
from models.tables import (
    Audit,
    Complaint,
    ComplaintMessage,
    Cursor,
    Envelope,
    Message,
    MessageVersion,
    OpenThread,
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
    assert receive_page(account.id, "dm", page, NOW).new == 1
    again = receive_page(account.id, "dm", page, NOW)
    assert (again.new, again.duplicates) == (0, 2)
    assert (Envelope.select().count(), Message.select().count(), Complaint.select().count()) == (1, 1, 1)


def test_posts_in_a_row_and_later_ones_join_the_open_complaint(account: Any) -> None:
    take_in(account, citizen_message("halo"), citizen_message("pak"), citizen_message("paspor saya"))
    take_in(account, citizen_message("sudah 3 minggu"))
    complaint = Complaint.get()
    assert ComplaintMessage.select().where(ComplaintMessage.complaint == complaint.id).count() == 4
    assert complaint.unread == 4
    assert OpenThread.select().count() == 1


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


def test_F19_a_withdrawn_message_keeps_its_text(account: Any) -> None:
    message = citizen_message("rahasia")
    take_in(account, message)
    take_in(account, citizen_message("", external_id=message.external_id, withdrawn=True))
    kept = Message.get()
    assert kept.text == "rahasia"
    assert kept.withdrawn_at == NOW


def test_F20_an_edit_adds_a_version_once_and_keeps_the_first_text(account: Any) -> None:
    message = citizen_message("lama")
    take_in(account, message)
    for _ in range(2):
        take_in(account, citizen_message("baru", external_id=message.external_id))
    assert Message.get().text == "lama"
    assert [(row.number, row.text) for row in MessageVersion.select()] == [(2, "baru")]


def test_F33_an_unreadable_item_is_kept_once_and_the_page_goes_on(account: Any) -> None:
    page = Page(messages=(citizen_message(),), unreadable=(Unreadable('{"id":null}', "tanpa id"),), cursor="1")
    for _ in range(2):
        receive_page(account.id, "dm", page, NOW)
    assert Quarantine.select().count() == 1
    assert Message.select().count() == 1


def test_the_same_message_under_its_other_id_is_one_message(account: Any) -> None:
    hidden = citizen_message(external_id="false_99@lid_AB", also_known_as=("false_628110000001@c.us_AB",))
    take_in(account, hidden)
    take_in(account, citizen_message(external_id="false_628110000001@c.us_AB"))
    assert Message.select().count() == 1
    take_in(account, citizen_message(external_id="false_628110000001@c.us_CD"))
    take_in(account, citizen_message(external_id="false_99@lid_CD", also_known_as=("false_628110000001@c.us_CD",)))
    assert Message.select().count() == 2


def test_our_own_message_never_opens_a_complaint(account: Any) -> None:
    take_in(account, citizen_message("sudah kami jawab", direction=Direction.OUT))
    assert Complaint.select().count() == 0
    assert Message.get().origin == "aplikasi_asli"


def test_an_ack_rises_and_never_falls_back(account: Any) -> None:
    message = citizen_message(direction=Direction.OUT)
    take_in(account, message)
    for ack in (Ack.DELIVERED, Ack.PENDING):
        receive_page(account.id, "dm", Page(acknowledgements=(Acknowledgement(message.external_id, ack),)), NOW)
    assert Message.get().ack == Ack.DELIVERED


def test_F36_nul_and_lone_surrogates_are_kept_in_their_place(account: Any) -> None:
    take_in(account, citizen_message("a\x00b\ud800c", payload='{"body":"a\\u0000b\\ud800c"}'))
    assert Message.get().text == "a\ufffdb\ufffdc"
    assert "\\u0000" in Envelope.get().payload


def test_after_closing_a_new_message_opens_a_linked_complaint(account: Any) -> None:
    from models.actions.move_complaint import move_complaint
    from models.rules.roles import Role
    from models.rules.sop import Move
    from tests.office import actor

    take_in(account, citizen_message("terima kasih"))
    first = Complaint.get()
    move_complaint(first.id, Move.TUTUP_APRESIASI, actor(Role.PENGELOLA), NOW)
    take_in(account, citizen_message("sekarang ada masalah"))
    second = Complaint.get(Complaint.id != first.id)
    assert (second.previous_id, second.number) == (first.id, "ADU-2026-000002")
