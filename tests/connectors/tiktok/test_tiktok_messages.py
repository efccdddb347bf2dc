"""TikTok's direct messages: twenty newest, two types of conversation, the window, files."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from models.rules.channels.messages import Finding
from sync_agent.connector_kit.contract import FetchRequest
from sync_agent.connector_kit.errors import AttachmentGone, WindowClosed
from sync_agent.simulator.network.items import Draft
from sync_agent.simulator.tiktok.messages import conversation_id
from tests.connectors.stage import BUDI, STAGES, NetworkStage, last_cursor, messages, now
from tests.connectors.stage import ids as ids_of
from tests.connectors.tiktok_stage import asked, own


@pytest.fixture
def private() -> Iterator[NetworkStage]:
    with STAGES["tiktok-dm"]() as stage:
        yield stage


def test_F18_more_than_twenty_new_messages_in_a_conversation_are_a_gap(private: NetworkStage) -> None:
    private.happen("lama", at=now().timestamp() - 3600)
    cursor = last_cursor(private.pages())
    for number in range(25):
        private.happen(f"pesan {number}")
    pages = private.pages(cursor)
    assert {message.text for message in messages(pages)} == {f"pesan {number}" for number in range(5, 25)}
    (thread,) = {message.thread_id for message in messages(pages)}
    assert [gap for page in pages for gap in page.gaps] == [thread]
    assert not any(page.gaps for page in private.pages(since=now() - timedelta(days=7)))


def test_twenty_messages_that_reach_back_to_what_is_known_are_no_gap(private: NetworkStage) -> None:
    for number in range(12):
        private.happen(f"lama {number}", at=now().timestamp() - 3600)
    cursor = last_cursor(private.pages())
    for number in range(12):
        private.happen(f"baru {number}")
    assert not any(page.gaps for page in private.pages(cursor))


def test_both_types_of_conversation_are_read_and_only_those_that_changed(private: NetworkStage) -> None:
    private.connector.send(private.reply())
    private.happen("dari orang asing", BUDI)
    pages = private.pages()
    assert {message.thread_id for message in messages(pages)} == {
        conversation_id(person) for person in private.platform.network.people.values()
    }
    before = len(asked(private, "content/list/"))
    private.pages(last_cursor(pages), overlap=timedelta(seconds=-30))
    assert len(asked(private, "content/list/")) == before


def test_F18_a_list_full_of_changed_conversations_is_a_gap(private: NetworkStage) -> None:
    private.happen("lama", at=now().timestamp() - 3600)
    cursor = last_cursor(private.pages())
    private.happen_often(90)
    assert not any(page.gaps for page in private.pages(cursor))
    for number in range(20):
        private.platform.network.write(Draft(f"warga.lain.{number}", "halo"))
    pages = private.pages(cursor)
    assert [gap for page in pages for gap in page.gaps] == ["STRANGER"]
    assert len(ids_of(pages)) == 100


def test_a_citizen_has_one_handle_in_comments_and_messages(private: NetworkStage) -> None:
    private.happen("pesan")
    private.happen("komentar", kind="comment")
    written = messages(private.pages())
    request = FetchRequest("comment", None, timedelta(0), now())
    page = private.connector.fetch(request)
    commented = private.connector.fetch(replace(request, cursor=page.cursor)).messages
    assert {message.author.handle for message in written} == {message.author.handle for message in commented}


def test_messages_that_are_no_text_say_what_they_are(private: NetworkStage) -> None:
    for kind in ("STICKER", "SHARE_POST", "OTHER"):
        private.happen(extra={"message_type": kind})
    texts = [message.text for message in messages(private.pages())]
    assert len(texts) == 3
    assert all(text.startswith("[") for text in texts)


def test_the_messages_may_be_left_out_where_tiktok_has_not_granted_them(private: NetworkStage) -> None:
    assert private.again(reads_dm="tidak").streams == ("comment",)
    assert private.again().streams == ("comment", "dm")


def test_F49_a_shut_window_is_told_before_anything_is_sent(private: NetworkStage) -> None:
    message = private.received(at=now().timestamp() - 49 * 3600)
    with pytest.raises(WindowClosed):
        private.connector.send(private.reply(to=message))
    own(private).window_shut = True
    with pytest.raises(WindowClosed):
        private.connector.send(private.reply(chat=BUDI))
    assert private.written() == []


def test_absence_among_twenty_newer_messages_proves_nothing(private: NetworkStage) -> None:
    reply = private.reply()
    assert private.connector.find(reply).alone.finding is Finding.ABSENT
    for number in range(25):
        private.happen(f"pesan {number}")
    assert private.connector.find(reply).alone.finding is Finding.UNDECIDED


def test_what_the_office_wrote_in_the_application_is_not_taken_for_our_answer(private: NetworkStage) -> None:
    reply = private.reply()
    username = private.username("6281200000001@c.us")
    private.platform.network.write(Draft(username, reply.text, from_office=True, source="app"))
    assert private.connector.find(reply).alone.finding is Finding.ABSENT


def test_F39_a_file_elsewhere_is_not_fetched_and_the_token_goes_to_nobody(private: NetworkStage) -> None:
    for number, url in enumerate(
        (
            "https://contoh.invalid/x.png",
            "http://127.0.0.1/x.png",
            "https://tiktokcdn.com.contoh.invalid/x.png",
            "https://contoh.invalid\\@tiktokcdn.com/x.png",
            "https://contoh.invalid#.tiktokcdn.com/x.png",
        )
    ):
        private.photo(url=url, at=now().timestamp() + number)
    found = messages(private.pages())
    assert len(found) == 5
    for message in found:
        with pytest.raises(AttachmentGone):
            private.connector.fetch_attachment(message.attachments[0].ref, 1000)
