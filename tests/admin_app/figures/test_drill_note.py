"""A report says how the backups of its period were tried, to those who lead the office."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from admin_app.figures.drill_note import drill_note
from models.rules.figures.periods import read_period
from models.rules.staff.roles import Role
from models.rules.upkeep.drills import Flaw
from models.tables import BackupCopy, RestoreDrill
from tests.admin_app.browsing import Browser, text
from tests.admin_app.figures.test_reports import workbook
from tests.office import NOW

Open = Callable[[Role | str], Browser]
HEAD = "Latihan pemulihan cadangan dalam periode ini:"


def _drill(days: float, flaw: str = "", *, ended: bool = True) -> None:
    copy = BackupCopy.create(made_at=NOW, path="/x/a.zip", size=1, sha256="0" * 64, files=0, lacking=0)
    at = NOW + timedelta(days=days)
    row = {"started_at": at, "ended_at": at if ended else None, "host": "pc", "backup": copy.id, "flaw": flaw}
    RestoreDrill.create(**row, cases=12, files=4)


def test_only_the_drills_of_the_period_that_ended_count(account: Any) -> None:
    month = read_period("2026-11")
    assert drill_note(month) == f"{HEAD} tidak ada."
    _drill(-30)  # in October
    _drill(0, ended=False)
    assert drill_note(month) == f"{HEAD} tidak ada."
    _drill(1)
    said = drill_note(month)
    last = "Yang terakhir, 26 Nov 2026 09.00 WIB: berhasil, 12 perkara dan 4 berkas pulih."
    assert said == f"{HEAD} 1 berhasil, 0 tidak. {last}"
    _drill(2, str(Flaw.KEY))
    assert "1 berhasil, 1 tidak" in drill_note(month) and "kunci komputer ini tidak membukanya" in drill_note(month)


def test_the_head_of_the_office_reads_it_on_the_report_and_in_its_file(sqlite_account: Any, signed_in: Open) -> None:
    _drill(0)
    head = signed_in(Role.KEPALA_KANTOR)
    assert f"{HEAD} 1 berhasil" in text(head.get("/laporan/"))
    lines = [row[0].value for row in workbook(head.get("/laporan/laporan.xlsx"))["Ringkasan"]]
    assert any(str(line).startswith(HEAD) for line in lines)
    assert HEAD not in text(signed_in(Role.PENGELOLA).get("/laporan/"))
