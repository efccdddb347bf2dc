"""Every text through gateway, agent and database, on the screen and on paper: each exactly once, and unchanged."""

import json
import time
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, Page

from docgen.cleaning import clean
from docgen.render import render
from docgen.wording import NO_TEXT
from models.actions.papers.sheet_facts import sheet_facts
from models.rules.core.texts import storable
from models.rules.privacy.masking import HIDDEN
from models.tables import Complaint
from models.tables.core.database import connected, open_database
from sync_agent.simulator.app import build
from sync_agent.simulator.message_file import read_messages
from sync_agent.simulator.serve import start
from sync_agent.simulator.waha.messages import Settings
from tests.browser.practice import answers
from tests.journeys.programs import API_KEY, Programs
from tests.journeys.texts import OWN, read_rows, telling, write_rows
from tests.office import NOW
from tests.running.ports import free_port
from tests.sizes import so_many
from tests.tools import shared

# What the gateway shows of a message of which it shows no words.
_WORDLESS = "[Pesan jenis lain: buka di telepon]"
# Reads the bubbles of a case page as the browser itself understands the page.
_BUBBLES = """async (path) => {
  const answer = await fetch(path);
  if (answer.status !== 200) return [`status ${answer.status}`];
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return [...page.querySelectorAll(".bubble-in")].map(
    (bubble) => (bubble.querySelector(".bubble-text") || {textContent: ""}).textContent);
}"""


def messages_of(programs: Programs) -> list[dict[str, object]]:
    return [row for row in programs.export("messages") if row["direction"] == "in"]


def travel(programs: Programs, file: Path) -> list[dict[str, object]]:
    """Send a message file through the simulated gateway and the real agent, twice, and return what the office has."""
    programs.admin("migrate")
    drafts = read_messages(file, 5, time.time())
    practice = build(seed=5, messages=drafts, settings=Settings(api_key=API_KEY))
    with start(practice) as simulator:
        programs.add_waha(simulator.waha_url, API_KEY)
        for _ in range(2):
            programs.run("run_agent.py", "--once")
    return messages_of(programs)


def check(programs: Programs, texts: list[str], rows: list[dict[str, object]]) -> None:
    assert Counter(str(row["text"]) for row in rows) == Counter(arrived(text) for text in texts)
    # Of a protected person the platform's own id is masked too; those rows are told apart by their texts above.
    told = [str(row["external_id"]) for row in rows if HIDDEN not in str(row["external_id"])]
    assert told and len(set(told)) == len(told)
    assert programs.admin("verify", check=False).returncode == 0


def arrived(text: str) -> str:
    """Return what the office has of a text."""
    return storable(text) or _WORDLESS


def as_parsed(text: str) -> str:
    """HTML knows one line end; everything else reaches the page as it was written."""
    return arrived(text).replace("\r\n", "\n").replace("\r", "\n")


def on_screen(programs: Programs, page: Page, base: str) -> list[str]:
    """Sign in as Pengelola and read every case's conversation with the browser's own eyes."""
    page.goto(f"{base}/login")
    page.fill("[name=username]", "rani")
    page.fill("[name=password]", "sandi-contoh-rani")
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{base}/")
    with connected():
        cases = [row.public_id for row in Complaint.select(Complaint.public_id)]
    return [text for case in cases for text in page.evaluate(_BUBBLES, f"/meja/kasus/{case}")]


def in_word() -> list[str]:
    """Render the complaint sheet of every case and read its conversation back out of the file."""
    found = []
    with connected():
        for case in Complaint.select():
            sheet = Document(BytesIO(render("LEMBAR", sheet_facts(case, "LEMBAR", NOW))))
            (table,) = [table for table in sheet.tables if "Isi pesan" in table.rows[0].cells[-1].text]
            found += [row.cells[-1].text for row in table.rows[1:]]
    return found


def show_all(programs: Programs) -> None:
    """Take the protection off every case: some texts blame an officer, and here the words themselves are compared."""
    open_database(f"sqlite:///{programs.data_dir / 'aduan.db'}")
    with connected():
        Complaint.update(identity_protected=False, protected_by_lane=False, conduct="").execute()


def check_shown(programs: Programs, texts: list[str], chromium: Browser) -> None:
    programs.admin("user", "add", "rani", "--role", "pengelola", "--password-stdin", stdin="sandi-contoh-rani")
    open_database(f"sqlite:///{programs.data_dir / 'aduan.db'}")
    port = free_port()
    with programs.started("run_admin.py", "serve", "--port", str(port)):
        answers(f"http://127.0.0.1:{port}/healthz")
        with chromium.new_page() as page:
            shown = on_screen(programs, page, f"http://127.0.0.1:{port}")
    assert Counter(shown) == Counter(as_parsed(text) for text in texts)
    assert Counter(in_word()) == Counter(clean(arrived(text)) or NO_TEXT for text in texts)


def test_our_own_nasty_texts_arrive_once_and_unchanged(tmp_path: Path, database_url: str) -> None:
    programs = Programs(tmp_path, database_url)
    check(programs, OWN, travel(programs, write_rows(tmp_path / "own.jsonl", OWN)))


def test_our_own_nasty_texts_are_shown_unchanged(tmp_path: Path, chromium: Browser) -> None:
    programs = Programs(tmp_path)
    travel(programs, write_rows(tmp_path / "own.jsonl", OWN))
    check_shown(programs, OWN, chromium)


@pytest.mark.parametrize("name", ["messages_dev.jsonl", "nasty/blns.json"])
def test_the_real_and_the_naughty_texts_arrive_once_and_are_shown_unchanged(
    tmp_path: Path, name: str, chromium: Browser
) -> None:
    source = shared(f"data/{name}")
    # The naughty ones all; of thousands of real ones, which are alike, those that are not.
    texts = (
        json.loads(source.read_text("utf-8"))
        if name.endswith(".json")
        else telling(read_rows(source), every=so_many(10, 1))
    )
    programs = Programs(tmp_path)
    check(programs, texts, travel(programs, write_rows(tmp_path / "rows.jsonl", texts)))
    show_all(programs)
    check_shown(programs, texts, chromium)
