"""The officers' hands: what they send twice can be counted by the judge."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from models.rules.cases.sop import Stage
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Outbox
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, Clock, back_office, text
from tests.office import NOW
from tests.soak.browser import BUBBLE
from tests.soak.desk_work import REPLIES, DeskWork
from tests.soak.officers import Officers
from tests.soak.platforms import Platforms
from tests.soak.reading import Reader

ANSWER = DeskWork(Stage.TANGGAPAN_AWAL, Role.PENGELOLA, "balas", {"tujuan": "tanggapan_awal"}, answers=True)
FORM = {"action": "/meja/kasus/1/balas", "form_key": "0123456789abcdef"}


def sent(drawn: float) -> tuple[list[dict[str, str]], set[str]]:
    """Return what a hand sent of one answer whose chance was drawn so, and what it says it sent twice."""
    url = "http://127.0.0.1:9"
    hand = Officers(url, Reader("sqlite:///none.db"), Platforms(url), "1", 1.0)
    hand._chance = cast(Any, SimpleNamespace(random=lambda: drawn, choice=lambda rows: rows[0]))
    posted: list[dict[str, str]] = []
    browser = hand._browsers[Role.PENGELOLA]
    cast(Any, browser)._ask = lambda _method, _path, data=None: posted.append(data or {})
    hand._send(browser, ANSWER, FORM)
    return posted, hand.twice


def test_an_answer_sent_twice_goes_with_one_key_and_words_no_other_answer_has() -> None:
    (first, second), twice = sent(0.0)
    assert first == second
    assert first["form_key"] == FORM["form_key"]
    assert twice == {first["text"]} == {f"{REPLIES[0]} (01234567)"}


def test_an_answer_sent_once_repeats_the_words_of_others() -> None:
    (only,), twice = sent(0.9)
    assert (only["text"], twice) == (REPLIES[0], set())


def test_a_page_says_of_each_answer_what_the_judge_reads(sqlite_account: ChannelAccount, tmp_path: Path) -> None:
    case = Walk(sqlite_account).at_kasubsi().case
    officer = Browser(back_office(tmp_path, Clock(NOW)))
    officer.sign_in(Role.PENGELOLA)
    for state in ("sent", "queued", "hold"):
        Outbox.update(state=state, created_at=NOW).execute()
        page = text(officer.get(f"/meja/kasus/{case.public_id}"))
        assert BUBBLE.findall(page) == [(state, str(row.id)) for row in Outbox.select()] != []


@pytest.mark.parametrize(
    ("visible", "vouched", "there"), [(0, 0, False), (1, 0, True), (1, 1, False), (2, 1, True), (2, 2, False)]
)
def test_one_message_is_seen_for_one_answer_alone(visible: int, vouched: int, there: bool) -> None:
    hand = Officers("http://127.0.0.1:9", Reader("sqlite:///none.db"), Platforms("http://127.0.0.1:9"), "1", 1.0)
    citizen = SimpleNamespace(channel="gowa", who="628110000001", id="in-1", text="Paspor saya?")
    ours = [SimpleNamespace(channel="gowa", who="628110000001", id=f"out-{n}", text="Baik.") for n in range(visible)]
    theirs = SimpleNamespace(channel="gowa", who="628110000002", id="out-9", text="Baik.")
    known = SimpleNamespace(channel="gowa", who="628110000001", id="out-8", text="Baik.")
    cast(Any, hand)._platforms = SimpleNamespace(truth=lambda: ([citizen], [*ours, theirs, known]))
    answers = {"message": [("in-1",)], "external_id IS NOT NULL": [("out-8",)], "COUNT": [(vouched,)]}
    cast(Any, hand)._reader = SimpleNamespace(
        rows=lambda asked, *_: next(rows for word, rows in answers.items() if word in asked)
    )
    assert hand._is_there(1, "Baik.") is there
