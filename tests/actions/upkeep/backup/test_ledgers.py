"""What a restore says of destructions it cannot know of, and what a kill must not lose of those it knows."""

from pathlib import Path

import pytest

from models.actions.upkeep.backup import restore as restoring
from models.actions.upkeep.backup.back_up import back_up
from models.actions.upkeep.backup.restore import restore
from models.tables import Complaint
from models.tables.core.settings import Settings, load_settings
from models.tables.replies import attempts_log
from models.tables.replies.attempts_log import Attempt
from models.tables.retention import ledger
from sync_agent.keeping_time import BesideWatch
from tests.actions.sending import queue
from tests.actions.upkeep.backup.test_backup import LATER
from tests.actions.walking import Walk
from tests.office import NOW, new_complaint, office


class PowerCut(BaseException):
    """The PC goes off."""


def settings_in(folder: Path) -> Settings:
    values = {"ADUAN_DATABASE_URL": f"sqlite:///{folder / 'aduan.db'}", "ADUAN_DATA_DIR": str(folder)}
    folder.mkdir()
    return load_settings(values, folder / "none.toml")


@pytest.mark.parametrize("cases", [0, 1], ids=["an empty office", "an office at work"])
def test_a_new_office_knows_nothing_of_what_the_lost_one_destroyed(tmp_path: Path, cases: int) -> None:
    lost, new = settings_in(tmp_path / "lost"), settings_in(tmp_path / "new")
    (tmp_path / "carried").mkdir()
    with office(lost.database_url) as account:
        new_complaint(account)
        back_up(tmp_path / "carried" / "b.zip", lost, NOW)
    with office(new.database_url) as account:
        if cases:
            new_complaint(account)
            Complaint.update(public_id="another").execute()
        BesideWatch(new.data_dir).look(LATER)  # its agent runs already
        notes = restore(tmp_path / "carried" / "b.zip", new, LATER, replace=True).notes
        since, until = f"{NOW:%Y-%m-%d %H:%M}", f"{LATER:%Y-%m-%d %H:%M}"
        assert [note for note in notes if f"from {since} to {until} UTC may be back" in note]


def test_a_kill_after_the_database_was_replaced_loses_no_destruction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = settings_in(tmp_path / "data")
    with office(here.database_url) as account:
        walk = Walk(account)
        case = walk.case
        back_up(tmp_path / "b.zip", here, NOW)
        queue(walk, "sesudah")
        attempts_log.append(here.attempts_log, Attempt("sesudah", 1, "h", "628110000001@c.us", "", "2026-11-25"))
        Complaint.update(destroyed_at=NOW).where(Complaint.id == case.id).execute()  # killed before the ledger had it
        with monkeypatch.context() as power, pytest.raises(PowerCut):
            power.setattr(restoring, "_settle", lambda *_: (_ for _ in ()).throw(PowerCut))
            restore(tmp_path / "b.zip", here, LATER, replace=True)
        assert Complaint.get().destroyed_at is None  # it is back
        assert b"6281" not in here.attempts_log.read_bytes()  # the backup does not know that answer
        assert [line.number for line in ledger.read(here.data_dir / ledger.NAME).lines] == [case.number]
        notes = restore(tmp_path / "b.zip", here, LATER, replace=True).notes
        assert [note for note in notes if "1 destroyed cases were emptied again" in note]
