"""What a restore says of destructions it cannot know of, and what a kill must not lose of those it knows."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from models.actions.upkeep.backup import restore as restoring
from models.actions.upkeep.backup.back_up import back_up
from models.actions.upkeep.backup.ledgers import Known, apply, put_beside
from models.actions.upkeep.backup.restore import restore
from models.rules.core.moments import iso
from models.tables import Complaint
from models.tables.core.settings import Settings, load_settings
from models.tables.replies import attempts_log
from models.tables.replies.attempts_log import Attempt
from models.tables.retention import ledger
from models.tables.retention.ledger import Ledger, Line
from sync_agent.keeping_time import BesideWatch
from tests.actions.retention.destruction.test_destruction import LATER as YEARS_LATER
from tests.actions.retention.destruction.test_destruction import files, finished
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


def test_the_ledger_beside_a_backup_knows_what_those_beside_it_know(tmp_path: Path) -> None:
    here, other = settings_in(tmp_path / "data"), Line("ADU-2020-000001", "lost", "2024-01-01T00:00:00+00:00")
    with office(here.database_url) as account:
        case = new_complaint(account)
        Complaint.update(destroyed_at=NOW).where(Complaint.id == case.id).execute()
        ledger.write(tmp_path / f"old.zip{ledger.ENDING}", Ledger("2024", frozenset({other})))
        put_beside(tmp_path / "new.zip", here, LATER)
        known = ledger.read(tmp_path / f"new.zip{ledger.ENDING}")
        assert (known.as_of, {line.number for line in known.lines}) == (iso(LATER), {case.number, other.number})


def test_a_restore_removes_the_files_again_and_tells_no_gap_that_the_backup_fills(tmp_path: Path) -> None:
    here = settings_in(tmp_path / "data")
    with office(here.database_url) as account:
        case = finished(account, here.data_dir, 11)
        assert files(here.data_dir)
        line = Line(case.number, case.public_id, iso(YEARS_LATER) or "")
        old = ("2020-01-01T00:00:00+00:00", "2021-01-01T00:00:00+00:00")
        new = ("2020-01-01T00:00:00+00:00", iso(YEARS_LATER) or "")
        for gap, told in ((old, 0), (new, 1)):
            carried = Ledger(iso(YEARS_LATER) or "", frozenset({line}), frozenset({gap}))
            manifest: Any = SimpleNamespace(made_at=iso(NOW))
            notes = apply(Known(carried, Ledger(), ""), manifest, here, YEARS_LATER)
            assert len([note for note in notes if "may be back" in note]) == told
        assert files(here.data_dir) == set()
