"""What machines ask, who may read the figures, and what people see when something breaks."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from models.rules.core.errors import AlreadyDone, NotPermitted, NotVisible, StaleCase
from models.rules.staff.roles import Role
from models.tables import AgentHeartbeat, ChannelAccount, ChannelPass, OfficeSetting
from tests.admin_app.browsing import Browser, Clock, text
from tests.admin_app.samples import a_full_office
from tests.office import NOW


def test_the_process_is_up_without_signing_in(browser: Browser) -> None:
    assert browser.get("/healthz").json == {"status": "ok"}


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
    assert "agent sends nothing" not in answer.json["degraded"]
    AgentHeartbeat.update(sending_stopped="Jam komputer ini 15 menit lebih cepat.").execute()
    assert "agent sends nothing" in browser.get("/readyz").json["degraded"]


def test_figures_are_prometheus_text(app: Flask, browser: Browser, sqlite_account: Any) -> None:
    a_full_office(sqlite_account, app)
    answer = browser.get("/metrics")
    assert answer.mimetype == "text/plain"
    lines = text(answer).splitlines()
    assert "aduan_agent_up 1" in lines
    assert 'aduan_complaints_open{stage="analisa_seksi"} 1' in lines
    assert 'aduan_replies{state="hold"} 1' in lines
    assert "aduan_quarantine_open 1" in lines
    assert all(line.startswith("#") or len(line.rsplit(" ", 1)) == 2 for line in lines)


def test_figures_are_for_this_machine_or_the_token_only(app: Flask) -> None:
    client = app.test_client()
    away = {"REMOTE_ADDR": "10.0.0.9"}
    assert client.get("/metrics", environ_base=away).status_code == 403
    assert client.get("/metrics", environ_base=away, headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 403
    assert client.get("/metrics", headers={"X-Forwarded-For": "10.0.0.9"}).status_code == 403
    assert client.get("/metrics", environ_base=away, headers={"Authorization": "Bearer "}).status_code == 403
    OfficeSetting.update(value="tok").where(OfficeSetting.key == "metrics_token").execute()
    assert client.get("/metrics", environ_base=away, headers={"Authorization": "Bearer salah"}).status_code == 403
    assert client.get("/metrics", environ_base=away, headers={"Authorization": "Bearer tok"}).status_code == 200


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


def test_every_account_has_its_gauges_by_number_and_kind(app: Flask, browser: Browser, sqlite_account: Any) -> None:
    AgentHeartbeat.create(owner="pc", started_at=NOW, seen_at=NOW)
    ChannelAccount.update(
        label="Warga Contoh",
        state="ok",
        last_success_at=NOW - timedelta(seconds=5),
        last_inbound_at=NOW - timedelta(seconds=9),
        token_expires_at=NOW + timedelta(days=3),
        quota_used=91,
    ).where(ChannelAccount.id == sqlite_account.id).execute()
    lines = text(browser.get("/metrics")).splitlines()
    labels = f'account="{sqlite_account.id}",kind="waha"'
    for name, value in {
        "last_success_age_seconds": "5",
        "last_inbound_age_seconds": "9",
        "lag_seconds": "5",
        "token_seconds_left": "259200",
        "quota_used_percent": "91",
        "replies_held": "0",
        "unreadable": "0",
    }.items():
        assert f"aduan_channel_{name}{{{labels}}} {value}" in lines
    assert f'aduan_channel_grade{{{labels},grade="perhatian"}} 1' in lines
    assert f'aduan_channel_grade{{{labels},grade="ok"}} 0' in lines
    assert not any("Contoh" in line for line in lines)


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
    assert len(asked) <= 12  # one of them for what the WhatsApp number sent, two for what all of X charged
