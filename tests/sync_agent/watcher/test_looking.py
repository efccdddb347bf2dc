"""What one look finds: each condition caused for real, then gone again."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest

from models.actions.upkeep.file_places import note_place
from models.actions.upkeep.planned.plan import FIRST, Wanted, note_trouble, set_plan
from models.rules.upkeep.backup_plan import Keeps, Why
from models.rules.upkeep.conditions.of_machine import MEGABYTE
from models.rules.upkeep.watched import Looked, Part
from models.tables import AgentHeartbeat, BackupCopy, ChannelAccount, database
from models.tables.core.database import open_database
from models.tables.core.listening import note_listening
from sync_agent.clock import utc_now
from sync_agent.watcher.back_office import of_back_office
from tests.sync_agent.desk import Desk
from tests.sync_agent.watcher.freezing import line_to
from tests.sync_agent.watcher.listener import listening
from tests.sync_agent.watcher.well_office import Looking, backed_up


@pytest.fixture
def here(desk: Desk) -> Looking:
    """An office where all is well."""
    return Looking(desk)


def test_where_all_is_well_nothing_is_found(here: Looking) -> None:
    assert here.keys() == []


def test_an_agent_that_died_is_found_until_another_lives(here: Looking) -> None:
    AgentHeartbeat.update(seen_at=utc_now() - timedelta(minutes=5)).execute()
    assert here.keys() == ["agent_silent"]
    AgentHeartbeat.create(
        owner="other", started_at=utc_now(), seen_at=utc_now() + timedelta(minutes=5), sending_stopped="disk penuh"
    )
    assert here.keys() == ["agent_sends_nothing"]
    AgentHeartbeat.update(sending_stopped="").execute()
    assert here.keys() == []


def test_a_back_office_that_was_started_here_and_answers_no_longer_is_found(here: Looking) -> None:
    folder = here.desk.settings.data_dir
    with listening() as served:
        note_listening(folder, [("0.0.0.0", served.server_port)], utc_now())
        served.answers = (200, '{"status": "ok"}', {})
        assert here.keys() == []
        served.answers = (200, "<h1>It works!</h1>", {})  # another program on its port
        assert here.keys() == ["back_office_silent"]
        served.answers = (200, '{"status": "ok"}', {})
        assert here.keys() == []
    assert here.keys() == ["back_office_silent"]


def test_a_back_office_that_lives_and_cannot_work_is_found(here: Looking) -> None:
    with listening() as served:
        note_listening(here.desk.settings.data_dir, [("127.0.0.1", served.server_port)], utc_now())
        served.answers = (200, '{"status": "ok"}', {})
        for says in ('{"database": "does not answer", "schema": "unknown"}', "[]", "<h1>Error</h1>"):
            served.by_path["/readyz"] = (503, says, {})
            assert here.keys() == ["back_office_not_ready"]
        served.by_path["/readyz"] = (503, '{"database": "ok", "schema": "ok", "agent": "no heartbeat"}', {})
        assert here.keys() == []  # the watcher sees the agents itself


def test_one_back_office_that_answers_hides_no_other(here: Looking) -> None:
    folder = here.desk.settings.data_dir
    with listening() as served:
        served.answers = (200, '{"status": "ok"}', {})
        note_listening(folder, [("127.0.0.1", 1), ("127.0.0.1", served.server_port)], utc_now())
        assert here.keys() == []  # two addresses of one start
        (folder / "listening" / "1.json").write_text('{"addresses": [["127.0.0.1", 1]], "since": "2026-11-24T03:00"}')
        assert here.keys() == ["back_office_silent"]


def test_a_note_that_cannot_be_read_is_found(tmp_path: Path) -> None:
    assert of_back_office(tmp_path, {}) == Looked()
    (tmp_path / "listening").mkdir()
    (tmp_path / "listening" / "1.json").write_text("{")
    found = of_back_office(tmp_path, {})
    assert [one.key for one in found.wrong] == ["back_office_unknown"]
    assert found.unasked == {Part.BACK_OFFICE}  # whether it answers is not known


def test_a_backup_that_grew_old_and_a_disk_that_fills_are_found(here: Looking) -> None:
    BackupCopy.update(made_at=utc_now() - timedelta(days=3)).execute()
    assert here.keys() == ["backup_old"]
    here.desk.settings.practice_mark.touch()
    here.free = 400 * MEGABYTE
    assert here.keys() == ["disk_media"]
    here.free = 10_000 * MEGABYTE
    assert here.keys() == []


def test_a_channel_is_named_by_number_and_kind_alone(here: Looking) -> None:
    reason = "Sesi WhatsApp Ibu Contoh terputus."
    ChannelAccount.update(enabled=True, state="jeda", state_reason=reason, label="Ibu Contoh").execute()
    found = here.keys()
    assert found and all(one.startswith(f"channel {here.desk.row.id} (waha): ") for one in found)
    assert "Contoh" not in " ".join(found)


def test_a_database_of_another_version_is_found_and_nothing_else_is_asked_of_it(here: Looking) -> None:
    BackupCopy.delete().execute()
    database.execute_sql("INSERT INTO schema_migration (name, applied) VALUES ('0999_later', '2026-11-25')")
    assert here.keys() == ["schema_newer"] and here.looked().unasked == {Part.OFFICE}
    with database.obj.lifted():
        database.execute_sql("DELETE FROM schema_migration WHERE name = '0999_later'")
    assert here.keys() == ["backup_old"] and here.looked().unasked == set()


@pytest.mark.parametrize("server", [False, True], ids=["file", "server"])
def test_a_database_that_is_away_is_found_with_what_can_be_seen_without_one(
    here: Looking, tmp_path: Path, server: bool
) -> None:
    here.free, office, other = 400 * MEGABYTE, database.obj, tmp_path / "other.db"
    other.write_bytes(b"\xa5" * 100_000)
    open_database("postgresql://postgres@127.0.0.1:1/aduan" if server else f"sqlite:///{other}")
    found = here.looked()
    database.obj.close_all()
    database.initialize(office)
    assert {one.key for one in found.wrong} == {"disk_media", "unreachable" if server else "damaged"}
    assert found.unasked == {Part.SCHEMA, Part.OFFICE}
    assert here.keys() == ["disk_media"]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_server_that_freezes_is_found_and_hides_nothing_that_is_seen_without_it(
    here: Looking, database_url: str
) -> None:
    here.free, office = 400 * MEGABYTE, database.obj
    with line_to(database_url) as (url, line):
        open_database(url)
        assert here.keys() == ["disk_media"]  # its connection is kept for the next look
        line.moves.clear()
        looks = here.looks(database_seconds=0.5)
        found = [looks.look(), looks.look()]
        line.moves.set()
        database.obj.close_all()
        database.initialize(office)
    assert [{one.key for one in look.wrong} for look in found] == [{"disk_media", "database_hangs"}] * 2
    assert found[0].unasked == {Part.DATABASE, Part.SCHEMA, Part.OFFICE}
    assert here.keys() == ["disk_media"]


def test_a_disk_that_freezes_is_found_and_hides_nothing_of_the_office(here: Looking) -> None:
    moves = threading.Event()
    held, here.hold = here.hold, lambda: moves.wait(60)
    AgentHeartbeat.update(seen_at=utc_now() - timedelta(minutes=5)).execute()
    found = here.looks(pc_seconds=0.5).look()
    moves.set()
    here.hold = held
    assert {one.key for one in found.wrong} == {"pc_hangs", "agent_silent"}
    assert found.unasked == {Part.PC, Part.BACK_OFFICE}


def test_a_backup_whose_file_is_gone_is_none(here: Looking) -> None:
    file = here.desk.settings.data_dir / "a.zip"
    file.unlink()
    assert here.keys() == ["backup_old"]
    backed_up(utc_now(), file)
    assert here.keys() == []
    BackupCopy.update(size=5).execute()  # what lies there is empty, or was cut
    assert here.keys() == ["backup_old"]
    BackupCopy.update(size=0, fault="changed").execute()  # somebody read it and found something else
    assert here.keys() == ["backup_old"]


def test_planned_backups_that_are_not_made_are_found(here: Looking, tmp_path: Path) -> None:
    set_plan(Wanted(0, tmp_path, Keeps()), tmp_path / "data", utc_now())
    assert here.keys() == []
    note_trouble(FIRST, Why.AWAY, str(tmp_path), "", utc_now())
    (found,) = here.looked().wrong
    assert (found.key, str(tmp_path) in found.staff, "tidak terpasang" in found.staff) == (
        "backup_failed",
        False,
        True,
    )


def test_backups_that_were_not_tried_for_a_month_are_found(here: Looking) -> None:
    assert here.keys() == []
    BackupCopy.update(made_at=utc_now() - timedelta(days=32)).execute()
    assert "restore_drill" in here.keys()  # noqa: SIM118 - not a dictionary's


def test_a_data_disk_that_is_not_mounted_hides_no_back_office(here: Looking) -> None:
    folder, looks = here.desk.settings.data_dir, here.looks()
    note_listening(folder, [("127.0.0.1", 1)], utc_now())
    assert [one.key for one in looks.look().wrong] == ["back_office_silent"]
    here.desk.settings.secret_key_file.rename(folder / "secret.key.away")
    (folder / "listening").rename(folder / "listening.away")
    assert "back_office_silent" in [one.key for one in looks.look().wrong]
    (folder / "secret.key.away").rename(here.desk.settings.secret_key_file)
    assert looks.look() == Looked()  # somebody took the notes away


def test_a_folder_of_files_that_is_not_the_offices_is_found(here: Looking) -> None:
    note_place(here.desk.settings, utc_now())
    mark = next(path for path in here.desk.settings.files_dir.iterdir() if path.is_file())
    words = mark.read_bytes()
    mark.unlink()
    assert here.keys() == ["files_elsewhere"]
    mark.write_bytes(words)
    assert here.keys() == []
