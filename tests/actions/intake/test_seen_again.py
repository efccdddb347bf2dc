"""A message told by push and by list, in any order and again, is one message whose last words are the newest ones."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest

from models.actions.intake.receive_messages import receive_page
from models.rules.channels.messages import IncomingMessage, Page
from models.tables import Complaint, Message, MessageVersion
from tests.office import NOW, citizen_message

FIRST = NOW - timedelta(minutes=9)


def told(account: Any, message: IncomingMessage, by: str) -> None:
    """Take one message in as this source tells it."""
    receive_page(account.id, by, Page((message,)), NOW, found_by=by)


def newest() -> str:
    """Return the words that an officer sees last."""
    later = MessageVersion.select().order_by(MessageVersion.number.desc()).first()
    return str(later.text if later else Message.get().text)


def changes_of(message: IncomingMessage) -> list[IncomingMessage]:
    """Return it and two edits, as news carries them: with the time of the change."""
    times = (FIRST + timedelta(minutes=number) for number in range(3))
    return [replace(message, text=f"kata {number}", sent_at=at) for number, at in enumerate(times)]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_pushed_in_any_order_the_last_words_are_the_newest(sqlite_account: Any, order: tuple[int, ...]) -> None:
    said = changes_of(citizen_message())
    for number in (*order, *order):
        told(sqlite_account, said[number], "push")
    assert newest() == "kata 2"
    assert (Message.select().count(), Complaint.select().count()) == (1, 1)


def history() -> list[str]:
    """Return all words of the message as an officer reads them, the first ones first."""
    return [Message.get().text, *(row.text for row in MessageVersion.select().order_by(MessageVersion.number))]


@pytest.mark.parametrize("order", list(permutations(range(1, 4))))
def test_edits_pushed_in_any_order_stand_in_the_order_of_their_times_and_the_newest_stays(
    account: Any, order: tuple[int, ...]
) -> None:
    message = citizen_message()
    said = [replace(message, text=f"kata {place}", sent_at=FIRST + timedelta(minutes=place)) for place in range(4)]
    told(account, said[0], "push")
    for number in (*order, *order):
        told(account, said[number], "push")
    assert history() == [f"kata {place}" for place in range(4)]
    numbers = [row.number for row in MessageVersion.select().order_by(MessageVersion.number)]
    assert (numbers, newest()) == ([2, 3, 4], "kata 3")


def test_edits_in_one_page_stand_in_order_too(account: Any) -> None:
    first, middle, last = changes_of(citizen_message())
    told(account, first, "push")
    receive_page(account.id, "push", Page((last, middle)), NOW, found_by="push")
    assert history() == ["kata 0", "kata 1", "kata 2"]


def test_an_older_edit_told_late_is_read_by_the_watch_for_conduct_and_is_no_news(sqlite_account: Any) -> None:
    first, middle, last = changes_of(citizen_message())
    told(sqlite_account, first, "push")
    told(sqlite_account, last, "push")
    case, news = Complaint.get(), Complaint.get().news
    told(sqlite_account, replace(middle, text="Petugas Rudi meminta pungli di loket"), "push")
    assert (Complaint.get().news, newest(), len(history())) == (news, "kata 2", 3)
    assert (case.conduct, Complaint.get().conduct) == ("", "usulan")


@pytest.mark.parametrize("order", ["push poll", "poll push", "push poll push poll"])
def test_the_same_message_by_both_is_one(sqlite_account: Any, order: str) -> None:
    message = citizen_message()
    for by in order.split():
        told(sqlite_account, message, by)
    assert (Message.select().count(), Complaint.select().count(), MessageVersion.select().count()) == (1, 1, 0)


def test_a_list_that_lags_behind_what_was_pushed_takes_no_edit_back(sqlite_account: Any) -> None:
    first, middle, last = changes_of(citizen_message())
    told(sqlite_account, first, "poll")
    told(sqlite_account, middle, "push")
    told(sqlite_account, last, "push")
    for words in ("kata 0", "kata 1", "kata 2"):  # a list shows every item under its first time
        told(sqlite_account, replace(first, text=words), "poll")
        assert newest() == "kata 2"
    assert MessageVersion.select().count() == 2
    told(sqlite_account, replace(first, text="kata 3"), "poll")
    assert newest() == "kata 3"


def test_an_edit_back_is_one_too(sqlite_account: Any) -> None:
    first, middle, last = changes_of(citizen_message())
    for message, by in ((first, "push"), (middle, "push"), (replace(last, text="kata 0"), "push")):
        told(sqlite_account, message, by)
    assert newest() == "kata 0"


def test_by_lists_alone_an_edit_back_is_seen_as_before(sqlite_account: Any) -> None:
    message = citizen_message("kata 0")
    for words in ("kata 0", "kata 1", "kata 0"):
        told(sqlite_account, replace(message, text=words), "poll")
    assert [row.text for row in MessageVersion.select().order_by(MessageVersion.number)] == ["kata 1", "kata 0"]
