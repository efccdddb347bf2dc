"""What a conversation holds, as an exported chat meets it: by minute and any words it ever had, each once."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from models.actions.intake.stored_messages import StoredMessages
from models.tables import Message, MessageVersion, Thread
from tests.office import NOW, citizen_message, take_in

MINUTE = timedelta(minutes=1)


def held(account: Any, *texts: str, ids: set[str] | None = None) -> StoredMessages:
    """Return what the conversation holds once these came, all within the minute of NOW."""
    take_in(account, *(replace(citizen_message(text), sent_at=NOW + timedelta(seconds=7)) for text in texts))
    return StoredMessages(Thread.get(), ids or set())


def test_equal_words_of_a_minute_are_matched_as_often_as_they_are_stored(sqlite_account: Any) -> None:
    stored = held(sqlite_account, "halo  pak", "halo pak")
    item = replace(citizen_message("halo pak"), sent_at=NOW)
    assert not stored.takes(replace(item, text="halo bu"))
    assert not stored.takes(replace(item, sent_at=NOW + MINUTE))
    assert not stored.takes(replace(item, withdrawn=True))
    assert [stored.takes(item) for _ in range(3)] == [True, True, False]


def test_without_words_any_message_of_the_minute_not_yet_matched_is_taken(sqlite_account: Any) -> None:
    stored = held(sqlite_account, "halo", "paspor")
    item = replace(citizen_message("halo"), sent_at=NOW + timedelta(seconds=59))
    assert not stored.takes_any(replace(item, sent_at=NOW - timedelta(seconds=1)))
    assert (stored.takes(item), stored.takes_any(item), stored.takes_any(item)) == (True, True, False)
    assert not stored.takes(replace(item, text="paspor"))


def test_a_later_text_is_recognised_too_and_still_counts_as_the_same_message(sqlite_account: Any) -> None:
    held(sqlite_account, "halo")
    MessageVersion.create(message=Message.get(), number=1, text="halo, diubah", seen_at=NOW)
    stored, item = StoredMessages(Thread.get(), set()), replace(citizen_message("halo, diubah"), sent_at=NOW)
    assert stored.takes(item)
    assert not stored.takes(replace(item, text="halo"))


def test_what_an_earlier_import_stored_is_named_and_matches_nothing_else(sqlite_account: Any) -> None:
    held(sqlite_account, "halo")
    own = Message.get().external_id
    stored = StoredMessages(Thread.get(), {own, "never stored"})
    item = replace(citizen_message("halo"), sent_at=NOW)
    assert (stored.imported, stored.takes(item), stored.takes_any(item)) == ({own}, False, False)
