"""The news: nothing when nothing changed, the changed parts when something did."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from admin_app.case_page import view
from models.actions.cases.look_at_case import look_at_case
from models.actions.core.move_complaint import move_complaint
from models.actions.intake.receive_messages import receive_page
from models.actions.replies.queue_reply import queue_reply
from models.rules.cases.sop import Move
from models.rules.channels.messages import IncomingAttachment, Page
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import Attachment, ChannelAccount, Complaint, Gap, Message, MessageVersion
from tests.admin_app.browsing import Browser, Clock
from tests.admin_app.queue.test_queue import counted
from tests.office import NOW, actor, citizen_message, new_complaint, take_in

SignedIn = Callable[[Role | str], Browser]


def ask(browser: Browser, case: Complaint | None, mark: str = "") -> Any:
    """Ask for the news of a page with this mark."""
    path = f"/meja/kabar?kasus={case.public_id}" if case else "/meja/kabar"
    return browser.get(path, headers={"If-None-Match": mark, "X-Aduan-Otomatis": "1"})


def test_a_page_asks_as_often_as_the_office_has_set(
    app: Flask, sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    browser = signed_in(Role.PENGELOLA)
    assert 'data-every="4.0"' in browser.get("/meja/").get_data(as_text=True)
    app.config["ADUAN"] = replace(app.config["ADUAN"], news_seconds=2.5)
    assert all('data-every="2.5"' in browser.get(path).get_data(as_text=True) for path in ("/", "/meja/"))


def test_nothing_new_is_an_empty_answer_by_header_and_by_address(
    sqlite_account: ChannelAccount, signed_in: SignedIn
) -> None:
    case, browser = new_complaint(sqlite_account), signed_in(Role.PENGELOLA)
    first = ask(browser, case)
    assert first.status_code == 200
    again = ask(browser, case, first.headers["ETag"])
    assert (again.status_code, again.data) == (304, b"")
    mark = first.headers["ETag"].strip('"')
    assert browser.get(f"/meja/kabar?kasus={case.public_id}&sejak={mark}").status_code == 304


def test_what_comes_while_a_page_is_drawn_is_news_to_it(
    sqlite_account: ChannelAccount, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, browser, read = new_complaint(sqlite_account), signed_in(Role.PENGELOLA), view.read_case

    def meanwhile(*words: Any) -> Any:
        seen = read(*words)
        Message.update(ack="read").execute()
        return seen

    monkeypatch.setattr(view, "read_case", meanwhile)
    page = browser.get(f"/meja/kasus/{case.public_id}").get_data(as_text=True)
    monkeypatch.undo()
    (mark,) = re.findall(r'data-mark="([^"]+)"', page)
    assert ask(browser, case, mark).status_code == 200


CHANGES: dict[str, Callable[[ChannelAccount, Complaint], object]] = {
    "a message here": lambda account, case: take_in(account, citizen_message("lagi")),
    "a message elsewhere": lambda account, case: new_complaint(account, "lain", "628115555555"),
    "an edit": lambda account, case: MessageVersion.create(message=Message.get(), number=2, text="b", seen_at=NOW),
    "a withdrawal": lambda account, case: Message.update(withdrawn_at=NOW).execute(),
    "a tick": lambda account, case: Message.update(ack="read").execute(),
    "a file": lambda account, case: Attachment.update(state="tersimpan").execute(),
    "a move": lambda account, case: move_complaint(case.id, Move.TUTUP_APRESIASI, actor(Role.PENGELOLA), NOW),
    "a reply": lambda account, case: queue_reply(case.id, "x", Purpose.LAIN, "k", actor(Role.PENGELOLA), NOW),
    "a look": lambda account, case: look_at_case(case.id, 10**9, actor(Role.PENGELOLA), NOW),
    "a gap": lambda account, case: Gap.create(account=account, thread_external_id="x", why="y", noticed_at=NOW),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_news(sqlite_account: ChannelAccount, signed_in: SignedIn, change: str) -> None:
    message = citizen_message("foto", attachments=(IncomingAttachment({"id": "1"}),))
    receive_page(sqlite_account.id, "dm", Page(messages=(message,)), NOW)
    case, browser = Complaint.get(), signed_in(Role.PENGELOLA)
    mark = ask(browser, case).headers["ETag"]
    assert ask(browser, case, mark).status_code == 304
    CHANGES[change](sqlite_account, case)
    assert ask(browser, case, mark).status_code == 200


def test_a_minute_that_passes_is_news_since_due_times_come_nearer(
    sqlite_account: ChannelAccount, signed_in: SignedIn, clock: Clock
) -> None:
    case, browser = new_complaint(sqlite_account), signed_in(Role.PENGELOLA)
    mark = ask(browser, case).headers["ETag"]
    clock.move(minutes=1)
    news = ask(browser, case, mark)
    assert news.status_code == 200
    assert "Sisa 2 mnt" in news.json["antrean"]


def test_the_news_carries_the_parts_and_the_title(sqlite_account: ChannelAccount, signed_in: SignedIn) -> None:
    case, browser = new_complaint(sqlite_account), signed_in(Role.PENGELOLA)
    news = ask(browser, case).json
    assert news["judul"] == "Meja Kerja"
    assert 'data-part="antrean"' in news["antrean"]
    assert 'data-part="percakapan"' in news["percakapan"]
    assert 'data-part="tulis"' in news["percakapan"]
    for part in ("berikut", "rel", "naskah", "keluaran", "fakta", "riwayat"):
        assert f'data-part="{part}"' in news["kasus"]
    assert set(ask(browser, None).json) == {"antrean", "judul", "kanal", "lonceng", "menu"}
    assert 'data-part="kanal"' in news["kanal"]


def test_two_people_have_marks_of_their_own(sqlite_account: ChannelAccount, signed_in: SignedIn) -> None:
    case = new_complaint(sqlite_account)
    mark = ask(signed_in(Role.PENGELOLA), case).headers["ETag"]
    assert ask(signed_in(Role.KASUBSI_INFOKIM), case, mark).status_code == 200


def test_no_news_costs_a_handful_of_look_ups(sqlite_account: ChannelAccount, signed_in: SignedIn) -> None:
    case, browser = new_complaint(sqlite_account), signed_in(Role.PENGELOLA)
    mark = ask(browser, case).headers["ETag"]
    with counted() as seen:
        ask(browser, case, mark)
    # The session, the case, five newest ids, and four looks at the conversation.
    assert len([sql for sql in seen if sql.startswith("SELECT")]) <= 13
