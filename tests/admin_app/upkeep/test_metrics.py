"""What /metrics tells: read by Prometheus' own parser, named by its rules, told without the database too."""

import hashlib
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from flask import Flask
from prometheus_client.metrics_core import Metric
from prometheus_client.parser import text_string_to_metric_families

from models.actions.upkeep.office_watch import stamp_jobs
from models.rules.upkeep.agent_jobs import AgentJob
from models.rules.upkeep.conditions.of_machine import MEGABYTE
from models.rules.upkeep.conditions.row import Face
from models.rules.upkeep.conditions.table import CONDITIONS, seen_by
from models.tables import AgentHeartbeat, BackupCopy, ChannelAccount, OfficeSetting, Outbox, PushPayload, database
from models.tables.core.database import close_database, open_database
from models.tables.core.secrets import load_key, seal
from models.tables.upkeep.release import VERSION
from tests.actions.sending import queue
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, Clock, text
from tests.admin_app.samples import a_full_office
from tests.admin_app.shell.test_maintenance import Pc, real_office
from tests.office import NOW

__all__ = ["real_office"]
DOCUMENT = Path(__file__).parents[3] / "docs/metrics.md"
_UNIT = re.compile(r"_(seconds|bytes|ratio|total|info|fds)$")
_COUNTS = re.compile(r"_(up|failing|open|late|replies|length|grade|replies_held|replies_late|unreadable)$")
Tally = dict[tuple[str, frozenset[tuple[str, str]]], float]


def families(browser: Browser) -> dict[str, Metric]:
    """Return what Prometheus reads; a name that is served twice would be counted as one of the two."""
    answer = browser.get("/metrics")
    assert (answer.status_code, answer.content_type) == (200, "text/plain; version=0.0.4; charset=utf-8")
    found = list(text_string_to_metric_families(text(answer)))
    assert len({one.name for one in found}) == len(found)
    return {one.name: one for one in found}


def tally(browser: Browser) -> Tally:
    """Return every number by its name and labels; none stands there twice."""
    samples = [one for family in families(browser).values() for one in family.samples]
    found = {(one.name, frozenset(one.labels.items())): one.value for one in samples}
    assert len(found) == len(samples)
    return found


def number(found: Tally, name: str, **labels: str) -> float | None:
    """Return one number, None where it is not served."""
    return found.get((name, frozenset(labels.items())))


def test_figures_are_those_of_the_office(app: Flask, browser: Browser, sqlite_account: Any) -> None:
    a_full_office(sqlite_account, app)
    found = tally(browser)
    assert number(found, "aduan_agent_up") == 1
    assert number(found, "aduan_database_up") == 1
    assert number(found, "aduan_complaints_open", stage="analisa_seksi") == 1
    assert number(found, "aduan_replies", state="hold") == 1
    assert number(found, "aduan_quarantine_open") == 1
    builds = [dict(labels) for name, labels in found if name == "aduan_build_info"]
    assert [one["version"] for one in builds] == [VERSION]


def test_every_name_follows_prometheus_rules_and_stands_in_the_document(
    app: Flask, browser: Browser, sqlite_account: Any
) -> None:
    a_full_office(sqlite_account, app)
    browser.get("/login")
    served = families(browser)
    for name, family in served.items():
        # The parser takes `_total` away from counters, as the rule asks that they have it.
        assert family.documentation and family.type in ("gauge", "counter", "histogram"), name
        assert _UNIT.search(name) or _COUNTS.search(name), f"{name}: no base unit at its end"
        assert not re.search(r"percent|minutes|hours|milli|mega|kilo", name), name
        labels = {label for one in family.samples for label in one.labels}
        assert "le" not in labels or family.type == "histogram"
        assert all(re.fullmatch(r"[a-z_]+", label) for label in labels), labels
    told = set(re.findall(r"`((?:aduan|process)_\w+)`", DOCUMENT.read_text("utf-8").partition("Alerts")[0]))
    assert told == {f"{name}_total" if one.type == "counter" else name for name, one in served.items()}


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


def test_every_account_has_its_gauges_by_number_and_kind(browser: Browser, sqlite_account: Any) -> None:
    AgentHeartbeat.create(owner="pc", started_at=NOW, seen_at=NOW)
    ChannelAccount.update(
        label="Warga Contoh",
        state="ok",
        last_success_at=NOW - timedelta(seconds=5),
        last_inbound_at=NOW - timedelta(seconds=9),
        token_expires_at=NOW + timedelta(days=3),
        quota_used=91,
    ).where(ChannelAccount.id == sqlite_account.id).execute()
    found, labels = tally(browser), {"account": str(sqlite_account.id), "kind": "waha"}
    for name, value in {
        "last_success_age_seconds": 5,
        "last_inbound_age_seconds": 9,
        "lag_seconds": 5,
        "token_left_seconds": 259200,
        "quota_used_ratio": 0.91,
        "replies_held": 0,
        "unreadable": 0,
    }.items():
        assert number(found, f"aduan_channel_{name}", **labels) == value
    assert number(found, "aduan_channel_grade", **labels, grade="perhatian") == 1
    assert number(found, "aduan_channel_grade", **labels, grade="ok") == 0
    assert "Contoh" not in text(browser.get("/metrics"))


def test_queues_tell_how_much_waits_and_since_when(browser: Browser, sqlite_account: Any, clock: Clock) -> None:
    found = tally(browser)
    assert number(found, "aduan_queue_length", queue="replies") == 0
    assert number(found, "aduan_queue_oldest_age_seconds", queue="replies") is None
    made = queue(Walk(sqlite_account), "a").created_at
    PushPayload.create(account=sqlite_account, digest="1" * 64, body="{}", received_at=made)
    PushPayload.create(account=sqlite_account, digest="2" * 64, body="{}", received_at=NOW, settled_at=NOW)
    clock.now = made + timedelta(minutes=7)
    found = tally(browser)
    for name in ("replies", "pushes"):
        assert number(found, "aduan_queue_length", queue=name) == 1
        assert number(found, "aduan_queue_oldest_age_seconds", queue=name) == 420
    Outbox.update(state="sent").execute()
    found = tally(browser)
    assert number(found, "aduan_queue_length", queue="replies") == 0
    assert number(found, "aduan_queue_oldest_age_seconds", queue="replies") is None


def test_the_age_is_that_of_a_backup_whose_file_is_there(browser: Browser, clock: Clock, tmp_path: Path) -> None:
    assert number(tally(browser), "aduan_backup_age_seconds") is None
    there, gone = tmp_path / "a.zip", tmp_path / "b.zip"
    there.write_bytes(b"isi")
    for path, age in ((there, 3), (gone, 1)):
        made = {"made_at": NOW - timedelta(days=age), "path": str(path), "size": 3, "sha256": "0" * 64}
        BackupCopy.create(**made, files=0, lacking=0)
    assert number(tally(browser), "aduan_backup_age_seconds") is None  # another content than what was made
    BackupCopy.update(sha256=hashlib.sha256(b"isi").hexdigest()).execute()
    found = tally(browser)
    assert number(found, "aduan_backup_age_seconds") == 3 * 86400
    assert number(found, "aduan_backup_size_bytes") == 3


def test_every_check_is_told_before_and_while_it_holds(app: Flask, browser: Browser) -> None:
    pc = Pc(app)
    AgentHeartbeat.create(owner="pc", started_at=NOW, seen_at=NOW)
    stamp_jobs(AgentJob, "pc", NOW)
    app.config["ADUAN"].practice_mark.touch()  # practice needs no backup
    found = tally(browser)
    rows = {row.key: number(found, "aduan_check_failing", check=row.key) for row in CONDITIONS}
    assert {key for key, value in rows.items() if value is None} == {row.key for row in CONDITIONS} - set(
        seen_by(Face.METRICS)
    ) | {"memory"}  # which no system says here
    assert not any(rows.values())
    pc.free = 400 * MEGABYTE
    found = tally(browser)
    failing = [row.key for row in CONDITIONS if number(found, "aduan_check_failing", check=row.key)]
    assert failing == ["disk_media"]
    assert number(found, "aduan_disk_free_bytes", folder="data") == 400 * MEGABYTE
    pc.free = 20 * MEGABYTE  # every page gives way to what to do; machines are told in figures all the same
    assert number(tally(browser), "aduan_check_failing", check="disk_stop") == 1


def test_a_key_that_is_another_one_is_told(app: Flask, browser: Browser, sqlite_account: Any) -> None:
    file = app.config["ADUAN"].secret_key_file
    ChannelAccount.update(secret=seal(load_key(file), "kunci-waha")).execute()
    assert number(tally(browser), "aduan_check_failing", check="key_changed") == 0
    file.write_bytes(Fernet.generate_key())
    assert number(tally(browser), "aduan_check_failing", check="key_changed") == 1
    file.unlink()
    assert number(tally(browser), "aduan_check_failing", check="key_lost") == 1


def test_an_older_schema_is_told_as_such_though_its_columns_are_missing(real_office: Flask) -> None:
    browser = Browser(real_office)
    for row in ("DELETE FROM schema_migration WHERE name = '0066_file_texts'", "DROP TABLE channel_pass"):
        database.execute_sql(row)
    close_database()
    found = tally(browser)
    assert number(found, "aduan_database_up") == 1
    assert number(found, "aduan_check_failing", check="schema_older") == 1
    assert number(found, "aduan_check_failing", check="agent_jobs") is None


def test_what_should_have_left_by_itself_is_told_apart_from_what_waits_for_people(
    browser: Browser, sqlite_account: Any, clock: Clock
) -> None:
    labels = {"account": str(sqlite_account.id), "kind": "waha"}
    clock.now = queue(Walk(sqlite_account), "a").created_at + timedelta(hours=2)
    assert number(tally(browser), "aduan_channel_replies_late", **labels) == 1
    for state in ("parked", "hold"):
        Outbox.update(state=state).execute()
        assert number(tally(browser), "aduan_channel_replies_late", **labels) == 0
    alerts = DOCUMENT.read_text("utf-8").partition("Alerts")[2]
    assert "aduan_channel_replies_late > 0" in alerts and alerts.count("  for: ") == alerts.count("- alert: ")


def test_a_database_that_is_away_leaves_the_figures_that_need_none(real_office: Flask) -> None:
    browser = Browser(real_office)
    close_database()
    open_database("postgresql://postgres@127.0.0.1:1/aduan")
    found = tally(browser)
    assert number(found, "aduan_database_up") == 0
    assert number(found, "aduan_check_failing", check="unreachable") == 1
    assert number(found, "aduan_disk_free_bytes", folder="data") == 10_000 * MEGABYTE
    assert number(found, "aduan_agent_up") is None  # nobody knows
    unasked = (
        "agent_jobs",
        "backup_failed",
        "restore_drill",
        "backup_second",
        "schema_older",
        "locked",
        "key_changed",
        "clock_office",
    )
    assert [number(found, "aduan_check_failing", check=one) for one in unasked] == [None] * len(unasked)
    assert number(found, "aduan_check_failing", check="crowded") == 0
    assert any(name == "process_cpu_seconds_total" for name, _labels in found)
    away = browser.get("/metrics", environ_base={"REMOTE_ADDR": "10.0.0.9"})  # the token could not be asked for
    assert (away.status_code, away.json["status"]) == (503, "not ready")


@pytest.mark.parametrize("folder", ["nowhere", ""])
def test_a_folder_that_does_not_answer_leaves_the_others(
    app: Flask, browser: Browser, folder: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from admin_app.upkeep import metrics

    here = {"data": tmp_path, "database": tmp_path / folder}
    monkeypatch.setattr(metrics, "watched_folders", lambda _data: here)
    monkeypatch.setattr(metrics, "shutil", _Shutil(tmp_path))
    Pc(app)
    found = tally(browser)
    assert number(found, "aduan_disk_size_bytes", folder="data") == 7
    assert number(found, "aduan_disk_size_bytes", folder="database") == (None if folder else 7)


class _Shutil:
    """A disk that answers for one folder."""

    def __init__(self, known: Path) -> None:
        self._known = known

    def disk_usage(self, folder: Path) -> Any:
        """Return seven bytes, or fail as a disk that is gone."""
        if folder != self._known:
            raise OSError(5, "Input/output error")
        return type("Usage", (), {"total": 7})
