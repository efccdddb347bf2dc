"""The control API: what it lets happen, and what it refuses with a reason."""

import json
from typing import Any

import pytest
import requests

from tests.simulator.caller import ANI, BUDI, Caller


def test_a_load_of_lines_is_there_at_once(call: Caller) -> None:
    lines = "\n".join(json.dumps({"chat": ANI, "text": f"baris {at}", "timestamp": at}) for at in range(200))
    answer = requests.post(f"{call.url}/_control/messages/lines", data=lines, timeout=10)
    assert (answer.status_code, answer.json()) == (201, {"added": 200})
    assert call.control("GET", "/state")["messages"] == 200


def test_phones_show_everything_of_every_chat(call: Caller) -> None:
    call.happen(ANI, "halo", name="Ani", id=f"false_{ANI}_A1", timestamp=7)
    call.happen(BUDI, "hai", media={"sample": "voice"})
    call.send(ANI, "jawaban", id="3EB0J")
    ani, budi = call.control("GET", "/phones")["phones"]
    assert (ani["chat"], ani["name"], ani["unread"]) == (ANI, "Ani", 1)
    assert [(row["key"], row["direction"], row["text"]) for row in ani["messages"]] == [
        ("A1", "in", "halo"),
        ("3EB0J", "out", "jawaban"),
    ]
    assert budi["messages"][0]["media"]["mimetype"].startswith("audio/ogg")


def test_a_citizen_writing_has_read_what_came_before(call: Caller) -> None:
    call.happen(ANI, "halo")
    call.send(ANI, "jawaban")
    call.happen(ANI, "terima kasih")
    assert call.control("GET", f"/phones/{ANI}")["unread"] == 0


def test_settings_are_read_back_and_unknown_ones_refused(call: Caller) -> None:
    changed = call.control("POST", "/settings", json={"file_lifetime": 0, "api_key": "benar", "pace": 3})
    assert (changed["file_lifetime"], changed["api_key"]) == (0, "benar")
    assert call.control("GET", "/state")["pace"] == 3
    assert call.control("POST", "/settings", json={"api_key": None})["api_key"] is None
    assert "unknown settings" in call.control("POST", "/settings", json={"umur": 0})["error"]
    assert "manner" in call.control("POST", "/settings", json={"manner": "lain"})["error"]


@pytest.mark.parametrize(
    ("path", "payload"),
    [
        ("/messages", {}),
        ("/messages", {"chat": ANI, "isi": "x"}),
        ("/messages", {"chat": ANI, "text": 5}),
        ("/messages", {"chat": ANI, "timestamp": "kemarin"}),
        ("/settings", {"file_lifetime": "lama"}),
        ("/settings", {"ack_seconds": [1, "dua", 3]}),
        ("/settings", {"pace": -1}),
        ("/settings", []),
        ("/messages", {"chat": ANI, "media": {"base64": "%%%"}}),
        ("/messages", {"chat": ANI, "media": "foto"}),
        ("/messages", [{"chat": ANI}, {"text": "tanpa alamat"}]),
        ("/faults", {"kind": "tidak ada"}),
        ("/faults", []),
        ("/session", {"status": "BINGUNG"}),
    ],
)
def test_a_wrong_payload_changes_nothing_and_says_why(call: Caller, path: str, payload: Any) -> None:
    answer = requests.post(f"{call.url}/_control{path}", json=payload, timeout=10)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert call.control("GET", "/state")["messages"] == 0


def test_only_json_and_only_own_pages_are_listened_to(call: Caller) -> None:
    url = f"{call.url}/_control/faults"
    assert requests.post(url, data='{"kind":"delay"}', timeout=10).status_code == 400
    foreign = {"Origin": "http://elsewhere.example"}
    assert requests.post(url, json={"kind": "delay"}, headers=foreign, timeout=10).status_code == 403
    assert call.control("GET", "/state")["faults"] == []


def test_nobody_is_at_an_unknown_number(call: Caller) -> None:
    assert "error" in call.control("GET", "/phones/1@c.us")
