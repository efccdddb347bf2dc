"""What machines ask, what every page shows of the channels, and what people see when something breaks."""

import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from peewee import OperationalError

from models.rules.core.errors import AlreadyDone, NotPermitted, NotVisible, StaleCase
from models.rules.staff.roles import Role
from models.tables import AgentHeartbeat, ChannelAccount, ChannelPass, database
from models.tables.core.database import close_database, open_database
from tests.admin_app.browsing import Browser, Clock, text
from tests.admin_app.shell.test_maintenance import real_office
from tests.office import NOW

__all__ = ["real_office"]


def test_the_process_is_up_without_signing_in(browser: Browser) -> None:
    assert browser.get("/healthz").json == {"status": "ok"}


class Untouchable:
    """A database of which whatever is asked is noted: an error of it could be swallowed on the way."""

    def __init__(self) -> None:
        self.asked = list[str]()

    def __getattr__(self, name: str) -> Any:
        self.__dict__["asked"].append(name)
        raise OperationalError("connection refused")


@pytest.mark.parametrize("address", ["/healthz", "/static/aduan.css"])
def test_whether_the_process_lives_is_never_asked_of_the_database(
    app: Flask, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    here = Untouchable()
    monkeypatch.setattr(database, "obj", here)
    answers = [Browser(app).get(address), Browser(app).get(address, headers={"Cookie": "aduan_sesi=somebody"})]
    monkeypatch.undo()
    assert ([one.status_code for one in answers], here.asked) == ([200, 200], [])


@contextmanager
def _garbage(file: Path) -> Iterator[str]:
    file.write_bytes(b"\xa5" * 100_000)
    yield f"sqlite:///{file}"


@contextmanager
def _gone(_file: Path) -> Iterator[str]:
    yield "postgresql://postgres@127.0.0.1:1/aduan"


@contextmanager
def _silent(_file: Path) -> Iterator[str]:
    """A server that takes connections and never says a word, as one behind a broken network does."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"postgresql://postgres@127.0.0.1:{server.getsockname()[1]}/aduan?connect_timeout=2"


@pytest.mark.parametrize("away", [_garbage, _gone, _silent], ids=["sqlite-garbage", "server-gone", "server-silent"])
def test_while_the_database_is_away_the_process_lives_and_is_not_ready(
    real_office: Flask, tmp_path: Path, away: Callable[[Path], AbstractContextManager[str]]
) -> None:
    close_database()
    with away(tmp_path / "other.db") as url:
        open_database(url)
        alive, ready = (Browser(real_office).get(path) for path in ("/healthz", "/readyz"))
        close_database()
    assert (alive.status_code, alive.json) == (200, {"status": "ok"})
    assert (ready.status_code, ready.mimetype, ready.json["status"]) == (503, "application/json", "not ready")
    assert [row["check"] for row in ready.json["checks"]] == ["damaged" if away is _garbage else "unreachable"]


def test_ready_means_a_database_and_a_living_agent(browser: Browser, clock: Clock) -> None:
    assert browser.get("/readyz").status_code == 503
    beat = AgentHeartbeat.create(owner="pc", started_at=NOW, seen_at=NOW)
    assert (browser.get("/readyz").status_code, browser.get("/readyz").json["agent"]) == (200, "ok")
    clock.move(minutes=5)
    assert browser.get("/readyz").json["agent"] == "no heartbeat"
    AgentHeartbeat.update(seen_at=NOW + timedelta(minutes=5), stopped_at=NOW).where(
        AgentHeartbeat.id == beat.id
    ).execute()
    assert browser.get("/readyz").status_code == 503


def test_what_is_degraded_is_named_and_leaves_it_ready(browser: Browser, sqlite_account: Any) -> None:
    AgentHeartbeat.create(owner="pc", started_at=NOW, seen_at=NOW)
    ChannelAccount.update(state="ok", last_success_at=NOW).execute()
    assert not [one for one in browser.get("/readyz").json["degraded"] if one.startswith("channel")]
    ChannelPass.create(account=sqlite_account, job="deliver", passed_at=NOW, halt="disk")
    answer = browser.get("/readyz")
    assert answer.status_code == 200
    assert f"channel {sqlite_account.id} (waha): disk" in answer.json["degraded"]
    assert "agent_sends_nothing" not in answer.json["degraded"]
    AgentHeartbeat.update(sending_stopped="Jam komputer ini 15 menit lebih cepat.").execute()
    assert "agent_sends_nothing" in browser.get("/readyz").json["degraded"]


def raising(app: Flask, problem: Exception) -> Browser:
    """A browser for an app one of whose open pages fails with this."""

    def fail() -> str:
        raise problem

    app.view_functions["signing_in.login"] = fail
    return Browser(app)


@pytest.mark.parametrize(
    ("problem", "status", "words"),
    [
        (StaleCase(), 409, "diubah petugas lain"),
        (AlreadyDone(), 409, "sudah dilakukan"),
        (NotVisible(), 404, "bukan untuk peran Anda"),
        (NotPermitted("Peran A tidak berwenang B."), 403, "Peran A tidak berwenang B."),
    ],
)
def test_a_broken_rule_is_its_own_sentence(app: Flask, problem: Exception, status: int, words: str) -> None:
    answer = raising(app, problem).get("/login")
    assert (answer.status_code, words in text(answer)) == (status, True)


def test_S30_S31_what_nobody_foresaw_is_a_number_and_no_trace(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    browser = raising(app, KeyError("teks-warga-yang-rahasia"))
    with caplog.at_level(logging.ERROR):
        answer = browser.get("/login")
    body = text(answer)
    assert answer.status_code == 500
    assert "Nomor kejadian" in body
    assert "Traceback" not in body + text(browser.get("/login", headers={"Accept": "application/json"}))
    assert "KeyError" not in body
    number = body.split("<code>")[1].split("</code>")[0]
    assert number in caplog.text
    assert "KeyError" in caplog.text
    assert "teks-warga-yang-rahasia" not in body + caplog.text


def test_a_script_gets_the_sentence_as_json(app: Flask) -> None:
    answer = raising(app, StaleCase()).get("/login", headers={"Accept": "application/json"})
    assert answer.json["pesan"].startswith("Kasus ini baru saja diubah")


def test_S29_a_request_that_is_too_large_is_refused(app: Flask, browser: Browser) -> None:
    token = browser.token("/login")
    big = {"csrf_token": token, "username": "x" * (17 * 1024 * 1024)}
    assert browser.client.post("/login", data=big).status_code == 413


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH"])
def test_S30_unknown_ways_to_ask_are_refused(method: str, browser: Browser) -> None:
    assert browser.client.open("/login", method=method).status_code in (400, 401, 405)


def test_every_page_shows_how_the_channels_are(signed_in: Any, sqlite_account: Any) -> None:
    browser = signed_in(Role.KASI_TIKKIM)
    assert "Penghubung berhenti" in text(browser.get("/akun"))
    AgentHeartbeat.create(owner="pc", started_at=NOW, seen_at=NOW)
    here = ChannelAccount.id == sqlite_account.id
    ChannelAccount.update(state="ok", last_success_at=NOW).where(here).execute()
    page = text(browser.get("/akun"))
    assert "Penghubung berhenti" not in page
    assert 'title="WhatsApp kantor: berjalan"' in page
    ChannelAccount.update(state="jeda", state_reason="Sesi WhatsApp terputus.").where(here).execute()
    page = text(browser.get("/akun"))
    assert "WhatsApp kantor: perlu tindakan. Sesi WhatsApp terputus. Setelah diperbaiki" in page
    ChannelAccount.update(enabled=False).where(here).execute()
    assert 'title="WhatsApp kantor' not in text(browser.get("/akun"))


def test_the_header_remembers_the_channels_for_three_seconds_or_until_somebody_does_something(
    app: Flask, sqlite_account: Any, clock: Clock
) -> None:
    from admin_app.upkeep.health import header_channels

    def shown(seconds: float) -> str:
        clock.move(seconds=seconds)
        with app.test_request_context():
            return str(header_channels().views[0].verdict.grade)

    AgentHeartbeat.create(owner="pc", started_at=NOW, seen_at=NOW)
    here = ChannelAccount.id == sqlite_account.id
    ChannelAccount.update(state="ok", last_success_at=NOW).where(here).execute()
    assert shown(0) == "ok"
    ChannelAccount.update(enabled=False).where(here).execute()
    assert [shown(2), shown(2)] == ["ok", "nonaktif"]
    ChannelAccount.update(enabled=True).where(here).execute()
    assert shown(1) == "nonaktif"
    app.test_client().post("/login")  # refused, yet something was done
    assert shown(1) == "ok"


def test_deafness_is_asked_once_a_minute_until_somebody_writes(
    app: Flask, sqlite_account: Any, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from admin_app.upkeep import health

    asked = list[int]()
    monkeypatch.setattr(health, "is_account_deaf", lambda account, _now: bool(asked.append(account)))

    def asked_after(seconds: float) -> int:
        clock.move(seconds=seconds)
        with app.app_context():
            health.channel_views()
        return len(asked)

    ChannelAccount.update(last_inbound_at=NOW - timedelta(hours=1)).execute()
    assert [asked_after(0), asked_after(59), asked_after(1)] == [1, 1, 2]
    ChannelAccount.update(last_inbound_at=NOW).execute()
    assert asked_after(1) == 3


def test_the_header_costs_few_questions_to_the_database(
    app: Flask, sqlite_account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from admin_app.upkeep.health import channel_views
    from models.tables import database

    for number in range(20):
        ChannelAccount.create(kind="x", label=f"X {number}", created_at=NOW, last_inbound_at=NOW)
    asked: list[str] = []
    run = database.obj.execute_sql
    with app.test_request_context():
        assert len(channel_views()) >= 21
        monkeypatch.setattr(database.obj, "execute_sql", lambda sql, *words: asked.append(sql) or run(sql, *words))
        channel_views()
    assert (
        len(asked) <= 13
    )  # one for the gateways' PCs, one for what the WhatsApp number sent, two for what X charged
