"""What the fake Page takes and refuses: windows, private replies, comments on two levels, and the trap."""

from collections.abc import Callable
from typing import Any

import pytest

from sync_agent.simulator.facebook.platform import Facebook
from sync_agent.simulator.network.items import COMMENT, DM, Draft, Media
from tests.simulator.facebook.conftest import START, Clock

Ask = Callable[..., Any]
HOUR = 3600


def message(text: str = "Baik.", **recipient: str) -> dict[str, Any]:
    return {"recipient": recipient, "message": {"text": text}, "messaging_type": "RESPONSE"}


def as_person(text: str = "Baik.", **recipient: str) -> dict[str, Any]:
    return message(text, **recipient) | {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}


@pytest.mark.parametrize(("hours", "usual", "late"), [(23, True, True), (25, False, True), (169, False, False)])
def test_the_windows(fake: Facebook, clock: Clock, post: Ask, hours: int, usual: bool, late: bool) -> None:
    fake.network.write(Draft("ani", "tolong"))
    person = fake.network.person("ani").id
    clock.now = START + hours * HOUR
    for body, opens in ((message(id=person), usual), (as_person(id=person), late)):
        answer = post("me/messages", **body)
        assert ("message_id" in answer) is opens
        if not opens:
            assert (answer["error"]["code"], answer["error"]["error_subcode"]) == (10, 2018278)


def test_the_window_stays_open_though_what_opened_it_was_taken_back(fake: Facebook, clock: Clock, post: Ask) -> None:
    item = fake.network.write(Draft("ani", "tolong"))
    fake.network.remove(item.id)
    assert "message_id" in post("me/messages", **message(id=item.person.id))
    clock.now = START + 25 * HOUR
    assert post("me/messages", **message(id=item.person.id))["error"]["code"] == 10


def test_nobody_is_written_to_who_never_wrote(fake: Facebook, post: Ask) -> None:
    assert post("me/messages", **message(id="1"))["error"]["error_subcode"] == 2018001
    quiet = fake.network.person("diam").id
    assert post("me/messages", **message(id=quiet))["error"]["code"] == 10


def test_what_a_message_may_hold(fake: Facebook, post: Ask) -> None:
    fake.network.write(Draft("ani", "tolong"))
    person = fake.network.person("ani")
    assert "message_id" in post("me/messages", **message("x" * 2000, id=person.id))
    assert post("me/messages", **message("x" * 2001, id=person.id))["error"]["code"] == 100
    assert post("me/messages", **message("", id=person.id))["error"]["code"] == 100
    other = message(id=person.id) | {"messaging_type": "MESSAGE_TAG", "tag": "ACCOUNT_UPDATE"}
    assert post("me/messages", **other)["error"]["code"] == 100
    person.closed = True
    assert post("me/messages", **message(id=person.id))["error"]["code"] == 551


def test_a_comment_is_answered_in_private_once_and_for_a_week(fake: Facebook, clock: Clock, post: Ask) -> None:
    first = fake.network.write(Draft("ani", "keluhan", COMMENT))
    assert post("me/messages", **message(comment_id=first.id))["recipient_id"] == first.person.id
    assert post("me/messages", **message(comment_id=first.id))["error"]["code"] == 10900
    assert [item.kind for item in fake.network.office_items] == [DM]
    second = fake.network.write(Draft("ani", "keluhan lagi", COMMENT))
    clock.now = START + 8 * 24 * HOUR
    assert post("me/messages", **message(comment_id=second.id))["error"]["error_subcode"] == 2018278
    assert post("me/messages", **message(comment_id="1_2"))["error"]["code"] == 100


def test_an_answer_to_an_answer_moves_up(fake: Facebook, post: Ask) -> None:
    top = fake.network.write(Draft("ani", "keluhan", COMMENT))
    below = fake.network.write(Draft("budi", "saya juga", COMMENT, parent=top.id))
    sent = fake.network.items[post(f"{below.id}/comments", message="Kami periksa.")["id"]]
    assert (sent.parent, sent.person.username, sent.from_office) == (top.id, "budi", True)
    under_publication = post(f"{fake.network.published()[0].id}/comments", message="Untuk semua.")["id"]
    assert fake.network.items[under_publication].parent is None


def test_posting_to_the_comment_itself_overwrites_it(fake: Facebook, post: Ask) -> None:
    theirs = fake.network.write(Draft("ani", "keluhan", COMMENT))
    assert post(theirs.id, message="Baik.") == {"success": True}
    assert (theirs.text, fake.network.office_items) == ("Baik.", [])
    assert post("1_2", message="x")["error"]["code"] == 100


def test_odd_answers_and_wrong_ones(fake: Facebook, post: Ask) -> None:
    theirs = fake.network.write(Draft("ani", "keluhan", COMMENT))
    assert post(f"{theirs.id}/comments", message="")["error"]["code"] == 100
    assert post("1_2/comments", message="x")["error"]["code"] == 100
    assert post("me/photos", message="x")["error"]["code"] == 100
    fake.settings.odd_answer = "parent"
    assert post(f"{theirs.id}/comments", message="a") == {"id": theirs.id}
    fake.settings.odd_answer = "success"
    assert post(f"{theirs.id}/comments", message="b") == {"success": True}
    assert [item.text for item in fake.network.office_items] == ["a", "b"]


def test_files_need_no_token_and_grow_old(fake: Facebook, client: Any) -> None:
    sent = fake.network.write(Draft("ani", "", media=(Media(b"png", "image/png"),)))
    assert client.get(f"/facebook/files/{sent.id}/0").data == b"png"
    assert client.get(f"/facebook/files/{sent.id}/1").status_code == 403


def test_the_account_is_what_a_connector_needs(fake: Facebook) -> None:
    settings, secrets = fake.account("http://127.0.0.1:1/facebook")
    assert settings["base_url"].endswith("/facebook")
    assert secrets == {"page_token": fake.settings.token}
    fake.settings.app_secret = "rahasia"
    assert fake.account("x")[1]["app_secret"] == "rahasia"
