"""Kalender kerja: a month as the clock sees it; Ramadan added in one form; a cuti bersama added later shows."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from models.rules.staff.roles import Role
from models.tables import Holiday, WorkingBlock
from tests.admin_app.browsing import Browser, text

SignedIn = Callable[[Role | str], Browser]
RAMADAN = {
    **{"note": "Ramadan 1448 H", "first": "2027-02-08", "last": "2027-03-09", "bulan": "2027-02"},
    **{"kerja_mulai": "08:00", "kerja_rehat": "12:00", "kerja_rehat_selesai": "12:30", "kerja_selesai": "15:00"},
    **{"jumat_mulai": "08:00", "jumat_rehat": "11:30", "jumat_rehat_selesai": "12:30", "jumat_selesai": "15:30"},
}


def cell(page: str, number: int) -> str:
    found = re.search(rf'<td class="day[^>]*>\s*<span class="day-number">{number}</span>.*?</td>', page, re.S)
    assert found
    return found[0]


def test_everybody_reads_the_month_and_only_its_keeper_changes_it(sqlite_account: Any, signed_in: SignedIn) -> None:
    Holiday.insert(day=date(2026, 11, 26), name="Cuti bersama contoh", kind="cuti bersama").execute()
    page = text(signed_in(Role.PENGELOLA).get("/kalender/"))
    assert "November 2026" in page and "Tambah jam khusus" not in page
    assert "07.30–12.00" in cell(page, 25) and "13.00–16.00" in cell(page, 25) and ">450<" in cell(page, 25)
    assert "13.00–16.30" in cell(page, 27)  # Friday
    assert "Cuti bersama contoh" in cell(page, 26) and "07.30" not in cell(page, 26)
    assert "day-off" in cell(page, 28)
    assert "day-today" in cell(page, 25)
    assert signed_in(Role.PENGELOLA).post("/kalender/jam-khusus", **RAMADAN).status_code == 403


def test_ramadan_is_one_form_and_is_taken_back_before_it_begins(sqlite_account: Any, signed_in: SignedIn) -> None:
    browser = signed_in(Role.KASUBSI_INFOKIM)
    assert browser.post("/kalender/jam-khusus", **RAMADAN).status_code == 302
    assert WorkingBlock.select().where(WorkingBlock.note == "Ramadan 1448 H").count() == 10
    page = text(browser.get("/kalender/?bulan=2027-02"))
    assert "08.00–12.00" in cell(page, 10) and "Ramadan 1448 H" in cell(page, 10)
    assert "Ramadan" not in cell(page, 5)
    assert browser.post("/kalender/akhiri", first="2027-02-08").status_code == 302
    assert not WorkingBlock.select().where(WorkingBlock.note == "Ramadan 1448 H").exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"first": "besok"}, "Isi tanggal mulai"),
        ({"kerja_mulai": "delapan"}, "Tulis jam seperti 08:00"),
        ({"kerja_rehat": ""}, "kosongkan keduanya"),
        ({"last": "2027-01-01"}, "tidak boleh sebelum"),
        ({"note": " "}, "Beri nama"),
    ],
)
def test_what_is_refused_comes_back_with_what_was_typed(
    sqlite_account: Any, signed_in: SignedIn, changes: dict[str, str], words: str
) -> None:
    answer = signed_in(Role.KASUBSI_INFOKIM).post("/kalender/jam-khusus", **(RAMADAN | changes))
    assert answer.status_code == 409
    assert words in text(answer) and 'value="15:30"' in text(answer)
    assert not WorkingBlock.select().where(WorkingBlock.note != "").exists()


@pytest.mark.parametrize("month", ["", "2026-13", "kemarin", "2026-12"])
def test_any_month_opens(sqlite_account: Any, signed_in: SignedIn, month: str) -> None:
    page = text(signed_in(Role.PENGELOLA).get(f"/kalender/?bulan={month}"))
    assert ("Desember 2026" if month == "2026-12" else "November 2026") in page
