"""Numbers of papers: what a series counts, the year and date of a paper, an earlier date and its reason."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from models.actions.papers.draft_document import draft_document
from models.actions.papers.sign_document import sign_document
from models.rules.core.errors import NumberNotAllowed
from models.rules.papers.numbering import PaperDate
from models.rules.staff.roles import Role
from models.tables import Audit, Document, NumberSeries
from tests.actions.drafting import draft, nothing_wrong, resigned, set_office, use_mode
from tests.actions.walking import Walk
from tests.office import actor


def last(document: Document) -> str:
    return str(document.number).rsplit("-", 1)[-1]


@pytest.mark.parametrize("scope", ["masalah", "klasifikasi"])
def test_each_subject_counts_for_itself(account: Any, scope: str) -> None:
    walk = Walk(account).at_kasubsi()
    set_office("lingkup_seri", scope)
    numbers = [resigned(walk).number]
    set_office("klasifikasi_ND-TERUS", "PW.06.03")
    numbers += [resigned(walk).number, resigned(walk).number]
    set_office("klasifikasi_ND-TERUS", "")
    numbers.append(resigned(walk).number)
    unit = "WIM.32.IMI.5"
    assert numbers == [f"{unit}-UM.01.01-1", f"{unit}-PW.06.03-1", f"{unit}-PW.06.03-2", f"{unit}-UM.01.01-2"]
    assert nothing_wrong()


def test_a_series_per_kind_of_paper_needs_the_kind_in_the_number(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    set_office("lingkup_seri", "jenis_naskah")
    with pytest.raises(NumberNotAllowed, match=r"\{jenis\}"):
        resigned(walk)
    set_office("format_nomor", "{unit}-{jenis}-{urut}/{tahun}")
    assert resigned(walk).number == "WIM.32.IMI.5-ND-1/2026"


def test_when_the_scope_changes_no_number_is_written_twice(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    first = [resigned(walk).number for _ in range(2)]
    set_office("lingkup_seri", "klasifikasi")
    assert last(resigned(walk)) == "3"
    set_office("lingkup_seri", "kantor")
    again = resigned(walk).number
    assert again not in first
    assert last(Document.get(Document.number == again)) == "4"
    assert nothing_wrong()


def test_the_year_is_that_of_the_papers_date_in_wib(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    walk.now = datetime(2026, 12, 31, 16, 50)
    assert (last(old := resigned(walk)), old.date) == ("1", date(2026, 12, 31))
    walk.now = datetime(2026, 12, 31, 17, 0)
    assert (last(new := resigned(walk)), new.date) == ("1", date(2027, 1, 1))
    assert {(row.year, row.last) for row in NumberSeries.select().where(NumberSeries.series == "kantor")} == {
        (2026, 1),
        (2027, 1),
    }
    assert nothing_wrong()


def test_the_old_year_stays_open_to_who_keeps_the_register_with_a_reason(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    walk.now = datetime(2026, 12, 30, 3, 0)
    resigned(walk)
    walk.now = datetime(2027, 1, 4, 3, 0)
    paper, kasubsi = draft(walk), actor(Role.KASUBSI_INFOKIM)
    late = PaperDate(date(2026, 12, 30), "Ditandatangani di luar kota pada hari itu")
    with pytest.raises(NumberNotAllowed, match="alasan"):
        sign_document(paper.id, kasubsi, walk.tick(), dated=PaperDate(late.day))
    signed = sign_document(paper.id, kasubsi, walk.tick(), dated=late)
    assert (signed.date, last(signed)) == (date(2026, 12, 30), "2")
    assert Audit.get(Audit.event == "tanggal_naskah").after == "2026-12-30"
    assert Document.get_by_id(signed.id).date_reason == "Ditandatangani di luar kota pada hari itu"
    assert nothing_wrong()


def test_a_section_head_cannot_date_back_a_number_of_ours_but_types_the_date_given_outside(account: Any) -> None:
    walk = Walk(account).with_answer()
    kasi = walk.holder()
    paper = draft_document(walk.id, "ND-JAWAB", kasi, walk.tick())
    friday = PaperDate(date(2026, 11, 20), "Nomor dicatat Tata Usaha pada hari itu")
    with pytest.raises(NumberNotAllowed, match="pemegang buku nomor"):
        sign_document(paper.id, kasi, walk.tick(), dated=friday)
    use_mode("eksternal")
    with pytest.raises(NumberNotAllowed, match="hari kerja"):
        sunday = PaperDate(date(2026, 11, 22), "Nomor dicatat Tata Usaha pada hari itu")
        sign_document(paper.id, kasi, walk.tick(), number="WIM.32.IMI.5-UM.01.01-77", dated=sunday)
    signed = sign_document(paper.id, kasi, walk.tick(), number="WIM.32.IMI.5-UM.01.01-77", dated=friday)
    assert signed.date == friday.day


def test_a_clock_that_went_back_gives_no_number_dated_before_the_last(account: Any) -> None:
    walk = Walk(account).at_kasubsi()
    resigned(walk)
    paper = draft(walk)
    walk.now -= timedelta(days=1)
    with pytest.raises(NumberNotAllowed, match="25-11-2026"):
        sign_document(paper.id, actor(Role.KASUBSI_INFOKIM), walk.tick())
    assert nothing_wrong()
