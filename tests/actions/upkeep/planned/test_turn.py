"""One turn after the other: made once, kept in order, taken up after a kill, told where it fails."""

import errno
import shutil
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from models.actions.upkeep.backup.keys import enter_recovery_key
from models.actions.upkeep.planned import turn as turning
from models.actions.upkeep.planned.copies import copies_of
from models.actions.upkeep.planned.standing import stands
from models.rules.upkeep.backup_plan import Lapse, Why
from models.tables import BackupCopy, BackupPlan, BackupTrouble
from models.tables.core.age_file import new_private
from models.tables.core.settings import Settings
from models.tables.retention import ledger
from models.tables.upkeep.alone import alone
from models.tables.upkeep.backup_plan import BEING_MADE, MARK
from tests.actions.upkeep.planned.conftest import Turn, zips
from tests.office import NOW

DAY = timedelta(days=1)


def test_one_is_made_when_it_is_due_and_none_until_it_is_due_again(turn: Turn, place: Path) -> None:
    done = turn()
    assert (done.failed, zips(place)) == (False, ["aduan-20261125T020000Z.zip"])
    assert (place / f"aduan-20261125T020000Z.zip{ledger.ENDING}").exists()
    assert turn(NOW + timedelta(hours=16)).said == []
    assert len(turn(NOW + timedelta(hours=17)).said) == 1  # 02.00 WIB
    assert len(zips(place)) == 2
    found = stands(NOW + timedelta(hours=18))
    assert found is not None and (found.lapse, found.staff) == (None, "")


def test_a_bare_mount_point_gets_nothing_and_is_told_with_its_place(turn: Turn, place: Path) -> None:
    turn()
    place.rename(place.with_name("mounted elsewhere"))
    place.mkdir()
    done = turn(NOW + DAY)
    assert done.failed and str(place) in done.said[0] and "mounted" in done.said[0]
    assert list(place.iterdir()) == []
    found = stands(NOW + DAY)
    assert found is not None and found.trouble is not None and found.lapse is Lapse.FAILED
    assert (found.trouble.why, found.trouble.place, found.trouble.failing_since) == (Why.AWAY, str(place), NOW + DAY)
    assert str(place) not in found.staff and str(place) in found.operators
    assert copies_of(found.plan)[0].fault == ""  # what is on the disk that is away is not gone
    turn(NOW + DAY + timedelta(minutes=10))
    assert [row.failing_since for row in BackupTrouble.select()] == [NOW + DAY]
    place.rmdir()
    place.with_name("mounted elsewhere").rename(place)
    assert not turn(NOW + DAY + timedelta(minutes=20)).failed
    assert (BackupTrouble.select().count(), len(zips(place))) == (0, 2)


@pytest.mark.parametrize(
    ("problem", "why"),
    [
        (OSError(errno.ENOSPC, "No space left"), Why.FULL),
        (OSError(errno.EROFS, "Read-only"), Why.UNWRITABLE),
        (OSError(errno.EHOSTDOWN, "Host is down"), Why.AWAY),
    ],
)
def test_what_fails_leaves_no_copy_and_is_told_with_its_reason(
    turn: Turn, place: Path, monkeypatch: pytest.MonkeyPatch, problem: OSError, why: Why
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise problem

    with monkeypatch.context() as patch:
        patch.setattr(turning, "back_up", fail)
        assert turn().failed
    found = stands(NOW)
    assert found is not None and found.trouble is not None and found.trouble.why == why
    assert BackupCopy.select().count() == 0
    turn()
    assert BackupCopy.select().count() == 1


def test_a_disk_without_room_for_another_is_not_begun_with(
    turn: Turn, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(total=1000, free=1000))
    done = turn()
    assert done.failed and "no room" in done.said[0]
    assert [path.name for path in place.iterdir()] == [MARK]


class Killed(BaseException):
    """The program ends here."""


@pytest.mark.parametrize("where", ["back_up", "note_backup", "put_beside"])
def test_killed_on_the_way_the_next_turn_finds_one_copy_that_is_noted_and_has_its_ledger(
    turn: Turn, place: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def kill(*_: Any, **__: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(turning, where, kill)
        with pytest.raises(Killed):
            turn()
    turn(NOW + timedelta(minutes=10))
    assert len(zips(place)) == 1
    (copy,) = BackupCopy.select()
    assert copy.made_at == (NOW + timedelta(minutes=10) if where == "back_up" else NOW)
    assert (copy.planned, copy.path) == (True, str(place / zips(place)[0]))
    assert Path(f"{copy.path}{ledger.ENDING}").exists()
    assert not (settings.data_dir / BEING_MADE).exists()


def test_killed_while_it_was_encrypted_it_is_taken_up_by_this_machines_key(
    turn: Turn, place: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter_recovery_key(new_private(), NOW)

    def kill(*_: Any, **__: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(turning, "note_backup", kill)
        with pytest.raises(Killed):
            turn()
    assert turn(NOW + timedelta(minutes=10)).said == ["A copy that was finished before a kill was noted."]
    (copy,) = BackupCopy.select()
    assert (copy.recovery.startswith("age1"), copy.files, copy.made_at) == (True, 1, NOW)


def test_a_new_recovery_key_makes_a_copy_for_it_at_once(turn: Turn, place: Path) -> None:
    turn()
    enter_recovery_key(new_private(), NOW)
    turn(NOW + timedelta(minutes=10))
    assert [name.endswith(".age") for name in zips(place)] == [False, True]
    enter_recovery_key(new_private(), NOW)
    done = turn(NOW + timedelta(minutes=20)).said
    assert done[0] == "1 older copies were removed." and len({copy.recovery for copy in BackupCopy.select()}) == 3
    assert turn(NOW + timedelta(minutes=30)).said == ["1 older copies were removed."]
    assert turn(NOW + timedelta(minutes=40)).said == []


def test_a_clock_set_back_makes_another_and_replaces_none(turn: Turn, place: Path) -> None:
    turn(NOW + 40 * DAY)
    turn()
    turn(NOW - DAY)
    turn()  # the same second as before
    assert len(zips(place)) >= 3
    assert BackupCopy.select().where(BackupCopy.removed_at.is_null(False)).count() == 0


def test_on_another_machine_and_beside_another_turn_nothing_is_done(turn: Turn, place: Path) -> None:
    BackupPlan.update(host="server-lain").execute()
    assert turn().said == ["The plan is carried out on server-lain; nothing is done here."]
    BackupPlan.update(active=False).execute()
    assert "no plan" in turn().said[0]
    assert zips(place) == []


def test_while_another_makes_one_nothing_is_done(
    turn: Turn, place: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contextlib import contextmanager

    @contextmanager
    def held(work: str) -> Any:
        with alone(work):
            yield False

    monkeypatch.setattr(turning, "alone", held)
    assert "being made" in turn().said[0]
    assert zips(place) == []
