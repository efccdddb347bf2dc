"""Whether a gateway's message is in the store: under any of its ids, of this account and this kind."""

from dataclasses import replace
from typing import Any

from models.actions.channels.stored_messages import is_stored
from models.actions.intake.receive_messages import receive_page
from models.rules.channels.messages import Kind, Page, Unreadable
from models.tables import ChannelAccount, Envelope
from tests.office import NOW, citizen_message, take_in


def test_it_is_found_by_every_id_it_has_or_was_given(sqlite_account: Any) -> None:
    message = citizen_message("halo")
    assert not is_stored(sqlite_account.id, message)
    take_in(sqlite_account, message)
    assert is_stored(sqlite_account.id, message)
    other = replace(message, external_id="another", also_known_as=("third",))
    assert not is_stored(sqlite_account.id, other)
    assert is_stored(sqlite_account.id, replace(other, also_known_as=("third", message.external_id)))
    Envelope.update(alias_id="third").execute()
    assert is_stored(sqlite_account.id, other)


def test_the_same_id_at_another_account_or_of_another_kind_is_another_message(sqlite_account: Any) -> None:
    message = citizen_message("halo")
    take_in(sqlite_account, message)
    page = ChannelAccount.create(kind="facebook", label="Halaman", created_at=NOW)
    assert not is_stored(page.id, message)
    assert not is_stored(sqlite_account.id, replace(message, kind=Kind.COMMENT))


def test_what_is_kept_unread_counts_as_stored(sqlite_account: Any) -> None:
    message = citizen_message("halo")
    kept = Unreadable("{}", "unknown shape", external_id=message.external_id)
    receive_page(sqlite_account, "main", Page(unreadable=(kept,)), NOW)
    assert is_stored(sqlite_account.id, message)
    assert not is_stored(sqlite_account.id + 1, message)
