"""Checkpoints of the audit trail: noted where it changed, signed, and believed of known keys only."""

import json
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from peewee import fn

from models.actions.core.trail.trail_signing import own_key, sign_with
from models.actions.upkeep.trail_checkpoints import (
    CheckpointKeeper,
    evidence_here,
    evidence_in,
    newest_checkpoint,
    note_checkpoint,
    note_end,
    note_restored,
    signing_key,
)
from models.tables import Audit
from models.tables.core.keys.trail_key import new_trail_key
from tests.actions.upkeep.trails import acted, noted, signing, told
from tests.office import NOW


def lines(folder: Path) -> list[str]:
    """Return the checkpoints that are kept, after the line that begins the log."""
    first, *others = (folder / "checkpoints.log").read_text().splitlines()
    assert json.loads(first)["ends"] == {}
    return others


def ends_of_trail() -> dict[str, int]:
    """Return the number of the last row of each chain."""
    rows = Audit.select(Audit.chain, fn.MAX(Audit.seq)).group_by(Audit.chain).tuples()
    return dict(rows)


@pytest.fixture
def folder(sqlite_account: Any, tmp_path: Path) -> Path:
    """A data folder whose programs sign."""
    return signing(tmp_path / "data")


def test_a_checkpoint_is_noted_where_something_was_written_since(folder: Path) -> None:
    acted("a")
    assert noted(folder)
    assert not noted(folder)
    acted("b")
    assert noted(folder)
    newest = newest_checkpoint(folder)
    assert newest is not None
    assert {chain: seq for chain, (seq, _seal) in newest.ends.items()} == ends_of_trail()
    assert len(lines(folder)) == 1  # the second is kept beside it for ten minutes


def test_every_ten_minutes_one_stays(folder: Path) -> None:
    key = own_key()
    assert key is not None
    for minutes in (0, 9, 10, 19, 20, -60):
        acted("a")
        assert note_checkpoint(folder, key, NOW + timedelta(minutes=minutes))
    kept = [json.loads(line)["at"][11:16] for line in lines(folder)]
    assert kept == ["02:00", "02:10", "02:20", "01:00"]


def test_what_contradicts_the_newest_one_stays_though_it_is_written_over(folder: Path) -> None:
    acted("a")
    noted(folder)
    acted("b", "c")
    noted(folder)
    assert len(lines(folder)) == 1
    Audit.delete().where((Audit.chain == "web") & (Audit.event == "c")).execute()
    acted("d")
    noted(folder)
    assert len(lines(folder)) == 2
    assert "chain web: row" in told(folder)
    acted("e")
    noted(folder)
    assert len(lines(folder)) == 2


def test_a_restore_is_noted_though_the_ends_are_the_same(folder: Path) -> None:
    acted("a")
    noted(folder)
    note_restored(folder, NOW)
    assert json.loads(lines(folder)[-1])["restored"] is True
    assert [one.restored for one in evidence_here(folder).known.checkpoints] == [True]


def test_a_command_notes_what_it_wrote_and_nothing_else(folder: Path) -> None:
    note_end(folder, NOW)
    assert not folder.exists()
    acted("a")
    note_end(folder, NOW)
    assert len(lines(folder)) == 1


def test_a_program_without_a_key_notes_nothing(sqlite_account: Any, tmp_path: Path) -> None:
    acted("a")
    sign_with(None)
    note_restored(tmp_path, NOW)
    assert not CheckpointKeeper(tmp_path, lambda: NOW, threading.Event()).once()
    assert list(tmp_path.glob("check*")) == []


def test_the_keeper_notes_by_itself(folder: Path) -> None:
    acted("a")
    keeper = CheckpointKeeper(folder, lambda: NOW, threading.Event())
    assert keeper.once()
    assert not keeper.once()


def test_a_line_changed_or_signed_by_a_stranger_is_told_and_not_believed(folder: Path) -> None:
    acted("a")
    noted(folder)
    own = evidence_here(folder)
    assert own.faults == ()
    line = lines(folder)[0]
    stranger = new_trail_key()
    other = json.loads(line) | {"by": stranger.public}
    words = {name: other[name] for name in ("at", "ends", "writers", "by", "restored")}
    other["signature"] = stranger.sign(json.dumps(words, sort_keys=True, separators=(",", ":")))
    found = evidence_in([line.replace('"restored":false', '"restored":true'), json.dumps(other)], own.known.public)
    assert len(found.faults) == 2
    assert "line 1 of checkpoints.log was not signed by any program" in found.faults[0]
    assert "line 2 of checkpoints.log was signed with a key that this office does not know" in found.faults[1]
    assert found.known.trusted is None


def test_a_machine_whose_key_was_lost_begins_anew_by_a_word_of_its_operator(folder: Path) -> None:
    acted("a")
    noted(folder)
    (folder / "trail.key").unlink()
    signing(folder)
    acted("b")
    noted(folder)
    assert "signed with a key that this office does not know" in evidence_here(folder).faults[0]
    note_restored(folder, NOW)
    again = evidence_here(folder)
    assert (again.faults, len(again.known.checkpoints)) == ((), 1)
    assert set(again.known.trusted or ()) == {"web", "agen", "web-2", "agen-2"}


def test_checkpoints_that_were_taken_away_are_told(folder: Path) -> None:
    acted("a")
    noted(folder)
    for name in ("checkpoints.log", "checkpoint.latest"):
        (folder / name).unlink()
    assert "checkpoints.log is gone" in told(folder)


def test_whoever_is_killed_before_the_first_checkpoint_took_nothing_away(folder: Path) -> None:
    signing_key(folder)
    (folder / "checkpoints.log").unlink()  # killed after the key was made
    assert told(folder) == ""
    signing(folder)
    acted("a")
    assert lines(folder) == []
    assert told(folder) == ""
    assert noted(folder)
    assert evidence_here(folder).faults == ()


def test_a_folder_in_which_no_program_ran_proves_nothing_and_tells_nothing(tmp_path: Path) -> None:
    found = evidence_here(tmp_path)
    assert (found.faults, found.known.checkpoints, found.known.trusted) == ((), [], None)
