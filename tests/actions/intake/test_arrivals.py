"""What came without words: a sticker or reaction opens nothing, what cannot be read is a case somebody looks at."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from models.rules.channels.messages import IncomingAttachment, IncomingMessage
from models.rules.channels.wordless import SORTS, Came, said
from models.tables import Attachment, Complaint, ComplaintMessage, Message, MessageVersion, Notice
from tests.office import NOW, citizen_message, new_complaint, take_in

LATER = NOW + timedelta(minutes=5)


def wordless(came: Came, who: str = "628110000001", **more: Any) -> IncomingMessage:
    """An item of this sort as a connector reads it."""
    return citizen_message(said(came), who, came=came, **more)


def test_each_sort_alone_opens_a_case_or_none_as_its_row_says(sqlite_account: Any) -> None:
    people = {came: f"62811000{number:04d}" for number, came in enumerate(Came)}
    take_in(sqlite_account, *(wordless(came, people[came]) for came in Came))
    opened = {row.thread.external_id.partition("@")[0] for row in Complaint.select()}
    assert opened == {people[came] for came in Came if SORTS[came].opens}
    assert {row.text for row in Message.select()} == {said(came) for came in Came}
    assert {row.subject for row in Complaint.select()} == {""}  # the first words name it
    assert not Notice.select().exists()


def test_words_after_a_sticker_open_the_case_and_it_counts_from_them(sqlite_account: Any) -> None:
    earlier = NOW - timedelta(minutes=3)
    take_in(sqlite_account, wordless(Came.STICKER, sent_at=earlier), citizen_message("Paspor saya hilang"))
    case = Complaint.get()
    assert (case.opened_at, case.subject) == (NOW, "Paspor saya hilang")
    assert ComplaintMessage.select().count() == 2


def test_a_sticker_joins_the_open_case(sqlite_account: Any) -> None:
    case = new_complaint(sqlite_account)
    take_in(sqlite_account, wordless(Came.STICKER), now=LATER)
    assert Complaint.select().count() == 1
    assert ComplaintMessage.select().where(ComplaintMessage.complaint == case.id).count() == 2


def test_what_is_read_at_last_is_added_with_its_file(sqlite_account: Any) -> None:
    unread = wordless(Came.UNREAD)
    take_in(sqlite_account, unread)
    file = IncomingAttachment(ref={"chat": "c", "message": "m"}, mime="image/jpeg")
    found = replace(unread, text="Ini paspor saya", came=None, attachments=(file,))
    take_in(sqlite_account, found, now=LATER)
    take_in(sqlite_account, found, now=LATER)
    assert [(row.number, row.text) for row in MessageVersion.select()] == [(2, "Ini paspor saya")]
    assert (Message.get().text, Complaint.select().count()) == (said(Came.UNREAD), 1)
    assert [row.mime for row in Attachment.select()] == ["image/jpeg"]


@pytest.mark.parametrize("before", ["", "[Jajak pendapat – hanya dapat dibuka di telepon]"])
def test_our_own_name_of_what_an_older_version_stored_is_no_edit_of_the_citizen(
    sqlite_account: Any, before: str
) -> None:
    item = citizen_message(before)
    take_in(sqlite_account, item)
    read_before = Complaint.get().unread
    take_in(sqlite_account, replace(item, text=said(Came.STICKER), came=Came.STICKER), now=LATER)
    assert (MessageVersion.select().count(), Complaint.get().unread) == (0, read_before)


def test_words_that_are_gone_are_told_as_gone(sqlite_account: Any) -> None:
    item = citizen_message("Paspor saya hilang")
    take_in(sqlite_account, item)
    take_in(sqlite_account, replace(item, text=said(Came.UNKNOWN), came=Came.UNKNOWN), now=LATER)
    assert [row.text for row in MessageVersion.select()] == [""]
