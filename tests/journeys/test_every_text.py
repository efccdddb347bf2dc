"""Every text through gateway, agent and database: each exactly once, unchanged, and the invariants hold after it."""

import json
import time
from collections import Counter
from pathlib import Path

import pytest

from models.rules.texts import storable
from sync_agent.simulator.app import build
from sync_agent.simulator.message_file import read_messages
from sync_agent.simulator.serve import start
from sync_agent.simulator.waha.messages import Settings
from tests.journeys.programs import API_KEY, Programs
from tests.journeys.texts import OWN, read_rows, write_rows
from tests.tools import shared


def messages_of(programs: Programs) -> list[dict[str, object]]:
    return [row for row in programs.export("messages") if row["direction"] == "in"]


def travel(programs: Programs, file: Path) -> list[dict[str, object]]:
    """Send a message file through the simulated gateway and the real agent, twice, and give what the office has."""
    programs.admin("migrate")
    drafts = read_messages(file, 5, time.time())
    practice = build(seed=5, messages=drafts, settings=Settings(api_key=API_KEY))
    with start(practice) as simulator:
        programs.add_waha(simulator.waha_url, API_KEY)
        for _ in range(2):
            programs.run("run_agent.py", "--once")
    return messages_of(programs)


def check(programs: Programs, texts: list[str], rows: list[dict[str, object]]) -> None:
    assert Counter(str(row["text"]) for row in rows) == Counter(storable(text) for text in texts)
    assert len({row["external_id"] for row in rows}) == len(texts)
    assert programs.admin("verify", check=False).returncode == 0


def test_our_own_nasty_texts_arrive_once_and_unchanged(tmp_path: Path, database_url: str) -> None:
    programs = Programs(tmp_path, database_url)
    check(programs, OWN, travel(programs, write_rows(tmp_path / "own.jsonl", OWN)))


@pytest.mark.parametrize("name", ["messages_dev.jsonl", "nasty/blns.json"])
def test_the_real_and_the_naughty_texts_arrive_once_and_unchanged(tmp_path: Path, name: str) -> None:
    source = shared(f"data/{name}")
    texts = json.loads(source.read_text("utf-8")) if name.endswith(".json") else read_rows(source)
    programs = Programs(tmp_path)
    check(programs, texts, travel(programs, write_rows(tmp_path / "rows.jsonl", texts)))
