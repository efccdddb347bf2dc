"""The agent as a process: leases, second agents, clean stops, and channels that do not disturb each other."""

import json
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pysqlite3
import pytest

from models.actions.upkeep.programs import tell
from models.rules.replies.delivery import ReplyState
from models.rules.upkeep.programs import Told
from models.tables import AgentHeartbeat, ChannelAccount, Complaint, Message, Outbox, RunningProgram, database
from models.tables.core.secrets import seal
from sync_agent.clock import utc_now
from sync_agent.simulator.app import build
from sync_agent.simulator.serve import start
from tests.simulator.caller import until
from tests.sync_agent.desk import BUDI, SECRET, Desk
from tests.sync_agent.processes import agent, run
from tests.tables.core.test_fence import upgraded

PATIENCE = 40


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "agent.log"


def account() -> ChannelAccount:
    row: ChannelAccount = ChannelAccount.select().order_by(ChannelAccount.id).get()
    return row


def second_account(desk: Desk, base_url: str) -> ChannelAccount:
    row: ChannelAccount = ChannelAccount.create(
        kind="waha",
        label="WhatsApp kedua",
        settings=json.dumps({"base_url": base_url, "session": "default"}),
        secret=seal(desk.key, SECRET),
        created_at=desk.now(),
    )
    return row


def test_from_the_citizen_to_the_office_and_back(desk: Desk, log: Path) -> None:
    desk.happen("Paspor saya belum selesai")
    with agent(desk.environ, log) as running:
        until(lambda: Complaint.select().count(), PATIENCE)
        key = desk.answer("Baik, kami periksa.")
        until(lambda: desk.reply(key).state == ReplyState.SENT, PATIENCE)
        assert desk.visible() == ["Baik, kami periksa."]
        assert AgentHeartbeat.select().count() == 1
        assert account().state == "ok"
        assert running.terminate() == 0
    assert account().lease_owner is None
    assert AgentHeartbeat.get().stopped_at is not None
    assert not list((desk.folder / "agents").iterdir())
    for private in ("Paspor", "periksa", "6281200000001", SECRET):
        assert private not in running.said()


def test_once_makes_one_whole_pass(desk: Desk, log: Path) -> None:
    desk.happen("satu")
    with agent(desk.environ, log, "--once") as running:
        assert running.wait() == 0
    key = desk.answer("jawaban")
    desk.photo(b"x" * 10, "application/octet-stream")
    assert run(desk.environ, "--once").returncode == 0
    assert desk.reply(key).state == ReplyState.SENT
    assert Message.select().where(Message.direction == "in").count() == 2
    assert account().lease_owner is None


def test_once_says_when_a_channel_did_not_work_and_the_others_did(desk: Desk) -> None:
    desk.happen("yang sehat jalan terus")
    broken = second_account(desk, "http://127.0.0.1:9")
    assert run(desk.environ, "--once").returncode == 1
    assert Message.select().count() == 1
    assert ChannelAccount.get_by_id(broken.id).state == "terganggu"
    assert account().state == "ok"


def test_an_account_no_connector_can_work_with_keeps_no_other_unserved(desk: Desk, log: Path) -> None:
    desk.happen("yang sehat jalan terus")
    odd = second_account(desk, desk.running.waha_url)
    by_hand = json.dumps({"base_url": desk.running.waha_url, "session": 7})
    ChannelAccount.update(settings=by_hand).where(ChannelAccount.id == odd.id).execute()
    done = run(desk.environ, "--once")
    assert (done.returncode, Message.select().count()) == (1, 1)
    row = ChannelAccount.get_by_id(odd.id)
    assert (row.state, row.state_reason.startswith("Pengaturan kanal ini tidak dapat dipakai")) == ("jeda", True)
    assert SECRET not in done.stderr
    desk.happen("dan seterusnya", BUDI)
    with agent(desk.environ, log):
        until(lambda: Message.select().count() == 2, PATIENCE)


def test_F46_a_second_agent_says_so_and_ends_with_3(desk: Desk, log: Path) -> None:
    with agent(desk.environ, log):
        until(lambda: account().lease_owner, PATIENCE)
        second = run(desk.environ)
        assert second.returncode == 3
        assert "Another agent already serves every channel" in second.stderr
        assert run(desk.environ, "--once").returncode == 3


def test_a_second_agent_serves_what_nobody_holds(desk: Desk, log: Path) -> None:
    with start(build(seed=6)) as other, agent(desk.environ, log):
        until(lambda: account().lease_owner, PATIENCE)
        free = second_account(desk, other.waha_url)
        ChannelAccount.update(lease_owner="agen-lain", lease_until=utc_now() + timedelta(seconds=30)).where(
            ChannelAccount.id == free.id
        ).execute()
        ChannelAccount.update(lease_until=utc_now()).where(ChannelAccount.id == free.id).execute()
        until(lambda: ChannelAccount.get_by_id(free.id).lease_owner not in (None, "agen-lain"), PATIENCE)


def test_R6_a_killed_agent_is_followed_at_once_on_the_same_machine(desk: Desk, log: Path) -> None:
    slow = {**desk.environ, "ADUAN_LEASE_SECONDS": "600"}
    with agent(slow, log) as first:
        until(lambda: account().lease_owner, PATIENCE)
        first.kill()
    desk.happen("sesudah mati listrik")
    assert run(slow, "--once").returncode == 0
    assert Message.select().count() == 1


def test_an_agent_of_another_machine_waits_until_the_lease_runs_out(desk: Desk) -> None:
    ChannelAccount.update(lease_owner="pc-lain-1", lease_until=utc_now() + timedelta(seconds=600)).execute()
    assert run(desk.environ, "--once").returncode == 3
    ChannelAccount.update(lease_until=utc_now() - timedelta(seconds=1)).execute()
    assert run(desk.environ, "--once").returncode == 0


def test_F21_a_shut_channel_is_paused_with_a_reason_and_comes_back_when_its_key_is_right(
    desk: Desk, log: Path
) -> None:
    desk.running.practice.gateway.settings.api_key = "kunci-baru-9"
    desk.happen("ada di gateway")
    with agent(desk.environ, log) as running:
        until(lambda: account().state == "jeda", PATIENCE)
        assert account().state_reason == "Kunci kanal ditolak. Perbarui kunci pada pengaturan kanal. (kode 401)"
        ChannelAccount.update(secret=seal(desk.key, "kunci-baru-9")).execute()
        until(lambda: account().state == "ok" and Message.select().count() == 1, PATIENCE)
        running.terminate()
    assert running.said().count("Kunci kanal ditolak") == 1
    assert running.said().count("channel works") == 1


def test_a_slow_and_a_failing_channel_delay_no_other(desk: Desk, log: Path) -> None:
    with start(build(seed=6)) as other:
        other.practice.switchboard.switch_on({"kind": "timeout_before", "seconds": 30})
        second_account(desk, other.waha_url)
        second_account(desk, "http://127.0.0.1:9/lain")
        with agent({**desk.environ, "ADUAN_HTTP_SECONDS": "20", "ADUAN_LEASE_SECONDS": "60"}, log) as running:
            for number in range(3):
                desk.happen(f"pesan {number}")
                until(lambda count=number: Message.select().count() == count + 1, PATIENCE)
            # One thread waits for an answer that will not come: the agent ends in good order all the same.
            assert running.terminate() == 0


def test_an_account_switched_off_is_let_go_and_taken_again_when_switched_on(desk: Desk, log: Path) -> None:
    with agent(desk.environ, log):
        until(lambda: account().lease_owner, PATIENCE)
        ChannelAccount.update(enabled=False).execute()
        until(lambda: account().lease_owner is None, PATIENCE)
        desk.happen("menunggu")
        ChannelAccount.update(enabled=True).execute()
        until(lambda: Message.select().count() == 1, PATIENCE)


def test_F42_a_database_kept_busy_by_another_writer_only_delays(desk: Desk, log: Path) -> None:
    desk.happen("sabar")
    with agent(desk.environ, log) as running:
        until(lambda: Message.select().count() == 1, PATIENCE)
        requests = desk.asked("/messages")
        with database.atomic():
            ChannelAccount.update(label="terkunci").execute()
            desk.happen("tertunda")
            until(lambda: desk.asked("/messages") > requests, PATIENCE)
        until(lambda: Message.select().count() == 2, PATIENCE)
        assert running.terminate() == 0


def copy_database(source: Path, target: Path) -> None:
    """Copy a database as a backup does, whoever has it open."""
    with closing(pysqlite3.connect(source)) as one, closing(pysqlite3.connect(target)) as other:
        one.backup(other)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_F45_a_restored_backup_repeats_no_answer(desk: Desk, log: Path, tmp_path: Path) -> None:
    desk.happen("halo")
    desk.happen("halo juga", BUDI)
    assert run(desk.environ, "--once").returncode == 0
    known = desk.answer("dikirim sesudah cadangan dibuat")
    copy_database(tmp_path / "aduan.db", tmp_path / "cadangan.db")
    unheard = desk.answer("tidak ada di cadangan", BUDI)
    assert run(desk.environ, "--once").returncode == 0
    assert (desk.visible(), len(desk.visible(BUDI))) == (["dikirim sesudah cadangan dibuat"], 1)
    copy_database(tmp_path / "cadangan.db", tmp_path / "aduan.db")
    assert desk.reply(known).state == ReplyState.QUEUED
    late = desk.answer("sesudah pemulihan")
    with agent(desk.environ, log) as running:
        until(lambda: desk.reply(late).state == ReplyState.SENT, PATIENCE)
        assert running.terminate() == 0
    assert desk.reply(known).state == ReplyState.SENT
    assert desk.visible() == ["dikirim sesudah cadangan dibuat", "sesudah pemulihan"]
    assert Outbox.get_or_none(Outbox.reply_key == unheard) is None
    assert desk.visible(BUDI) == ["tidak ada di cadangan"]
    assert Message.select().where(Message.text == "tidak ada di cadangan").count() == 1
    assert "older than attempts.log" in running.said()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_F47_a_database_that_drops_its_connections_is_connected_again(desk: Desk, log: Path) -> None:
    with agent(desk.environ, log) as running:
        until(lambda: account().state == "ok", PATIENCE)
        database.execute_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        desk.happen("sesudah kabel dicolok lagi")
        until(lambda: Message.select().count() == 1, PATIENCE)
        assert running.terminate() == 0


def test_an_agent_whose_database_becomes_another_version_s_ends_with_4_and_says_so(desk: Desk, log: Path) -> None:
    with agent(desk.environ, log) as running:
        until(lambda: "serving" in running.said(), PATIENCE)
        upgraded()
        assert running.wait() == 4
        assert "Start the newer version" in running.said()
    assert run(desk.environ, "--once").returncode == 1


@pytest.mark.parametrize(("told", "code"), [(Told.END, 0), (Told.COME_BACK, 4)])
def test_an_agent_that_is_told_to_end_ends_as_by_a_signal(desk: Desk, log: Path, told: Told, code: int) -> None:
    with agent(desk.environ, log) as running:
        until(lambda: RunningProgram.select().count() and AgentHeartbeat.select().count(), PATIENCE)
        assert RunningProgram.get().mark == AgentHeartbeat.get().owner
        tell(told)
        assert running.wait() == code
        assert "told to end" in running.said()
    assert AgentHeartbeat.get().stopped_at is not None
    assert (RunningProgram.select().count(), account().lease_owner) == (0, None)


def test_status_tells_how_every_channel_is(desk: Desk) -> None:
    desk.happen("halo")
    run(desk.environ, "--once")
    desk.answer("menunggu")
    second_account(desk, "http://127.0.0.1:9")
    said = run(desk.environ, "status", "--json")
    found = json.loads(said.stdout)
    assert (said.returncode, found["well"]) == (1, False)
    first, second = found["channels"]
    assert (first["state"], first["replies"], first["deaf"]) == ("ok", {"queued": 1}, False)
    assert (second["state"], second["last_success_at"]) == ("baru", None)
    assert (first["grade"], first["findings"][0]["code"]) == ("terganggu", "agent_down")
    text = run(desk.environ, "status").stdout
    assert "1. WhatsApp kantor (waha): terganggu\n   agent_down: no agent is alive" in text
    assert "\nno agent runs now; the last one, " in text and text.startswith("Aduan ")
    assert SECRET not in text + json.dumps(found)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ADUAN_POLL_SECONDS": "soon"}, "ADUAN_POLL_SECONDS is 'soon'"),
        ({"ADUAN_DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none"}, "The database cannot be used now"),
        ({"ADUAN_DATABASE_URL": "mysql://x"}, "ADUAN_DATABASE_URL starts with 'mysql'"),
        ({"ADUAN_DATABASE_URL": ""}, "run 'python3 run_admin.py migrate'"),
    ],
)
def test_what_cannot_be_started_says_why(tmp_path: Path, changes: dict[str, str], sentence: str) -> None:
    found: Any = run({"ADUAN_DATA_DIR": str(tmp_path), **changes}, "--once")
    assert found.returncode == 1
    assert sentence in found.stderr
    assert "Traceback" not in found.stderr


def test_the_wrong_key_file_is_said_and_nothing_is_polled(desk: Desk) -> None:
    ChannelAccount.update(secret=seal(b"A" * 43 + b"=", "x")).execute()
    found = run(desk.environ, "--once")
    assert found.returncode == 1
    assert "secret.key does not open this secret" in found.stderr
    assert desk.asked("/api") == 0


def test_practice_mode_refuses_a_taken_port(desk: Desk) -> None:
    found = run(desk.environ, "simulate", "--port", str(desk.running.port))
    assert found.returncode == 1
    assert "choose another with --port" in found.stderr
