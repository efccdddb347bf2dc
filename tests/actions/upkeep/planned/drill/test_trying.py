"""What makes a drill fail: every way in which a backup may be none, with nothing of the office touched."""

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.core import audit_trail
from models.actions.core.actor import OPERATOR
from models.actions.core.audit_trail import AuditEvent
from models.actions.upkeep.backup.back_up import back_up
from models.actions.upkeep.lost_files import note_losses
from models.actions.upkeep.planned.drill import scratch as scratching
from models.rules.upkeep.drills import Flaw
from models.rules.upkeep.losses import Fault
from models.tables import BackupCopy, Complaint, LostFile, database
from models.tables.core import disk_room
from models.tables.core.database import connected, is_sqlite, open_database
from models.tables.core.settings import Settings
from models.tables.upkeep.schema import migrate
from tests.actions.upkeep.planned.conftest import Turn
from tests.actions.upkeep.planned.drill.conftest import Forge, Tried, everything, know_again, scraps
from tests.office import NOW, office
from tests.postgres import make_database

Members = dict[str, bytes]
Manifest = dict[str, Any]


def _gone(path: Path) -> None:
    path.unlink()


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def _no_zip(path: Path) -> None:
    path.write_bytes(b"something else altogether")
    know_again(path)


@pytest.mark.parametrize(
    ("harm", "flaw"),
    [(_gone, Flaw.GONE), (_emptied, Flaw.CHANGED), (_cut, Flaw.CHANGED), (_no_zip, Flaw.BROKEN)],
)
def test_a_file_that_is_not_the_one_that_was_made_fails(
    settings: Settings, copy: BackupCopy, tried: Tried, harm: Callable[[Path], None], flaw: Flaw
) -> None:
    before = everything()
    harm(Path(copy.path))
    row = tried()
    assert (row.flaw, row.cases, scraps(settings)) == (flaw, 0, [])
    before.pop("BackupCopy")
    after = everything()
    after.pop("BackupCopy")
    assert after == before


def _files_member(members: Members) -> str:
    return next(name for name in members if name.startswith("files/"))


def _lacks_a_file(members: Members, manifest: Manifest) -> None:
    members.pop(_files_member(members))


def _file_is_another(members: Members, manifest: Manifest) -> None:
    members[_files_member(members)] = b"another photo"


def _file_never_was(members: Members, manifest: Manifest) -> None:
    name = _files_member(members)
    members.pop(name)
    manifest["members"].pop(name)


def _counts_more_cases(members: Members, manifest: Manifest) -> None:
    manifest["rows"]["complaint"] += 1


def _counts_nothing(members: Members, manifest: Manifest) -> None:
    manifest["rows"] = {}


def _database_is_damaged(members: Members, manifest: Manifest) -> None:
    import hashlib

    name = "database.db" if is_sqlite() else "tables/complaint.copy"
    members[name] = b"SQLite format 3\x00 and then nothing that it would be" * 100
    manifest["members"][name] = hashlib.sha256(members[name]).hexdigest()


def _of_a_newer_program(members: Members, manifest: Manifest) -> None:
    manifest["migrations"].append("9999_of_tomorrow")


@pytest.mark.parametrize(
    ("change", "flaw"),
    [
        (_lacks_a_file, Flaw.FILES),
        (_file_is_another, Flaw.FILES),
        (_file_never_was, Flaw.FILES),
        (_counts_more_cases, Flaw.COUNTS),
        (_counts_nothing, Flaw.COUNTS),
        (_database_is_damaged, Flaw.DATABASE),
        (_of_a_newer_program, Flaw.BROKEN),
    ],
)
def test_a_backup_that_does_not_hold_what_it_says_fails(
    settings: Settings, forge: Forge, tried: Tried, change: Callable[[Members, Manifest], None], flaw: Flaw
) -> None:
    forge(change)
    row = tried()
    assert (row.flaw, scraps(settings)) == (flaw, []), row.detail
    assert Complaint.select().count() == 1


def test_a_backup_of_another_office_fails(
    settings: Settings, copy: BackupCopy, tried: Tried, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    live = database.obj
    if is_sqlite():
        (tmp_path / "other").mkdir()
        url = f"sqlite:///{tmp_path / 'other' / 'aduan.db'}"
    else:
        url = f"{settings.database_url.rsplit('/', 1)[0]}/aduan_other"
    with office(url, NOW - timedelta(days=3)):
        with database.atomic():
            audit_trail.write(OPERATOR, NOW, AuditEvent("ubah", "channel:7"))
        back_up(tmp_path / "other.zip", settings, NOW)
    database.initialize(live)
    shutil.copy(tmp_path / "other.zip", copy.path)
    know_again(Path(copy.path))
    assert tried().flaw == Flaw.STRANGER


def test_an_empty_database_fails_though_all_of_nothing_came_back(
    settings: Settings, copy: BackupCopy, tried: Tried, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    live = database.obj
    if is_sqlite():
        open_database(f"sqlite:///{tmp_path / 'empty.db'}")
    else:
        open_database(make_database(request.getfixturevalue("postgres"), "aduan_empty"))
    with connected():
        migrate()
        back_up(tmp_path / "empty.zip", settings, NOW)
    database.obj.close_all()
    database.initialize(live)
    shutil.copy(tmp_path / "empty.zip", copy.path)
    know_again(Path(copy.path))
    BackupCopy.update(made_at=NOW + timedelta(minutes=5)).execute()
    row = tried(NOW + timedelta(minutes=5))
    assert (row.flaw, row.held_cases) == (Flaw.OLDER, 0)


def test_one_that_is_older_than_it_says_fails(copy: BackupCopy, tried: Tried) -> None:
    with database.atomic():
        audit_trail.write(OPERATOR, NOW + timedelta(hours=1), AuditEvent("ubah", "channel:1"))
    assert tried(NOW + timedelta(days=9)).flaw == ""
    BackupCopy.update(made_at=NOW + timedelta(days=9)).execute()
    assert tried(NOW + timedelta(days=9)).flaw == Flaw.OLDER


def test_one_of_a_time_to_come_fails_and_no_age_is_below_nothing(copy: BackupCopy, tried: Tried) -> None:
    row = tried(NOW - timedelta(days=1))
    assert (row.flaw, row.age_minutes) == (Flaw.AHEAD, 0)
    row = tried(NOW - timedelta(minutes=5))
    assert (row.flaw, row.age_minutes) == ("", 0)


def test_what_verify_finds_in_it_fails(turn: Turn, tried: Tried) -> None:
    Complaint.update(stage="selesai").execute()  # its state says another
    turn(NOW + timedelta(days=1))
    row = tried(NOW + timedelta(days=1))
    assert row.flaw == Flaw.VERIFY and "SOP" in row.detail


def test_a_file_that_lacked_already_fails_until_two_people_have_put_that_on_record(
    settings: Settings, turn: Turn, tried: Tried
) -> None:
    sha256 = next(iter(settings.files.names()))
    next(settings.files_dir.rglob(sha256)).unlink()
    turn(NOW + timedelta(days=1))
    row = tried(NOW + timedelta(days=1))
    assert (row.flaw, row.files) == (Flaw.FILES, 0) and sha256 in row.detail
    note_losses({sha256: Fault.MISSING}, settings.files, NOW)
    LostFile.update(reported_at=NOW, reason="banjir", agreed_at=NOW).execute()
    turn(NOW + timedelta(days=2))
    row = tried(NOW + timedelta(days=2))
    assert (row.flaw, row.files, row.held_files) == ("", 0, 0)


def test_without_room_for_it_nothing_is_begun(
    settings: Settings, tried: Tried, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk_room, "free_bytes", lambda _: 1000)
    row = tried()
    assert row.flaw == Flaw.ROOM and "MB of free space" in row.detail
    assert scraps(settings) == []


def test_where_the_scratch_place_is_the_office_itself_nothing_is_put_there(
    settings: Settings, tried: Tried, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, handle = everything(), database.obj
    monkeypatch.setattr(scratching, "open_database", lambda _url: open_database(settings.database_url))
    row = tried()
    assert (row.flaw, scraps(settings)) == (Flaw.ITSELF, [])
    assert database.obj is handle and everything() == before


def test_the_second_places_copy_is_tried_where_it_lies(copy: BackupCopy, tried: Tried, tmp_path: Path) -> None:
    other = tmp_path / "second.zip"
    shutil.copy(copy.path, other)
    BackupCopy.update(second=str(other)).execute()
    Path(copy.path).unlink()
    row = tried(second=True)
    assert (row.flaw, row.second) == ("", True)
    other.write_bytes(json.dumps({}).encode())
    assert tried(second=True).flaw == Flaw.CHANGED
