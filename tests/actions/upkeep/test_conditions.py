"""What is gathered for the table of conditions: by whom it can be asked, and what a database that is away leaves."""

from datetime import timedelta

import pytest

from models.actions.channels.agent_machines import machine_id_of, register
from models.actions.channels.serve_account import beat
from models.actions.core.actor import OPERATOR
from models.actions.upkeep.conditions import Look, every_condition, of_machine
from models.actions.upkeep.self_watch import Probes, SelfWatch
from models.rules.upkeep.conditions.of_machine import MEGABYTE
from models.rules.upkeep.conditions.row import Source
from models.tables import AgentHeartbeat, BackupCopy, RunningProgram, database
from models.tables.core.database import open_database
from models.tables.core.keys.machine_key import new_machine_key
from models.tables.core.secrets import load_key
from models.tables.core.settings import Settings
from models.tables.upkeep.outside_watcher import NAME, note_word
from tests.actions.upkeep.hand_over import conftest
from tests.office import NOW

settings = conftest.settings


def look(settings: Settings, megabytes: int = 10_000) -> Look:
    """What holds of an office whose disk has so much room."""
    probes = Probes(free=lambda _folder: megabytes * MEGABYTE, memory=lambda: None)
    return every_condition(settings, SelfWatch(settings, probes), NOW)


def keys(settings: Settings, megabytes: int = 10_000) -> list[str]:
    """The names of what holds."""
    return [one.key for one in look(settings, megabytes).held]


@pytest.fixture
def well(settings: Settings) -> Settings:
    """An office where all is well."""
    file = settings.data_dir / "a.zip"
    file.write_bytes(b"")
    BackupCopy.create(made_at=NOW, path=str(file), size=0, sha256="0" * 64, files=0, lacking=0)
    AgentHeartbeat.create(owner="agen-1", started_at=NOW, seen_at=NOW)
    return settings


def test_where_all_is_well_nothing_holds_and_machine_and_office_were_asked(well: Settings) -> None:
    found = look(well)
    assert found == Look((), frozenset({Source.MACHINE, Source.ANSWER, Source.SCHEMA, Source.OFFICE}))


def test_a_program_of_an_earlier_version_is_named_until_it_is_gone(well: Settings) -> None:
    row = {"mark": "a", "kind": "agent", "version": "0.9.0", "host": "pc-kanal", "folder": "/srv", "process": 1}
    RunningProgram.create(**row, by_hand=False, began_at=NOW, seen_at=NOW)
    (found,) = look(well).held
    assert (found.key, "0.9.0 di pc-kanal" in found.says) == ("program_older", True)
    RunningProgram.update(seen_at=NOW - timedelta(minutes=5)).execute()
    assert keys(well) == []


def test_an_older_agent_on_a_gateways_pc_is_told_by_its_machines_name_alone(well: Settings) -> None:
    key = new_machine_key()
    register("gerbang1", key.public, load_key(well.secret_key_file), OPERATOR, NOW)
    row = {"mark": "a", "kind": "agent", "version": "0.9.0", "host": "pc-kanal", "folder": "/srv", "process": 1}
    RunningProgram.create(**row, by_hand=False, began_at=NOW, seen_at=NOW)
    beat("a", NOW, of_machine=machine_id_of(key))
    AgentHeartbeat.update(version="0.9.0").where(AgentHeartbeat.owner == "a").execute()
    (found,) = look(well).held
    assert (found.key, "gerbang1 (0.9.0)" in found.says) == ("agent_waits", True)


def test_what_nobody_outside_heard_is_told_from_this_machine_alone(well: Settings) -> None:
    (well.data_dir / NAME).touch()
    note_word(well.data_dir, NOW - timedelta(hours=5), "")
    note_word(well.data_dir, NOW, "HTTP 404")
    (found,) = of_machine(well, SelfWatch(well, Probes(memory=lambda: None)), NOW).held
    assert (found.key, "selama 5 jam tidak mendengar" in found.says, "HTTP 404" in found.says) == (
        "outside_silent",
        True,
        True,
    )
    assert keys(well) == ["outside_silent"]
    note_word(well.data_dir, NOW, "")
    assert keys(well) == []


def test_a_database_that_is_away_leaves_what_is_seen_without_one(well: Settings) -> None:
    office = database.obj
    open_database("postgresql://postgres@127.0.0.1:1/aduan")
    found = look(well, 300)
    database.obj.close_all()
    database.initialize(office)
    assert [one.key for one in found.held] == ["unreachable", "disk_media"]
    assert found.asked == {Source.MACHINE, Source.ANSWER}
    assert keys(well) == []


def test_of_a_database_of_another_version_nothing_else_is_asked(well: Settings) -> None:
    with database.obj.lifted():
        database.execute_sql("INSERT INTO schema_migration (name, applied) VALUES ('0999_later', '2026-11-25')")
    found = look(well)
    with database.obj.lifted():
        database.execute_sql("DELETE FROM schema_migration WHERE name = '0999_later'")
    assert ([one.key for one in found.held], Source.OFFICE in found.asked) == (["schema_newer"], False)


def test_that_no_agent_lives_is_told_unless_nothing_can_be_written(well: Settings) -> None:
    AgentHeartbeat.delete().execute()
    assert keys(well) == ["agent_silent"]
    assert keys(well, 10) == ["disk_stop"]
