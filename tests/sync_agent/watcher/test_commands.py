"""run_agent.py watch as a process: it tells of the others' death, and its own is told by the words that stop."""

import os
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from models.rules.upkeep.alert_ways import HOOK_KEYS, MAIL_KEYS, HookWay, MailWay
from models.tables import AgentHeartbeat, BackupCopy, ChannelAccount
from models.tables.upkeep.alert_ways import kept_ways
from models.tables.upkeep.outside_watcher import NAME, forget_address, keep_address, kept_address
from models.tables.upkeep.watcher_letters import read_letters
from sync_agent.clock import utc_now
from sync_agent.watcher.telling import machine
from tests.admin_app.cli.programs import typed_at_terminal
from tests.ready_programs import run as run_program
from tests.sync_agent.desk import Desk
from tests.sync_agent.processes import agent, environment, run
from tests.sync_agent.watcher.listener import Listener, listening
from tests.sync_agent.watcher.postbox import open_postbox
from tests.tools import ROOT

_EVERY = ("watch", "--every", "0.1")
# A sign of life counts for so long before its time: a busy machine may need a while to look at it.
_PATIENT = timedelta(minutes=5)


@pytest.fixture
def well(desk: Desk) -> Desk:
    """A desk where nothing is wrong for some hours."""
    soon = utc_now()
    ChannelAccount.update(enabled=False).execute()
    file = desk.settings.data_dir / "a.zip"
    file.touch()
    BackupCopy.create(made_at=soon, path=str(file), size=0, sha256="0" * 64, files=0, lacking=0)
    AgentHeartbeat.create(owner="pc", started_at=soon, seen_at=soon + _PATIENT)
    return desk


def _lives(desk: Desk, minutes: float = 0) -> None:
    AgentHeartbeat.update(seen_at=utc_now() + (timedelta(minutes=-minutes) if minutes else _PATIENT)).execute()


def tell_to(desk: Desk, server: Listener) -> None:
    """Enter an outside watcher."""
    keep_address(desk.settings.data_dir, desk.settings.secret_key_file, f"{server.url}/ping/geheim", machine())


def test_an_agent_that_dies_is_told_and_so_is_its_return_and_a_killed_watcher_says_nothing(
    well: Desk, tmp_path: Path
) -> None:
    with listening() as server:
        tell_to(well, server)
        with agent(well.environ, tmp_path / "watcher.log", *_EVERY) as watcher:
            _lives(well)
            server.wait_for("/ping/geheim")
            _lives(well, minutes=5)
            assert '"agent_silent"' in server.wait_for("/ping/geheim/fail")
            _lives(well)
            server.wait_for("/ping/geheim")
            watcher.kill()
            heard = len(server.heard)
            said = watcher.said()
            with server.more:  # a living one speaks ten times a second
                assert not server.more.wait_for(lambda: len(server.heard) > heard + 1, 2)  # one may be on its way
    assert said.count("agent_silent: no agent gives") == said.count("agent_silent: over") == 1
    assert "geheim" not in said


def test_it_ends_in_good_order_when_told(well: Desk, tmp_path: Path) -> None:
    with listening() as server:
        tell_to(well, server)
        with agent(well.environ, tmp_path / "watcher.log", *_EVERY) as watcher:
            server.wait_for("/ping/geheim")
            second = run(well.environ, *_EVERY)
            assert (second.returncode, "Another watcher of this data folder runs" in second.stderr) == (3, True)
            assert forget_address(well.settings.data_dir)
            heard = len(server.heard)
            with server.more:  # a living one speaks ten times a second
                assert not server.more.wait_for(lambda: len(server.heard) > heard + 1, 2)  # one may be on its way
            assert watcher.terminate() == 0


def test_a_trial_says_what_is_wrong_and_what_the_outside_watcher_answered(well: Desk) -> None:
    with listening() as server:
        tell_to(well, server)
        _lives(well)
        good = run(well.environ, "watch", "trial")
        assert (good.returncode, good.stdout) == (0, "nothing is wrong\nheard outside\n")
        server.answers = (404, "", {})
        _lives(well, minutes=5)
        bad = run(well.environ, "watch", "trial")
        assert bad.returncode == 1
        assert bad.stdout.startswith("agent_silent: ") and bad.stdout.endswith("not heard outside: HTTP 404\n")
        assert server.paths() == ["/ping/geheim", "/ping/geheim/fail"]


def test_the_address_is_read_from_standard_input_kept_sealed_and_forgotten(well: Desk) -> None:
    settings = well.settings

    def enter(typed: str, *words: str) -> tuple[int, str]:
        asked = ("run_agent.py", "watch", "outside", *words)
        said = run_program(*asked, env=environment(well.environ), cwd=ROOT, given=typed, timeout=60)
        return said.returncode, said.stdout + said.stderr

    code, words = enter("http://hc-ping.com/geheim\n")
    assert (code, "geheim" in words, "http only to this machine" in words) == (1, False, True)
    assert enter("https://hc-ping.com/geheim\n")[0] == 0
    assert kept_address(settings.data_dir, settings.secret_key_file, machine()) == "https://hc-ping.com/geheim"
    settings.secret_key_file.rename(settings.secret_key_file.with_suffix(".gone"))
    lost = run(well.environ, "watch", "trial")
    assert (lost.returncode, "enter it anew" in lost.stdout) == (1, True)
    settings.secret_key_file.with_suffix(".gone").rename(settings.secret_key_file)
    assert [enter("", "--forget")[1] for _ in range(2)] == ["Forgotten.\n", "None was entered.\n"]
    assert not (settings.data_dir / NAME).exists()
    _lives(well)
    nobody = run(well.environ, "watch", "trial")
    assert (nobody.returncode, "no outside watcher is entered" in nobody.stdout) == (1, True)


def _entered(desk: Desk, typed: str, *words: str) -> tuple[int, str]:
    asked = ("run_agent.py", "watch", *words)
    said = run_program(*asked, env=environment(desk.environ), cwd=ROOT, given=typed, timeout=60)
    return said.returncode, said.stdout + said.stderr


def test_letters_leave_by_a_real_mail_server_and_a_webhook_and_who_acknowledges_is_noted(
    well: Desk, tmp_path: Path
) -> None:
    with open_postbox() as post, listening() as hook:
        lines = (
            f"server = 127.0.0.1\nport = {post.port}\nsecurity = none\nfrom = a@kantor.go.id\nto = t@kantor.go.id\n"
        )
        assert _entered(well, lines, "mail")[0] == 0
        assert _entered(well, f"address = {hook.url}/hooks/geheim\n", "webhook")[0] == 0
        _lives(well)
        tried = run(well.environ, "watch", "trial").stdout
        assert tried.endswith("a letter left by mail\na letter left by webhook\n")
        _lives(well, minutes=5)
        with agent(well.environ, tmp_path / "watcher.log", *_EVERY) as watcher:
            letter = post.wait_for(2)
            with hook.more:
                assert hook.more.wait_for(lambda: len(hook.heard) == 2, 60)
            assert watcher.terminate() == 0  # what was told is kept
            said = watcher.said()
    assert letter["Subject"].endswith(": 1 hal perlu ditangani")
    assert "Penghubung kanal tidak berjalan" in letter.get_content()
    assert "Penghubung kanal tidak berjalan" in hook.heard[-1][2] and "geheim" not in said
    noted = read_letters(well.settings.data_dir).lines
    assert [(one.way, one.trial, [key for key, _says in one.begun], one.why_not) for one in noted] == [
        ("webhook", False, ["agent_silent"], ""),
        ("mail", False, ["agent_silent"], ""),
        ("webhook", True, [], ""),
        ("mail", True, [], ""),
    ]
    held = run(well.environ, "watch", "alerts")
    assert (held.returncode, "told by mail, webhook" in held.stdout, ", acknowledged" in held.stdout) == (
        1,
        True,
        False,
    )
    assert run(well.environ, "watch", "acknowledge", "agent_silent").stdout == "Noted.\n"
    assert ", acknowledged" in run(well.environ, "watch", "alerts").stdout
    assert run(well.environ, "watch", "acknowledge", "no_such_key").returncode == 1


@pytest.mark.skipif(os.name != "posix", reason="Windows has no terminal that a test can hold")
def test_at_a_terminal_each_key_of_a_way_is_asked_for_and_no_secret_is_shown(well: Desk) -> None:
    mail = dict.fromkeys(MAIL_KEYS, "") | {"server": "mail.kantor.go.id", "user": "aduan", "password": "geheim-1"}
    mail |= {"from": "a@kantor.go.id", "to": "t@kantor.go.id"}
    hook = dict.fromkeys(HOOK_KEYS, "") | {"address": "https://obrolan.go.id/geheim-2", "secret": "geheim-3"}
    for name, entered in (("mail", mail), ("webhook", hook)):
        command = [sys.executable, "run_agent.py", "watch", name]
        code, shown = typed_at_terminal(command, environment(well.environ), list(entered.values()), b": ")
        assert (code, b"geheim" in shown, b"Kept." in shown) == (0, False, True), shown
    kept = kept_ways(well.settings.data_dir, well.settings.secret_key_file, machine())
    assert {type(one): getattr(one, "password", "") or getattr(one, "secret", "") for one in kept} == {
        MailWay: "geheim-1",
        HookWay: "geheim-3",
    }


def test_a_way_that_cannot_be_used_is_refused_and_one_that_does_not_work_fails_the_trial(well: Desk) -> None:
    code, words = _entered(well, "server = mail.kantor.go.id\npassword = geheim\n", "mail")
    assert (code, "go together" in words, "geheim" in words) == (1, True, False)
    assert _entered(well, "address = http://127.0.0.1:1/geheim\n", "webhook")[0] == 0
    _lives(well)
    tried = run(well.environ, "watch", "trial")
    assert (tried.returncode, "a letter did not leave by webhook: TryLater" in tried.stdout) == (1, True)
    assert [_entered(well, "", "webhook", "--forget")[1] for _ in range(2)] == ["Forgotten.\n", "None was entered.\n"]


def test_that_nothing_holds_is_said_only_while_a_watcher_looks(well: Desk, tmp_path: Path) -> None:
    _lives(well)
    nobody = run(well.environ, "watch", "alerts")
    assert (nobody.returncode, "No watcher" in nobody.stdout, "nothing" in nobody.stdout) == (1, True, False)
    with agent(well.environ, tmp_path / "watcher.log", *_EVERY), listening() as server:
        tell_to(well, server)
        server.wait_for("/ping/geheim")
        good = run(well.environ, "watch", "alerts")
        assert (good.returncode, good.stdout) == (0, "nothing that the watcher found holds\n")


@pytest.mark.skipif(sys.platform == "win32", reason="systemd")
def test_it_is_a_service_of_its_own(well: Desk, tmp_path: Path) -> None:
    said = run(well.environ, "watch", "service", "status", "--root", str(tmp_path))
    assert (said.returncode, "aduan-watcher.service: not installed" in said.stdout + said.stderr) == (1, True)
