"""run_admin.py breach: a list of whose data were exposed, traced as an export, with what it cannot know."""

import csv
from pathlib import Path

from models.tables import Audit, Complaint
from tests.admin_app.cli.programs import Office
from tests.admin_app.cli.test_offices import opened, with_complaint


def lines_of(path: Path) -> list[dict[str, str]]:
    """Return the lines of a list."""
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))


def test_a_lost_disk_is_listed_counted_and_traced(ready: Office, tmp_path: Path) -> None:
    with_complaint(ready)
    out = tmp_path / "terkena.csv"
    ran = ready.run("breach", "copy", "disk", "--until", "2099-01-01 00:00", "-o", str(out))
    assert ran.code == 0
    assert "1 lines certain, 0 possible" in ran.out
    first, *rest = lines_of(out)
    with opened(ready):  # type: ignore[attr-defined]
        case = Complaint.get()
        row = Audit.select().where(Audit.event == "ekspor").get()
    assert (first["kepastian"], first["kasus"]) == ("pasti", case.number)
    assert first["cara_menghubungi"]
    assert {line["kepastian"] for line in rest} == {"tidak dapat diketahui"}  # what it cannot know goes with it
    assert (row.subject, row.after, row.actor) == ("list:breach", "csv: disk", "operator")
    assert rest[0]["catatan"] in ran.out


def test_an_account_is_asked_between_two_moments_of_the_offices_clock(ready: Office, tmp_path: Path) -> None:
    with_complaint(ready)
    out = str(tmp_path / "terkena.csv")
    between = ("--from", "2026-11-25 09:00", "--until", "2026-11-25 10:00", "-o", out)
    assert "tidak ada" in ready.run("breach", "account", "nobody", *between).err
    assert ready.run("breach", "account", "nobody", *between).code == 1
    turned = ("--from", "2026-11-25 11:00", "--until", "2026-11-25 10:00", "-o", out)
    assert ready.run("breach", "account", "nobody", *turned).code == 2
    assert ready.run("breach", "account", "nobody", "--from", "kemarin", *between[2:]).code == 2
    assert not Path(out).exists()
    assert ready.run("breach", "file", "web", "999999", "-o", out).code == 1
