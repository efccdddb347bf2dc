"""run_admin.py breach: a list of whose data were exposed, traced as an export, with what it cannot know."""

import csv
from pathlib import Path

from docx import Document as WordFile

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


def words_of(path: Path) -> str:
    """Return the words of a paper."""
    file = WordFile(str(path))
    cells = [cell.text for table in file.tables for cell in table._cells]
    return "\n".join([*(one.text for one in file.paragraphs), *cells])


def test_the_notices_are_of_a_breach_on_the_register_and_traced_with_the_list(ready: Office, tmp_path: Path) -> None:
    with_complaint(ready)
    number = ready.run("incident", "record", "backup", "--known", "2026-11-24 09:00").out.partition(":")[0]
    out, paper = tmp_path / "terkena.csv", tmp_path / "surat" / "pemberitahuan.docx"
    asked = ("breach", "copy", "backup", "--until", "2026-11-23 08:30", "-o", str(out))
    ran = ready.run(*asked, "--notice", str(paper), "--incident", number)
    assert (ran.code, "fill in every dotted line" in ran.out) == (0, True)
    with opened(ready):  # type: ignore[attr-defined]
        row = Audit.select().where(Audit.event == "ekspor").order_by(Audit.id.desc()).get()
    assert (row.subject, row.after) == ("list:breach", f"docx: no. {number}, backup")
    said = words_of(paper)
    assert "24 November 2026 pukul 09.00 WIB" in said and "datanya sampai 23 November 2026 pukul 08.30 WIB" in said
    assert paper.stat().st_mode & 0o077 == 0


def test_no_notice_is_written_of_another_breach_nor_one_that_nobody_registered(ready: Office, tmp_path: Path) -> None:
    with_complaint(ready)
    number = ready.run("incident", "record", "disk", "--known", "2026-11-24 09:00").out.partition(":")[0]
    out, paper = tmp_path / "terkena.csv", tmp_path / "pemberitahuan.docx"
    asked = ("breach", "copy", "backup", "--until", "2026-11-25 08:30", "-o", str(out))
    refused = ready.run(*asked, "--notice", str(paper), "--incident", number)
    assert (refused.code, f"no. {number} dicatat sebagai cakram" in refused.err) == (1, True)
    assert ready.run(*asked, "--notice", str(paper), "--incident", "999999").code == 1
    assert ready.run(*asked, "--notice", str(paper)).code == 2
    assert ready.run(*asked, "--notice", f"{paper}.pdf", "--incident", number).code == 2
    assert (out.exists(), paper.exists()) == (False, False)
    with opened(ready):  # type: ignore[attr-defined]
        assert not Audit.select().where(Audit.event == "ekspor").exists()
