"""What left by yesterday's letter proves the trail, though database and checkpoints were put back together."""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.core.trail.trail_signing import own_key
from models.actions.upkeep.trail_checkpoints import note_checkpoint
from models.rules.upkeep.alert_ways import HookWay, MailWay, Security
from models.tables import Audit
from models.tables.upkeep.alert_book import read_book
from sync_agent.watcher.alerting import Alerts
from sync_agent.watcher.letters import ways_of
from tests.actions.upkeep.trails import acted, noted, signing, told, verified
from tests.office import NOW
from tests.sync_agent.watcher.listener import listening
from tests.sync_agent.watcher.postbox import open_postbox

FILES = ("checkpoints.log", "checkpoint.latest")


@pytest.fixture
def folder(sqlite_account: Any, tmp_path: Path) -> Path:
    """A data folder whose programs sign, with one checkpoint."""
    found = signing(tmp_path / "data")
    acted("a")
    noted(found)
    return found


def put_back(folder: Path, kept: Path, row: int) -> None:
    """Put database and checkpoints back to what they were when they were copied."""
    Audit.delete().where(Audit.id > row).execute()
    for name in FILES:
        shutil.copy(kept / name, folder / name)


def test_a_trail_put_back_with_its_checkpoints_is_told_by_yesterdays_letter(folder: Path, tmp_path: Path) -> None:
    kept, row = tmp_path / "kept", max(one.id for one in Audit.select(Audit.id))
    kept.mkdir()
    for name in FILES:
        shutil.copy(folder / name, kept / name)
    acted("b", "c", "d")
    noted(folder)
    with open_postbox() as post, listening() as hook:
        mail = MailWay("127.0.0.1", post.port, Security.NONE, "a@kantor.go.id", ("t@kantor.go.id",))
        alerts = Alerts(folder, lambda: ways_of([mail, HookWay(f"{hook.url}/hooks")]), "gerbang")
        alerts.tell([], NOW)
        letters = {"letter.eml": post.wait_for(1).as_bytes(), "letter.json": hook.heard[0][2].encode()}
        letters["letter.txt"] = post.letters[0].get_content().encode()
    for name, words in letters.items():
        (tmp_path / name).write_bytes(words)
        assert told(folder, tmp_path / name) == ""
    put_back(folder, kept, row)
    assert told(folder) == ""  # what lies on this machine alone knows nothing of it
    for name in letters:
        assert "the chain was shortened" in told(folder, tmp_path / name)


def test_a_trail_called_restored_is_no_fault_and_the_letter_still_says_what_it_lacks(
    folder: Path, tmp_path: Path
) -> None:
    first = (folder / "checkpoint.latest").read_text()
    acted("b", "c", "d")
    noted(folder)
    letter, end = tmp_path / "letter.txt", max(one.id for one in Audit.select(Audit.id))
    letter.write_text(f"> {(folder / 'checkpoint.latest').read_text()}", "utf-8")
    Audit.delete().where(Audit.id > end - 2).execute()
    key = own_key()
    assert key is not None
    note_checkpoint(folder, key, NOW + timedelta(hours=1), restored=True)
    assert told(folder, letter) == ""
    (note,) = (one for one in verified(folder, letter).notes if "look whether that was lawful" in one)
    assert "the chain was shortened" in note
    assert not [one for one in verified(folder).notes if "lawful" in one]
    letter.write_text(first, "utf-8")
    (note,) = (one for one in verified(folder, letter).notes if "look whether that was lawful" in one)
    assert note.endswith("they agree with the trail all the same.")


def test_each_day_one_leaves_on_each_way_and_what_nobody_signed_keeps_no_letter(folder: Path) -> None:
    with open_postbox() as post:
        mail = MailWay("127.0.0.1", post.port, Security.NONE, "a@kantor.go.id", ("t@kantor.go.id",))
        alerts = Alerts(folder, lambda: ways_of([mail]), "gerbang")
        for hours in (0, 1, 23, 24, 25, 47, 49):
            alerts.tell([], NOW + timedelta(hours=hours))
        assert len(post.letters) == 3
        assert read_book(folder).told["mail"].carried_at == NOW + timedelta(hours=49)
        anew = Alerts(folder, lambda: ways_of([mail]), "gerbang")
        anew.tell([], NOW + timedelta(hours=50))
        latest = folder / "checkpoint.latest"
        latest.write_text(latest.read_text().replace('"restored":false', '"restored":true'))
        anew.tell([], NOW + timedelta(hours=80))
        assert len(post.letters) == 3 and anew.wrong() == ()
