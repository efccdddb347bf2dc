"""Files to be fetched: their own rows and times; a failure never touches the message (R6, F37)."""

from datetime import timedelta
from typing import Any

from models.actions.intake.files.store_attachment import (
    LEAST_TRIES,
    TRIED_FOR,
    due_attachments,
    record_fetch_failed,
    record_stored,
)
from models.rules.channels.messages import IncomingAttachment
from models.tables import Attachment, Message
from tests.office import NOW, citizen_message, take_in


def with_file(account: Any) -> int:
    file = IncomingAttachment({"url": "/api/files/a.jpg"}, "image/jpeg", "paspor.jpg", 10)
    take_in(account, citizen_message("ini fotonya", attachments=(file,)))
    return Attachment.get().id


def test_a_file_is_due_at_once_and_no_more_when_stored(account: Any) -> None:
    row_id = with_file(account)
    (due,) = due_attachments(account.id, NOW)
    assert (due.attachment_id, due.ref, due.filename) == (row_id, {"url": "/api/files/a.jpg"}, "paspor.jpg")
    record_stored(row_id, "a" * 64, 10, "image/jpeg", mismatch=False)
    assert due_attachments(account.id, NOW + timedelta(days=9)) == []
    assert Attachment.get().state == "tersimpan"


def test_F37_a_failed_fetch_is_tried_for_24_hours_with_longer_waits(account: Any) -> None:
    row_id, now, waits = with_file(account), NOW, []
    while not record_fetch_failed(row_id, "404", now):
        following = Attachment.get().next_try_at
        assert due_attachments(account.id, following - timedelta(seconds=1)) == []
        assert len(due_attachments(account.id, following)) == 1
        waits.append((following - now).total_seconds())
        now = following
    assert waits == sorted(waits)
    assert timedelta(hours=24) <= now - NOW < timedelta(hours=25)
    assert (Attachment.get().state, Attachment.get().reason, Message.get().text) == ("gagal", "404", "ini fotonya")


def test_what_is_gone_for_good_is_not_tried_again(account: Any) -> None:
    assert record_fetch_failed(with_file(account), "sudah dihapus", NOW, gone=True)
    assert due_attachments(account.id, NOW + timedelta(days=1)) == []


def test_F40_a_file_put_off_by_a_clock_400_days_ahead_is_due_now_and_its_day_begins_now(account: Any) -> None:
    row_id, then = with_file(account), NOW + timedelta(days=400)
    Attachment.update(next_try_at=then, give_up_at=then + timedelta(days=1), attempts=LEAST_TRIES).execute()
    assert [due.attachment_id for due in due_attachments(account.id, NOW)] == [row_id]
    assert not record_fetch_failed(row_id, "404", NOW)
    assert Attachment.get().give_up_at == NOW + TRIED_FOR
    assert record_fetch_failed(row_id, "404", NOW + TRIED_FOR)


def test_a_file_of_a_pc_that_was_off_full_or_wrong_for_its_day_has_its_tries_all_the_same(account: Any) -> None:
    row_id, now = with_file(account), NOW + timedelta(days=3)
    tries = 1
    while not record_fetch_failed(row_id, "404", now):
        now, tries = Attachment.get().next_try_at, tries + 1
    assert tries == LEAST_TRIES
