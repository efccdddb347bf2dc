"""The restore drill, all programs real: backup, traffic, restore, and nobody gets an answer twice (I-12, F45)."""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from models.actions.core.trail.trail_signing import sign_with
from models.actions.upkeep.trail_checkpoints import signing_key
from models.rules.replies.delivery import ReplyState
from models.tables import ChannelAccount, Message, Outbox
from sync_agent.simulator.app import build
from sync_agent.simulator.serve import start
from tests.admin_app.cli.programs import Office
from tests.sync_agent.desk import BUDI, Desk
from tests.tools import ROOT

# Each pass looks once for answers of unknown fate; settling takes a second look, and a little patience.
PASSES = 40


@pytest.fixture
def desk(account: ChannelAccount, database_url: str, tmp_path: Path) -> Iterator[Desk]:
    """An office with the gateway's fake before it, on both databases."""
    with start(build(seed=5)) as running:
        yield Desk(running, account, tmp_path / "data", database_url)


def agent_passes(office: Office) -> int:
    """Let the agent make one pass, as a program of its own."""
    return subprocess.run([sys.executable, "run_agent.py", "--once"], cwd=ROOT, env=office.environment).returncode


def test_F45_after_a_restore_nothing_is_lost_and_nothing_sent_twice(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in desk.environ.items():
        monkeypatch.setenv(name, value)
    office, file = Office(tmp_path / "data", desk.database_url), str(tmp_path / "b.zip")
    sign_with(partial(signing_key, office.folder))  # as the programs do that write beside this test
    desk.photo(b"bukti lama")
    desk.happen("halo juga", BUDI)
    assert agent_passes(office) == 0
    known = desk.answer("dijawab sesudah cadangan")
    assert office.run_apart("backup", file).code == 0
    unheard = desk.answer("tidak ada di cadangan", BUDI)
    desk.happen("datang sesudah cadangan", BUDI)
    assert agent_passes(office) == 0
    seen = (desk.visible(), desk.visible(BUDI))
    assert seen == (["dijawab sesudah cadangan"], ["tidak ada di cadangan"])
    restored = office.run_apart("restore", file, "--replace")
    assert restored.code == 0, restored.err
    assert desk.reply(known).state == ReplyState.QUEUED
    later = desk.answer("sesudah pemulihan")
    for _ in range(PASSES):
        assert agent_passes(office) == 0
        if desk.reply(later).state == ReplyState.SENT:
            break
    assert desk.visible() == ["dijawab sesudah cadangan", "sesudah pemulihan"]
    assert desk.visible(BUDI) == ["tidak ada di cadangan"]
    assert desk.reply(known).state == ReplyState.SENT
    assert Outbox.get_or_none(Outbox.reply_key == unheard) is None
    assert Message.select().where(Message.text == "datang sesudah cadangan").count() == 1
    verified = office.run_apart("verify")
    assert verified.code == 0, verified.out + verified.err
