"""Doctor: what is unsafe is called unsafe, what only a person can judge is noted, a dead database is a finding."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from models.actions.channels.serve_account import beat, say_goodbye
from models.actions.upkeep.diagnose import database as database_look
from models.actions.upkeep.diagnose import disk
from models.actions.upkeep.diagnose.agents import fresh_agents
from models.actions.upkeep.diagnose.disk import mount_of
from models.actions.upkeep.diagnose.findings import Finding, Level
from models.actions.upkeep.doctor import diagnose
from models.tables import ChannelAccount, Message, SigningService, database
from models.tables.core.database import is_sqlite, open_database
from models.tables.core.secrets import SEALED, load_key, seal
from models.tables.core.settings import Settings, load_settings
from models.tables.upkeep.schema import BEFORE_FIRST, FIRST, MIGRATIONS
from tests.office import NOW, citizen_message, office, take_in
from tests.tables.upkeep.before_release import EARLY, stand_at

MOUNTS = """22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 22 0:40 / /mnt/share rw - cifs //server/share rw
31 22 0:41 / /mnt/with\\040space rw - virtiofs host rw
32 30 0:42 / /mnt/share/inner rw - ext4 /dev/vdb rw"""


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Iterator[Settings]:
    tmp_path.chmod(0o700)
    found = load_settings({"ADUAN_DATABASE_URL": database_url, "ADUAN_DATA_DIR": str(tmp_path)}, tmp_path / "no.toml")
    with office(database_url):
        yield found


def named(findings: list[Finding]) -> dict[str, Finding]:
    return {finding.name: finding for finding in findings}


def levels(settings: Settings, later: timedelta = timedelta()) -> dict[str, Level]:
    return {name: finding.level for name, finding in named(diagnose(settings, NOW + later)).items()}


def test_a_sound_pc_has_nothing_unsafe(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    # The server's own clock is the real one; only its distance from our invented now would be judged.
    monkeypatch.setattr(database_look, "CLOCK_TOLD", timedelta(days=20000))
    load_key(settings.secret_key_file)
    found = levels(settings)
    # The throw-away server of the tests forgets on purpose, and that is seen.
    forgetful = [] if is_sqlite() else ["server fsync", "server full_page_writes"]
    assert [name for name, level in found.items() if level is Level.UNSAFE] == forgetful
    assert {"local disk", "free space", "schema", "clock", "agent_silent", "disk encryption", "TLS"} <= set(found)


def test_F40_a_clock_behind_the_database_is_unsafe(settings: Settings) -> None:
    take_in(ChannelAccount.get(), citizen_message(), now=NOW + timedelta(days=3))
    assert levels(settings)["clock"] is Level.UNSAFE
    Message.update(received_at=NOW).execute()
    database.execute_sql("DELETE FROM audit")
    assert levels(settings)["clock"] is Level.OK


def test_agents_are_counted_by_their_heartbeats(settings: Settings) -> None:
    assert (levels(settings)["agent_silent"], "one agent" in levels(settings)) == (Level.WARNING, False)
    beat("agen-1", NOW)
    assert "agent_silent" not in levels(settings)
    assert levels(settings)["one agent"] is Level.OK
    assert levels(settings)["channels"] is Level.WARNING
    beat("agen-2", NOW, "menunggu pemeriksaan")
    assert levels(settings)["one agent"] is Level.WARNING
    assert levels(settings)["agent_sends_nothing"] is Level.WARNING
    say_goodbye("agen-2", NOW)
    assert fresh_agents(NOW, 60) == ["agen-1"]
    assert fresh_agents(NOW + timedelta(seconds=61), 60) == []


def test_F40_an_agent_whose_sign_of_life_is_of_a_time_to_come_counts_for_nothing(settings: Settings) -> None:
    beat("agen-1", NOW + timedelta(days=400))  # before its clock was set right; it was killed since
    assert fresh_agents(NOW, 60) == []
    assert "one agent" not in levels(settings)
    beat("agen-2", NOW + timedelta(minutes=2))  # another PC's clock
    assert fresh_agents(NOW, 60) == ["agen-2"]


def test_data_for_practice_are_unsafe_for_real_work(settings: Settings) -> None:
    assert "practice" not in levels(settings)
    settings.practice_mark.touch()
    found = named(diagnose(settings, NOW))["practice"]
    assert found.level is Level.UNSAFE
    assert "ADUAN_DATA_DIR" in found.sentence


def test_a_key_that_is_lost_open_or_wrong_is_unsafe(settings: Settings) -> None:
    key = load_key(settings.secret_key_file)
    ChannelAccount.update(secret=seal(key, "rahasia")).execute()
    assert levels(settings)["secrets"] is Level.OK
    settings.secret_key_file.chmod(0o644)
    assert levels(settings)["secret.key rights"] is Level.UNSAFE
    settings.secret_key_file.unlink()
    assert levels(settings)["secret.key"] is Level.UNSAFE
    settings.secret_key_file.write_bytes(Fernet.generate_key())
    assert levels(settings)["secrets"] is Level.UNSAFE
    settings.secret_key_file.write_text("no key at all")
    assert levels(settings)["secrets"] is Level.UNSAFE


@pytest.mark.parametrize(("table", "column"), SEALED)
def test_a_secret_of_any_table_that_the_key_does_not_open_is_told(
    settings: Settings, table: str, column: str
) -> None:
    load_key(settings.secret_key_file)
    values = {
        "base_url": "https://tte",
        "version": "v2",
        "username": "kantor",
        "secret": "",
        "asks": "sandi",
        "tag": "$",
    }
    SigningService.create(**values, changed_at=NOW)
    assert levels(settings)["secrets"] is Level.OK
    foreign = seal(Fernet.generate_key(), "rahasia")
    database.execute_sql(f'UPDATE "{table}" SET "{column}" = \'{foreign}\'')  # noqa: S608 - our own names
    assert levels(settings)["secrets"] is Level.UNSAFE


def test_a_schema_of_another_program_is_unsafe(settings: Settings) -> None:
    database.execute_sql("INSERT INTO schema_migration (name, applied) VALUES ('9999_later', '2030-01-01')")
    assert levels(settings)["schema"] is Level.UNSAFE
    database.obj.held = ""
    database.execute_sql("DELETE FROM schema_migration")
    assert "migrate" in named(diagnose(settings, NOW))["schema"].sentence
    stand_at(EARLY)
    assert "before release 1.0" in named(diagnose(settings, NOW))["schema"].sentence
    stand_at({*BEFORE_FIRST, *(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))} - {FIRST})
    assert levels(settings)["schema"] is Level.OK


def test_D1_an_affected_sqlite_is_unsafe(sqlite_account: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_look, "sqlite_version", lambda: (3, 51, 2))
    found = named(list(database_look.look_at_database(NOW)))
    assert found["SQLite version"].level is Level.UNSAFE


@pytest.mark.parametrize(("name", "value"), [("synchronous", 1), ("foreign_keys", 0), ("secure_delete", 0)])
def test_D2_a_pragma_that_does_not_read_back_is_unsafe(sqlite_account: Any, name: str, value: int) -> None:
    database.execute_sql(f"PRAGMA {name} = {value}")
    found = named(list(database_look.look_at_database(NOW)))
    assert found[f"pragma {name}"].level is Level.UNSAFE


def test_a_database_that_does_not_answer_is_a_finding_not_the_end(tmp_path: Path) -> None:
    url = "postgresql://aduan:rahasia-sekali@127.0.0.1:1/aduan"
    settings = load_settings({"ADUAN_DATABASE_URL": url, "ADUAN_DATA_DIR": str(tmp_path)}, tmp_path / "no.toml")
    open_database(url)
    findings = diagnose(settings, NOW)
    assert named(findings)["database"].level is Level.UNSAFE
    assert not any("rahasia" in finding.sentence for finding in findings)


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/aduan", "ext4"),
        ("/mnt/share/aduan", "cifs"),
        ("/mnt/sharedthing", "ext4"),
        ("/mnt/with space/x", "virtiofs"),
        ("/mnt/share/inner/x", "ext4"),
    ],
)
def test_the_mount_of_a_folder_is_the_innermost(folder: str, kind: str) -> None:
    found = mount_of(Path(folder), MOUNTS)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "virtiofs", "9p"])
def test_a_disk_of_another_machine_is_unsafe(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "mount_of", lambda folder, text: disk.Mount("/x", kind, "0:1"))
    assert named(list(disk.look_at_disk(tmp_path / "not" / "yet")))["local disk"].level is Level.UNSAFE


def test_data_that_another_account_may_use_are_warned_of(settings: Settings, tmp_path: Path) -> None:
    assert levels(settings)["data rights"] is Level.OK
    tmp_path.chmod(0o750)
    assert levels(settings)["data rights"] is Level.WARNING
    tmp_path.chmod(0o700)
    if is_sqlite():
        (tmp_path / "aduan.db.copy").touch(mode=0o644)
        found = named(diagnose(settings, NOW))["data rights"]
        assert (found.level, "aduan.db.copy" in found.sentence) == (Level.WARNING, True)
