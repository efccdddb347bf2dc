"""What /readyz says of schema, key, late answers and jobs by the clock, and of a database that is down."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from peewee import OperationalError

from models.actions.upkeep.office_watch import stamp_jobs
from models.rules.staff.roles import Role
from models.rules.upkeep.agent_jobs import AgentJob
from models.tables import AgentHeartbeat, ChannelAccount, Outbox, database
from models.tables.core.secrets import load_key, seal
from tests.actions.sending import queue
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, Clock, text
from tests.office import NOW


def test_what_waits_too_long_for_a_person_and_a_job_that_stands_still_are_degraded(
    browser: Browser, sqlite_account: Any, clock: Clock
) -> None:
    AgentHeartbeat.create(owner="pc", started_at=NOW, seen_at=NOW)
    ChannelAccount.update(state="ok", last_success_at=NOW).execute()
    stamp_jobs(AgentJob, "pc", NOW)
    walk = Walk(sqlite_account)
    made = queue(walk, "a").created_at
    Outbox.update(state="hold").execute()

    def degraded(moment: datetime) -> list[str]:
        clock.now = moment
        AgentHeartbeat.update(seen_at=moment).execute()
        ChannelAccount.update(last_success_at=moment).execute()
        answer = browser.get("/readyz")
        assert answer.status_code == 200
        return [one for one in answer.json["degraded"] if one.startswith(("channel", "agent"))]

    stamp_jobs(AgentJob, "pc", made + timedelta(minutes=59))
    assert degraded(made + timedelta(minutes=59)) == []
    late = f"channel {sqlite_account.id} (waha): held_late"
    assert degraded(made + timedelta(hours=1)) == [late]
    assert degraded(made + timedelta(hours=1, minutes=10)) == ["agent_jobs", late]
    ages = browser.get("/readyz").json
    assert (ages["last_write_seconds"], ages["oldest_answer_seconds"]) == (0, 4200)


@pytest.mark.parametrize(
    ("sql", "schema"),
    [
        ("INSERT INTO schema_migration (name, applied) VALUES ('0999_later', '2026-11-25')", "newer"),
        ("DELETE FROM schema_migration WHERE name = '0066_file_texts'", "older"),
    ],
)
def test_a_program_that_does_not_fit_its_schema_is_not_ready_though_all_else_is(
    app: Flask, browser: Browser, signed_in: Any, sql: str, schema: str
) -> None:
    AgentHeartbeat.create(owner="pc", started_at=NOW, seen_at=NOW)
    administrator = signed_in(Role.ADMINISTRATOR)
    assert browser.get("/readyz").json["schema"] == "ok"
    with database.atomic() as undone:
        database.execute_sql(sql)
        answer, home = browser.get("/readyz"), text(administrator.get("/"))
        undone.rollback()
    assert (answer.status_code, answer.json["schema"], answer.json["database"]) == (503, schema, "ok")
    assert f"schema_{schema}" in [one["check"] for one in answer.json["checks"]]
    assert "Hentikan kedua program" in home or "hentikan kedua program" in home


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
@pytest.mark.parametrize(
    "problem",
    [
        OperationalError('connection to server at "127.0.0.1", port 5432 failed: Connection refused'),
        ValueError("Exceeded maximum connections."),
    ],
)
def test_a_machine_that_asks_while_the_database_is_down_gets_a_short_answer_and_no_page(
    app: Flask, monkeypatch: pytest.MonkeyPatch, address: str, problem: Exception
) -> None:
    def refuse(*_words: object, **_more: object) -> None:
        raise problem

    asks = Browser(app)
    monkeypatch.setattr(database.obj, "connect", refuse)
    monkeypatch.setattr(database.obj, "execute_sql", refuse)
    monkeypatch.setattr(database.obj, "close", lambda: True)  # it is this test's own
    answer = asks.get(address)
    monkeypatch.undo()
    up = address == "/healthz"  # the process is: it asks no database
    assert (answer.status_code, answer.mimetype) == (200 if up else 503, "application/json")
    assert answer.json["status"] == ("ok" if up else "not ready")
    assert len(answer.data) < 500


def test_what_nobody_foresaw_is_short_for_a_machine_too(app: Flask) -> None:
    def fail() -> str:
        raise KeyError("teks-warga-yang-rahasia")

    app.view_functions["health.readyz"] = fail
    answer = Browser(app).get("/readyz")
    assert (answer.status_code, answer.json["problem"]) == (503, "unforeseen")
    assert "rahasia" not in text(answer)


def test_a_lost_key_is_told_to_machines_too(app: Flask, browser: Browser, sqlite_account: Any) -> None:
    AgentHeartbeat.create(owner="pc", started_at=NOW, seen_at=NOW)
    path = app.config["ADUAN"].secret_key_file
    ChannelAccount.update(secret=seal(load_key(path), "{}")).execute()
    assert "key_lost" not in browser.get("/readyz").json["degraded"]
    path.unlink()
    answer = browser.get("/readyz")
    assert (answer.status_code, "key_lost" in answer.json["degraded"]) == (200, True)
