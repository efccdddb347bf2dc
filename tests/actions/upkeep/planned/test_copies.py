"""The plan's copies where they lie: old ones go, others' files stay, what is not whole is no copy."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from models.actions.upkeep.planned.copies import copies_of, strangers
from models.actions.upkeep.planned.plan import plan_in_use
from models.tables import Audit, BackupCopy, BackupPlan
from models.tables.retention import ledger
from tests.actions.upkeep.planned.conftest import Turn, zips
from tests.office import NOW

DAY = timedelta(days=1)


def test_older_copies_go_with_their_ledgers_and_only_those_the_plan_made(turn: Turn, place: Path) -> None:
    (place / "kuitansi.zip").write_bytes(b"bukan cadangan")
    for days in range(5):
        turn(NOW + days * DAY)
    turn(NOW + 4 * DAY + timedelta(minutes=10))
    plan = plan_in_use()
    assert plan is not None and strangers(plan) == ["kuitansi.zip"]
    assert zips(place) == ["aduan-20261128T020000Z.zip", "aduan-20261129T020000Z.zip", "kuitansi.zip"]
    assert len(list(place.glob(f"*{ledger.ENDING}"))) == 2
    assert Audit.select().where(Audit.event == "cadangan_dibuang").count() == 3
    assert BackupCopy.select().where(BackupCopy.removed_at.is_null()).count() == 2


def test_another_file_in_the_place_of_an_old_copy_is_left_alone(turn: Turn, place: Path) -> None:
    turn()
    first = place / zips(place)[0]
    first.write_bytes(os.urandom(first.stat().st_size))
    for days in range(1, 5):
        turn(NOW + days * DAY)
    assert first.exists()
    assert BackupCopy.select().where(BackupCopy.fault == "changed").count() == 1


@pytest.mark.parametrize("what", ["gone", "empty", "cut", "other"])
def test_a_copy_that_is_not_whole_is_no_backup_and_another_is_made_at_once(
    turn: Turn, place: Path, what: str
) -> None:
    turn()
    first = place / zips(place)[0]
    content = first.read_bytes()
    if what == "gone":
        first.unlink()
    else:
        first.write_bytes({"empty": b"", "cut": content[:-1], "other": os.urandom(len(content))}[what])
    later = NOW + timedelta(hours=25 if what == "other" else 1)  # what has its length is read once a day
    BackupPlan.update(at_minute=0).execute()
    plan = plan_in_use()
    assert plan is not None
    turn(later)
    made = copies_of(plan)
    assert [bool(copy.fault) for copy in made] == [False, True]
    turn(later + timedelta(minutes=10))
    assert len(copies_of(plan)) == 2
