"""Backups that a version before release 1.0 made: of its last one put back and used, of an older one refused."""

import zipfile
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.upkeep.backup import archive
from models.actions.upkeep.backup.back_up import back_up
from models.actions.upkeep.backup.restore import restore
from models.actions.upkeep.verify.every_invariant import verify
from models.tables import Audit, ChannelAccount, Complaint, Message
from models.tables.core.settings import Settings, load_settings
from models.tables.upkeep.schema import BEFORE_FIRST, FIRST, SchemaTooOld, applied, check_current
from tests.office import NOW, citizen_message, new_complaint, office, take_in
from tests.tables.upkeep.before_release import EARLY, WITH_A_GAP, history, stand_at

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Iterator[Settings]:
    """An office with one complaint."""
    values = {"ADUAN_DATABASE_URL": database_url, "ADUAN_DATA_DIR": str(tmp_path / "data")}
    with office(database_url) as account:
        new_complaint(account)
        yield load_settings(values, tmp_path / "none.toml")


def contents() -> list[Any]:
    """Return what the office knows."""
    return [list(table.select().order_by(table.id).tuples()) for table in (Complaint, Message, Audit)]


def backed_up(target: Path, settings: Settings, names: Iterable[str]) -> Path:
    """Write a backup as the program of these migrations did; what is backed up is at this program's again."""
    stand_at(names)
    with pytest.MonkeyPatch.context() as then:
        then.setattr("models.actions.upkeep.backup.back_up.applied", history)
        back_up(target, settings, NOW)
    stand_at([FIRST])
    return target


def test_a_backup_of_the_last_version_before_is_put_back_and_used(settings: Settings, tmp_path: Path) -> None:
    before, now = contents(), applied()
    source = backed_up(tmp_path / "b.zip", settings, BEFORE_FIRST)
    assert set(archive.read_manifest(zipfile.ZipFile(source)).migrations) >= BEFORE_FIRST
    take_in(ChannelAccount.get(), citizen_message("sesudah cadangan", "628110000099"))
    assert restore(source, settings, LATER, replace=True).migrated == []
    assert contents()[:2] == before[:2]
    assert history() == now
    check_current()
    assert verify(settings.files, settings.attempts_log, LATER).failures == []


@pytest.mark.parametrize("names", [EARLY, WITH_A_GAP], ids=["half-way", "with a gap"])
def test_a_backup_of_an_older_version_is_refused_and_nothing_changes(
    settings: Settings, tmp_path: Path, names: list[str]
) -> None:
    source = backed_up(tmp_path / "b.zip", settings, names)
    before = contents()
    with pytest.raises(SchemaTooOld, match=rf"a backup: restore it there.*stands at {names[-1]}"):
        restore(source, settings, LATER, replace=True)
    assert contents() == before
    assert list(settings.data_dir.glob("before-restore-*")) == []


def test_a_database_of_an_older_version_is_not_replaced_either(settings: Settings, tmp_path: Path) -> None:
    back_up(tmp_path / "b.zip", settings, NOW)
    stand_at(EARLY)
    take_in(ChannelAccount.get(), citizen_message("hanya di sini", "628110000099"))
    before = contents()
    with pytest.raises(SchemaTooOld, match="0020_finding"):
        restore(tmp_path / "b.zip", settings, LATER, replace=True)
    assert (contents(), list(settings.data_dir.glob("before-restore-*"))) == (before, [])
