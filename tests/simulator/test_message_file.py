"""Messages from a file: every row once, under its own id and time, whatever the text."""

import json
from pathlib import Path
from typing import Any

import pytest

from sync_agent.simulator.app import build
from sync_agent.simulator.message_file import UnreadableFile, read_messages
from sync_agent.simulator.serve import start
from tests.simulator.caller import Caller
from tests.tools import shared

NOW = 1_900_000_000.0


def _file(folder: Path, *rows: dict[str, Any]) -> Path:
    path = folder / "pesan.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    return path


def test_every_row_is_a_message_with_its_own_id_and_time(tmp_path: Path) -> None:
    rows = [{"id": f"r{at:05d}", "text": f"teks {at}", "created_at": "2026-03-09T05:08:17"} for at in range(50)]
    drafts = read_messages(_file(tmp_path, *rows), 1, NOW)
    assert [(draft.key, draft.text) for draft in drafts] == [(row["id"], row["text"]) for row in rows]
    assert {draft.timestamp for draft in drafts} == {1773032897.0}
    assert 20 < len({draft.chat for draft in drafts}) < 50


def test_the_poll_gives_them_in_the_gateways_form(tmp_path: Path) -> None:
    drafts = read_messages(_file(tmp_path, {"id": "r1", "text": "halo"}), 1, NOW)
    with start(build(messages=drafts)) as running:
        item = Caller(running.url).poll()[0]
    assert item["id"] == f"false_{item['from']}_r1"
    assert item["from"].startswith("62")


def test_a_named_author_is_one_citizen(tmp_path: Path) -> None:
    rows = [{"text": str(at), "author": "Ani" if at % 2 else "Budi"} for at in range(10)]
    drafts = read_messages(_file(tmp_path, *rows), 1, NOW)
    assert len({(draft.name, draft.chat) for draft in drafts}) == 2


def test_rows_without_id_and_time_get_them(tmp_path: Path) -> None:
    one, other = read_messages(_file(tmp_path, {"text": "a"}, {"text": "b"}), 1, NOW)
    assert one.key != other.key
    assert one.timestamp == NOW


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"text": 5}', '{"text": "x", "created_at": "kemarin"}', '{"text": "x", "created_at": 5}']
)
def test_a_bad_line_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "pesan.jsonl"
    path.write_text('{"text": "baik"}\n' + content + "\n", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="2"):
        read_messages(path, 1, NOW)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="tidak-ada"):
        read_messages(tmp_path / "tidak-ada.jsonl", 1, NOW)


def _walk(url: str, step: int) -> dict[str, str]:
    caller, offset, seen = Caller(url), 0, {}
    while page := caller.poll(limit=step, offset=offset, downloadMedia="false"):
        seen.update({item["id"].rpartition("@c.us_")[2]: item["body"] for item in page})
        offset += step
    return seen


def test_all_real_texts_travel_unchanged_each_once() -> None:
    path = shared("data/messages_dev.jsonl")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    with start(build(messages=read_messages(path, 1, NOW))) as running:
        assert _walk(running.url, 500) == {row["id"]: row["text"] for row in rows}


def test_all_naughty_strings_travel_unchanged_each_once(tmp_path: Path) -> None:
    strings = json.loads(shared("data/nasty/blns.json").read_text(encoding="utf-8"))
    rows = [{"id": f"n{at}", "text": text} for at, text in enumerate(strings)]
    with start(build(messages=read_messages(_file(tmp_path, *rows), 1, NOW))) as running:
        assert _walk(running.url, 100) == {row["id"]: row["text"] for row in rows}
