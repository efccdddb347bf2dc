"""The control API of the fakes over the network: it writes, changes and shows, and refuses with a reason."""

from typing import Any

import pytest
import requests

from sync_agent.simulator.platforms import PLATFORMS
from sync_agent.simulator.serve import Running
from tests.simulator.caller import Caller


@pytest.fixture(params=PLATFORMS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def write(call: Caller, platform: str, **payload: Any) -> dict[str, Any]:
    made: dict[str, Any] = call.control("POST", f"/{platform}/messages", json={"username": "ani.1", **payload})
    return made


def seen(call: Caller, kind: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = call.control("GET", f"/{kind}/phones/ani.1")["messages"]
    return rows


def test_a_citizen_writes_in_private_and_in_public_and_the_phone_shows_both(call: Caller, kind: str) -> None:
    publication = call.control("POST", f"/{kind}/posts", json={"text": "Layanan akhir pekan dibuka."})
    write(call, kind, text="pesan", name="Ani")
    comment = write(call, kind, text="komentar", kind="comment", post=publication["id"])
    write(call, kind, text="jawaban", kind="comment", parent=comment["id"], from_office=True)
    phone = call.control("GET", f"/{kind}/phones/ani.1")
    assert (phone["name"], phone["unread"]) == ("Ani", 1)
    assert [(row["text"], row["kind"], row["direction"], row["post"]) for row in phone["messages"]] == [
        ("pesan", "dm", "in", None),
        ("komentar", "comment", "in", publication["id"]),
        ("jawaban", "comment", "out", publication["id"]),
    ]
    assert [one["username"] for one in call.control("GET", f"/{kind}/phones")["phones"]] == ["ani.1"]
    assert call.control("GET", "/state")["platforms"][kind] == {"messages": 3, "office_messages": 1}


def test_what_was_written_is_edited_and_taken_back(call: Caller, kind: str) -> None:
    made = write(call, kind, text="lama", media={"sample": "paspor"})
    assert call.control("PATCH", f"/{kind}/messages/{made['id']}", json={"text": "baru"}) == {"edited": True}
    assert [(row["text"], row["edited"], row["media"][0]["mimetype"]) for row in seen(call, kind)] == [
        ("baru", True, "image/png")
    ]
    assert call.control("DELETE", f"/{kind}/messages/{made['id']}") == {"removed": True}
    assert call.control("DELETE", f"/{kind}/messages/{made['id']}") == {"removed": False}
    assert seen(call, kind)[0]["removed"]


def test_many_at_once_and_a_citizen_who_shuts_the_office_out(call: Caller, kind: str, running: Running) -> None:
    payloads = [{"username": f"warga.{number}", "text": "x"} for number in range(30)]
    assert call.control("POST", f"/{kind}/messages", json=payloads)["added"] == 30
    assert call.control("PATCH", f"/{kind}/phones/warga.3", json={"closed": True})["closed"] is True
    assert running.practice.platforms[kind].network.people["warga.3"].closed


def test_the_settings_of_a_fake_are_shown_and_changed(call: Caller, kind: str) -> None:
    before = call.control("GET", f"/{kind}/settings")
    name = next(name for name, value in before.items() if type(value) in (str, int, bool, float))
    wanted = not before[name] if isinstance(before[name], bool) else before[name]
    assert call.control("PATCH", f"/{kind}/settings", json={name: wanted})[name] == wanted
    assert "unknown settings" in call.control("PATCH", f"/{kind}/settings", json={"tidak ada": 1})["error"]
    assert "wrong type" in call.control("PATCH", f"/{kind}/settings", json={name: {"x": 1}})["error"]


def test_an_account_of_every_platform_is_handed_out(call: Caller) -> None:
    rows = call.control("GET", "/accounts")["accounts"]
    assert [row["kind"] for row in rows] == ["waha", *PLATFORMS]
    assert all(row["settings"]["base_url"].startswith(call.url) and row["secrets"] for row in rows)


@pytest.mark.parametrize(
    ("path", "payload"),
    [
        ("/messages", {}),
        ("/messages", {"username": "ani.1", "isi": "x"}),
        ("/messages", {"username": "ani.1", "text": 5}),
        ("/messages", {"username": "ani.1", "at": "kemarin"}),
        ("/messages", {"username": "ani.1", "kind": "comment", "post": "tidak ada"}),
        ("/messages", [{"username": "ani.1"}, {"text": "tanpa nama"}]),
        ("/messages", {"username": "ani.1", "media": [{"base64": "%%%"}]}),
        ("/posts", {}),
    ],
)
def test_a_wrong_payload_changes_nothing_and_says_why(call: Caller, kind: str, path: str, payload: Any) -> None:
    answer = requests.post(f"{call.url}/_control/{kind}{path}", json=payload, timeout=10)
    assert (answer.status_code, bool(answer.json()["error"])) == (400, True)
    assert call.control("GET", f"/{kind}/phones")["phones"] == []


def test_a_fake_there_is_not_and_a_citizen_there_is_not(call: Caller, kind: str) -> None:
    assert "no fake of fax" in call.control("GET", "/fax/phones")["error"]
    assert "nobody called" in call.control("GET", f"/{kind}/phones/tidak.ada")["error"]
    assert call.control("PATCH", f"/{kind}/messages/tidak-ada", json={"text": "x"}) == {"edited": False}
