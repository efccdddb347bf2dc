"""What WAHA pushes is read as what its list shows: the same id, words and sort; the rest only announces news."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from models.rules.channels.messages import Ack, Acknowledgement, Direction, IncomingMessage, Page
from models.rules.channels.wordless import Came, said
from models.rules.core.moments import from_unix
from sync_agent.connector_kit.errors import AttachmentGone
from sync_agent.connectors.waha import payloads, pushes
from sync_agent.simulator.waha.messages import Draft, Media
from tests.connectors.stage import PNG, STAGES, Stage

ANI, LID = "6281200000001@c.us", "99000000000001@lid"
ID = f"false_{ANI}_3EB0AA01"
MOMENT, LATER = 1795572000, 1795572090


def twin(chat: str) -> str | None:
    return {ANI: LID, LID: ANI}.get(chat)


def item(**changes: Any) -> dict[str, Any]:
    """One WAMessage as the list shows it and the event carries it."""
    plain = {"id": ID, "timestamp": MOMENT, "from": ANI, "fromMe": False, "body": "Paspor saya", "hasMedia": False}
    return {**plain, "media": None, "ack": 2, "_data": {"Info": {"PushName": "Ani"}}, **changes}


def body(name: str, payload: Any, **more: Any) -> str:
    """One event as WAHA posts it."""
    event = {"id": "evt_01", "timestamp": LATER * 1000, "session": "default", "engine": "GOWS", "event": name}
    return json.dumps({**event, "payload": payload, **more})


def read(name: str, payload: Any, **more: Any) -> Page | None:
    return pushes.read_push(body(name, payload, **more), "default", twin)


def only(name: str, payload: Any, **more: Any) -> IncomingMessage:
    page = read(name, payload, **more)
    assert page is not None
    (message,) = page.messages
    return message


@pytest.mark.parametrize("name", ["message", "message.any", "message.waiting"])
def test_the_pushed_message_is_the_listed_one(name: str) -> None:
    for one in (item(), item(body=None, _data={"Message": {"stickerMessage": {}}}), item(id="3EB0AA01")):
        assert only(name, one) == payloads.read_item(one, twin)


def test_what_waits_to_be_decrypted_must_be_looked_at() -> None:
    assert only("message.waiting", item(body="", _data={"type": "ciphertext"})).came is Came.UNREAD


def test_our_own_message_tells_its_delivery_too() -> None:
    page = read("message.any", item(id=f"true_{ANI}_3EB0BB", fromMe=True, ack=1, source="api"))
    assert page is not None
    assert page.messages[0].direction is Direction.OUT
    assert {one.ack for one in page.acknowledgements} == {Ack.SENT}


@pytest.mark.parametrize("about", ["3EB0AA01", ID])
def test_F20_an_edit_is_the_edited_message_with_its_new_words_of_the_moment_of_the_edit(about: str) -> None:
    edit = item(id=f"false_{ANI}_3EB0FF", body="Paspor baru", timestamp=LATER, editedMessageId=about)
    found = only("message.edited", edit)
    assert (found.external_id, found.text, found.sent_at) == (ID, "Paspor baru", from_unix(LATER))
    assert found.sent_at > only("message", item()).sent_at


def test_F20_webjs_repeats_the_message_s_time_so_that_of_the_event_counts() -> None:
    edit = item(body="Paspor baru", editedMessageId=ID)
    assert only("message.edited", edit, engine="WEBJS").sent_at > only("message", item()).sent_at
    assert only("message.edited", edit).sent_at == only("message", item()).sent_at


@pytest.mark.parametrize("side", ["after", "before"])
def test_F19_what_was_taken_back_is_named(side: str) -> None:
    found = only("message.revoked", {"revokedMessageId": "3EB0AA01", side: item(id=f"false_{ANI}_3EB0EE")})
    assert (found.external_id, found.withdrawn, found.text) == (ID, True, said(Came.WITHDRAWN))


def test_reactions_calls_and_votes_say_what_they_are() -> None:
    reaction = {"id": f"false_{ANI}_3EB0DD", "timestamp": MOMENT, "from": ANI, "fromMe": False}
    found = only("message.reaction", {**reaction, "reaction": {"text": "👍", "messageId": ID}})
    assert (found.text, found.came, found.reply_to) == ("[Reaksi 👍]", Came.REACTION, ID)
    call = only("call.received", {"id": "ABCDEF", "from": ANI, "timestamp": MOMENT, "isGroup": False})
    assert (call.external_id, call.came) == (f"false_{ANI}_ABCDEF", Came.CALL)
    vote = {"id": f"false_{ANI}_3EB0CC", "from": ANI, "fromMe": False, "timestamp": MOMENT * 1000}
    voted = only("poll.vote", {"vote": {**vote, "selectedOptions": ["Ya", "Besok"]}, "poll": {}})
    assert (voted.text, voted.sent_at) == ("[Jawaban jajak pendapat: Ya, Besok]", call.sent_at)


def test_what_brings_nothing_is_an_empty_page() -> None:
    gone = {"id": ID, "timestamp": MOMENT, "from": ANI, "fromMe": False, "reaction": {"text": "", "messageId": ID}}
    group = item(id="false_120363000000000001@g.us_3EB0", **{"from": "120363000000000001@g.us"})
    for name, payload in (
        ("message.reaction", gone),
        ("call.received", {"id": "A", "from": ANI, "isGroup": True}),
        ("message.revoked", {"revokedMessageId": "3EB0"}),
        ("message", group),
    ):
        assert read(name, payload) == Page()


def test_ticks_count_under_each_of_the_ids() -> None:
    page = read("message.ack", {"id": f"true_{ANI}_3EB0BB", "from": ANI, "fromMe": True, "ack": 3, "ackName": "READ"})
    names = (f"true_{ANI}_3EB0BB", f"true_{LID}_3EB0BB")
    assert page == Page(acknowledgements=tuple(Acknowledgement(name, Ack.READ) for name in names))
    assert read("message.ack", {"id": ID, "fromMe": False, "ack": 3}) == Page()
    assert read("message.ack", {"id": ID, "fromMe": True, "ack": "3"}) == Page()


@pytest.mark.parametrize(
    "raw",
    [
        body("session.status", {"status": "WORKING"}),
        body("message", item(), session="kantor-lain"),
        body("message", item(), session=None),
        body("message", [1]),
        body("presence.update", {}),
        "{}",
        "[]",
        "7",
    ],
)
def test_other_news_and_other_sessions_only_bring_a_poll(raw: str) -> None:
    assert pushes.read_push(raw, "default", twin) is None
    assert pushes.lids_in(raw, "default") == []


@pytest.mark.parametrize("raw", ["", "{", "NaN", "[" * 999])
def test_F33_a_broken_body_is_kept_as_it_came(raw: str) -> None:
    page = pushes.read_push(raw, "default", twin)
    assert page is not None
    assert [one.payload for one in page.unreadable] == [raw]


@pytest.mark.parametrize("name", ["message", "message.edited", "message.revoked", "poll.vote", "call.received"])
@pytest.mark.parametrize("odd", [{}, {"id": 5}, {"timestamp": "besok", "vote": {}}, {"after": 7, "from": []}])
def test_F33_an_odd_payload_breaks_nothing(name: str, odd: dict[str, Any]) -> None:
    page = read(name, {**odd})
    assert page is not None
    assert page.messages == ()


def test_hidden_ids_are_named_so_that_they_can_be_asked_for() -> None:
    raw = body("message", item(id=f"false_{LID}_3EB0AA01", **{"from": LID}))
    assert pushes.lids_in(raw, "default") == [LID]


@pytest.mark.parametrize("own", [{"id": ANI}, {"id": "6289900000000:7@s.whatsapp.net", "lid": LID}])
def test_what_is_pushed_of_the_office_s_own_number_is_no_citizen_s_but_its_ticks_count(own: dict[str, str]) -> None:
    for chat in (ANI, LID):
        here = item(id=f"false_{chat}_3EB0AA01", **{"from": chat})
        alone = pushes.read_push(body("message", here, me=own), "default", {}.get)
        assert (alone == Page()) is (chat in own.values())
        assert only("message", here, me={"id": "6289900000000@c.us"}).text == "Paspor saya"
    ticked = item(id=f"true_{ANI}_3EB0AA01", fromMe=True, to=ANI)
    page = pushes.read_push(body("message.any", ticked), "default", twin, frozenset({ANI}))
    assert page is not None
    assert (page.messages, [ack.ack for ack in page.acknowledgements]) == ((), [Ack.DELIVERED, Ack.DELIVERED])


@pytest.mark.parametrize("me", [None, [], {}, {"id": 5, "lid": None}, {"id": ""}])
def test_F33_an_odd_word_of_whose_number_it_is_keeps_no_citizen_out(me: Any) -> None:
    assert only("message", item(), me=me).text == "Paspor saya"


@pytest.fixture
def stage() -> Iterator[Stage]:
    with STAGES["waha"]() as running:
        yield running


def test_a_file_its_list_misses_is_fetched_from_where_the_push_said(stage: Any) -> None:
    gateway = stage.running.practice.gateway
    message = gateway.receive(Draft(ANI, "foto", media=Media(PNG, "image/png")))
    name = gateway.files.write(message, message.media, gateway.clock())
    assert gateway.withdraw(message.id)
    media = {"url": f"http://lain:3000/api/files/{name}", "mimetype": "image/png"}
    page = stage.connector.read_push(body("message", item(id=message.id, hasMedia=True, media=media)))
    (file,) = page.messages[0].attachments
    assert stage.connector.fetch_attachment(file.ref, 1_000_000).content == PNG
    with pytest.raises(AttachmentGone):
        stage.connector.fetch_attachment({**file.ref, "file": "http://lain:3000/rahasia"}, 1_000_000)
