"""The open warnings are those that status, home and watcher tell, each once."""

from datetime import timedelta

from models.actions.upkeep.conditions import every_condition
from models.actions.upkeep.hand_over.warnings import open_warnings
from models.actions.upkeep.planned.drill.standing import drill_stands
from models.actions.upkeep.self_watch import Probes, SelfWatch
from models.tables import AgentHeartbeat, BackupCopy, ChannelAccount
from models.tables.core.settings import Settings
from sync_agent.status import look
from tests.office import NOW

ROOM = Probes(free=lambda _folder: 10**12, memory=lambda: 10**12)


def _said(settings: Settings) -> list[str]:
    return open_warnings(settings, NOW, SelfWatch(settings, ROOM))


def _well(settings: Settings) -> None:
    file = settings.data_dir / "a.zip"
    file.write_bytes(b"")
    BackupCopy.create(made_at=NOW, path=str(file), size=0, sha256="0" * 64, files=0, lacking=0)
    AgentHeartbeat.create(owner="agen-1", started_at=NOW, seen_at=NOW)
    ChannelAccount.update(enabled=False).execute()


def test_where_nothing_is_wrong_there_is_none(settings: Settings) -> None:
    _well(settings)
    assert _said(settings) == []


def test_whatever_status_finds_wrong_is_among_them(settings: Settings) -> None:
    _well(settings)
    settings.secret_key_file.rename(settings.data_dir / "away")
    BackupCopy.update(made_at=NOW - timedelta(days=40)).execute()
    said = _said(settings)
    held = every_condition(settings, SelfWatch(settings, ROOM), NOW).held
    checks = look(NOW, settings.poll_seconds, held)["checks"]
    assert checks and {one["to_do"] for one in checks} <= set(said)
    assert drill_stands(NOW).staff in said
    assert any("secret.key hilang" in one for one in said) and any("tidak ada cadangan" in one for one in said)
    assert len(said) == len(set(said))


def test_a_silent_agent_and_a_channel_that_does_not_work_are_among_them(settings: Settings) -> None:
    _well(settings)
    AgentHeartbeat.delete().execute()
    ChannelAccount.update(enabled=True, state="jeda", state_reason="sesi habis").execute()
    said = _said(settings)
    assert any("Penghubung kanal tidak berjalan" in one for one in said)
    assert any(one.startswith("WhatsApp kantor: ") for one in said)
