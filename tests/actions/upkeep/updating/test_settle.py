"""A start ends an update that broke off: it puts the backup back as it was, or forgets what changed nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.actions.upkeep.backup.back_up import back_up
from models.actions.upkeep.updating import settle
from models.actions.upkeep.updating.settle import (
    UpdateAtWork,
    UpdateElsewhere,
    demand_no_update_beside,
    settle_update,
)
from models.rules.upkeep.updates import Journal, Stage
from models.tables import Gap, OfficeSetting, StaffSession, database
from models.tables.core.database import is_sqlite
from models.tables.core.files.places import this_machine
from models.tables.core.settings import Settings, load_settings
from models.tables.upkeep import being_updated, update_journal
from tests.actions.walking import Walk
from tests.office import NOW
from tests.tables.core.test_fence import upgraded
from tests.tables.upkeep.described import described
from tests.tables.upkeep.going_back import every_row

OLD, NEW = "1.0.0-aaaaaaaa", "1.0.1-bbbbbbbb"
_BESIDE = ("file_place", "counters", "search_due")  # what is still to be indexed is noted anew on PostgreSQL


@pytest.fixture
def settings(account: Any, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """An office with work in it, whose database is not connected; the version here is the old one."""
    Walk(account).with_answer()
    monkeypatch.setattr(settle, "place_here", lambda: Path("/opt/aduan") / OLD)
    made = load_settings(
        {"ADUAN_DATA_DIR": str(tmp_path / "data"), "ADUAN_DATABASE_URL": database_url}, tmp_path / "none.toml"
    )
    made.data_dir.mkdir()
    yield made


def broke_off(settings: Settings, stage: Stage) -> Path:
    """Let an update have broken off at a stage; return its backup."""
    backup = settings.data_dir / "before-update.zip"
    if not backup.exists():
        back_up(backup, settings, NOW)
    update_journal.note(settings.data_dir, Journal(stage, OLD, NEW, str(backup), f"{OLD} to {NEW}"))
    being_updated.mark("pc-1")
    return backup


def whole() -> dict[str, Any]:
    return {name: rows for name, rows in every_row().items() if name not in _BESIDE}


def settled(settings: Settings, held: bool = False) -> str:
    """Settle as a start does, which holds no schema yet."""
    database.obj.held = ""
    return settle_update(settings, NOW, held)


def test_where_no_update_broke_off_nothing_is_done(settings: Settings) -> None:
    assert settled(settings) == ""


@pytest.mark.parametrize("stage", [Stage.CHANGING, Stage.WELL])
def test_what_the_new_version_made_of_the_database_goes_and_all_is_as_it_was(
    settings: Settings, stage: Stage
) -> None:
    StaffSession.update(ended_at=None).execute()
    before = described(), whole()
    broke_off(settings, stage)
    with database.obj.lifted():
        database.execute_sql("CREATE TABLE made_later (id INTEGER PRIMARY KEY)")
        database.execute_sql("ALTER TABLE category ADD COLUMN later TEXT")
    OfficeSetting.create(key="lain", value="1")
    upgraded()
    assert "the office is as it was before it" in settled(settings)
    assert described() == before[0]
    after = whole()
    assert [name for name in after if after[name] != before[1].get(name)] == []
    assert (Gap.select().count(), update_journal.found(settings.data_dir), being_updated.whose()) == (0, None, "")
    assert not list(settings.data_dir.glob("before-restore-*"))
    assert settled(settings) == ""


def test_one_that_had_changed_nothing_is_forgotten(settings: Settings) -> None:
    broke_off(settings, Stage.BEGUN)
    OfficeSetting.create(key="lain", value="1")
    assert "is over" in settled(settings)
    assert OfficeSetting.select().where(OfficeSetting.key == "lain").exists()
    assert update_journal.found(settings.data_dir) is None


def test_the_new_version_goes_on_where_it_was_found_well(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settle, "place_here", lambda: Path("/opt/aduan") / NEW)
    broke_off(settings, Stage.WELL)
    assert "this version works here" in settled(settings)
    assert update_journal.found(settings.data_dir) is None


def test_the_new_version_does_not_begin_before_it_was_found_well(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settle, "place_here", lambda: Path("/opt/aduan") / NEW)
    broke_off(settings, Stage.CHANGING)
    with pytest.raises(UpdateAtWork, match="Start the version in use"):
        settled(settings)
    assert update_journal.found(settings.data_dir) is not None


def test_the_old_version_puts_nothing_back_once_the_new_one_is_in_use(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settle, "in_use_beside", lambda: Path("/opt/aduan") / NEW)
    broke_off(settings, Stage.WELL)
    OfficeSetting.create(key="lain", value="1")
    with pytest.raises(UpdateAtWork, match="Start the version in use"):
        settled(settings)
    assert OfficeSetting.select().where(OfficeSetting.key == "lain").exists()
    assert update_journal.found(settings.data_dir) is not None


def test_while_an_update_is_at_work_only_its_own_steps_settle_it(settings: Settings) -> None:
    broke_off(settings, Stage.BEGUN)
    with update_journal.lock(settings.data_dir) or pytest.fail():
        with pytest.raises(UpdateAtWork, match="at work on this machine"):
            settled(settings)
        assert "is over" in settled(settings, held=True)


def test_an_update_on_another_machine_is_named(settings: Settings) -> None:
    being_updated.mark("pc-kantor")
    if is_sqlite():
        assert settled(settings) == ""
        return
    with pytest.raises(UpdateAtWork, match="at work on pc-kantor"):
        settled(settings)


def test_beside_the_update_of_another_machine_no_command_works_and_beside_the_own_one_its_steps_do(
    settings: Settings,
) -> None:
    with database.connection_context():
        demand_no_update_beside()
        being_updated.mark(this_machine())
        demand_no_update_beside()
        being_updated.mark("pc-kantor")
        if not is_sqlite():
            with pytest.raises(UpdateElsewhere, match=r"at work on pc-kantor.*Run it again"):
                demand_no_update_beside()
        being_updated.unmark()
        demand_no_update_beside()
