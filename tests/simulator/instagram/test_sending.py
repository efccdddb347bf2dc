"""What the fake Instagram takes from the office, and what it refuses: windows, bytes, private replies, the traps."""

from collections.abc import Callable
from typing import Any

import pytest

from sync_agent.simulator.instagram.platform import Instagram
from sync_agent.simulator.network.items import COMMENT, DM, Draft
from tests.simulator.instagram.conftest import START

Ask = Callable[..., Any]
HOUR = 3600


def write_to(fake: Instagram, hours_ago: float = 1.0, kind: str = DM) -> Any:
    return fake.network.write(Draft("ani.contoh", "halo", kind, at=START - hours_ago * HOUR))


def send(post: Ask, recipient: dict[str, str], text: str = "Baik.", **more: Any) -> Any:
    return post("me/messages", recipient=recipient, message={"text": text}, **more)


LATE = {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}


def test_a_message_is_kept_and_seen_by_the_citizen(fake: Instagram, post: Ask) -> None:
    person = write_to(fake).person
    sent = send(post, {"id": person.id})
    assert sent["recipient_id"] == person.id
    assert [item.text for item in fake.network.chat("ani.contoh")] == ["halo", "Baik."]


@pytest.mark.parametrize(
    ("hours", "more", "granted", "code"),
    [
        (23, {}, True, None),
        (25, {}, True, 10),
        (25, LATE, True, None),
        (25, LATE, False, 10),
        (167, LATE, True, None),
        (169, LATE, True, 10),
    ],
)
def test_the_windows_count_from_the_citizen_s_last_message(
    fake: Instagram, post: Ask, hours: float, more: dict[str, str], granted: bool, code: int | None
) -> None:
    fake.settings.human_agent = granted
    person = write_to(fake, hours).person
    answer = send(post, {"id": person.id}, **more)
    assert answer.get("error", {}).get("code") == code
    assert answer.get("error", {}).get("error_subcode") == (2534022 if code else None)


def test_bytes_are_counted_and_not_characters(fake: Instagram, post: Ask) -> None:
    person = write_to(fake).person
    assert "message_id" in send(post, {"id": person.id}, "a" * 1000)
    assert send(post, {"id": person.id}, "é" * 501)["error"]["code"] == 100


def test_somebody_who_shut_the_office_out_and_somebody_unknown(fake: Instagram, post: Ask) -> None:
    person = write_to(fake).person
    person.closed = True
    assert send(post, {"id": person.id})["error"]["error_subcode"] == 1545041
    assert send(post, {"id": "999"})["error"]["error_subcode"] == 2534014


def test_a_comment_is_answered_in_private_once_and_within_a_week(fake: Instagram, post: Ask) -> None:
    fresh, old = write_to(fake, 100, COMMENT), write_to(fake, 169, COMMENT)
    assert "message_id" in send(post, {"comment_id": fresh.id})
    assert send(post, {"comment_id": fresh.id})["error"]["code"] == 10900
    assert send(post, {"comment_id": old.id})["error"]["error_subcode"] == 2534022
    assert [item.text for item in fake.network.chat("ani.contoh")] == ["Baik."]


def test_a_reply_to_a_reply_hangs_under_the_top_level_comment(fake: Instagram, post: Ask) -> None:
    root = write_to(fake, 1, COMMENT)
    below = fake.network.write(Draft("budi.contoh", "setuju", COMMENT, parent=root.id))
    sent = fake.network.items[post(f"{below.id}/replies", message="Baik.")["id"]]
    assert (sent.parent, sent.person.username, sent.from_office) == (root.id, "budi.contoh", True)


def test_a_hidden_or_vanished_comment_takes_no_reply(fake: Instagram, post: Ask) -> None:
    root = write_to(fake, 1, COMMENT)
    root.extra["hidden"] = True
    assert post(f"{root.id}/replies", message="Baik.")["error"]["code"] == 100
    fake.network.remove(root.id)
    assert post(f"{root.id}/replies", message="Baik.")["error"]["error_subcode"] == 33


def test_the_trap_a_comment_on_the_publication_is_a_new_one_of_the_office(fake: Instagram, post: Ask) -> None:
    root = write_to(fake, 1, COMMENT)
    sent = fake.network.items[post(f"{root.publication.id}/comments", message="Baik.")["id"]]
    assert (sent.parent, sent.from_office) == (None, True)


def test_a_publication_that_tags_the_account_is_answered_by_a_mention(fake: Instagram, post: Ask, get: Ask) -> None:
    fake.memory.tag("ani.contoh", "antre lama di @kantor")
    (row,) = get("me/tags", fields="id,caption,username,timestamp")["data"]
    assert "id" in post("me/mentions", media_id=row["id"], message="Baik.")
    assert fake.network.office_items[-1].text == "Baik."
