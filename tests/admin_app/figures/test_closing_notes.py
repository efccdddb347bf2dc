"""Screens and files never show a closed month's figure beside a corrected line without saying both."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from models.actions.figures.close_month import close_month, correct_line
from models.rules.staff.roles import Role
from models.tables import CalendarChange, RegisterLine, Staff
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, Clock, text
from tests.admin_app.figures.test_months import OVER
from tests.admin_app.figures.test_reports import workbook
from tests.office import actor

Open = Callable[[Role | str], Browser]
SAYS = "Selesai semula 1, kini 0; Ditutup semula 0, kini 1"
WHY = "kini “Ditutup”, karena: Surat dibatalkan"


@pytest.fixture
def corrected(clock: Clock, sqlite_account: Any) -> None:
    """November is closed with one finished complaint, which was corrected to Ditutup."""
    Walk(sqlite_account).with_answer().handed_back().finished()
    clock.now = OVER
    kasubsi = actor(Role.KASUBSI_INFOKIM)
    close_month("2026-11", kasubsi, OVER)
    correct_line(RegisterLine.get().id, {"status": "Ditutup"}, "Surat dibatalkan", kasubsi, OVER)


@pytest.mark.parametrize(
    "address", ["/akhir-bulan/?bulan=2026-11", "/laporan/?periode=2026-11", "/dasbor/?periode=2026-11"]
)
@pytest.mark.parametrize("role", [Role.KASUBSI_INFOKIM, Role.KASI_LALINTALKIM])
def test_every_screen_of_the_month_says_was_is_and_why(
    corrected: None, signed_in: Open, address: str, role: Role
) -> None:
    answer = signed_in(role).get(address)
    if answer.status_code == 403:
        assert role is Role.KASI_LALINTALKIM and "akhir-bulan" in address
        return
    page = text(answer)
    assert (SAYS in page, WHY in page) == (True, True)


def test_the_files_say_it_too(corrected: None, signed_in: Open) -> None:
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    found = json.loads(kasubsi.get("/laporan/angka.json?periode=2026-11").data)
    assert (found["by_status"], found["closing"]["by_status"]) == ({"Selesai": 1}, {"Ditutup": 1})
    head = [row[0].value for row in workbook(kasubsi.get("/laporan/laporan.xlsx?periode=2026-11"))["Ringkasan"]]
    assert [SAYS in str(head), WHY in str(head), "Fakta langkah tidak dibekukan" in str(head)] == [True] * 3
    chart = workbook(kasubsi.get("/dasbor/angka.xlsx?periode=2026-11&grafik=langkah")).active
    assert SAYS in chart["A2"].value


def test_a_longer_period_says_that_it_counts_a_closed_month_anew(corrected: None, signed_in: Open) -> None:
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    for address in ("/laporan/?periode=2026-T4", "/dasbor/?periode=2026"):
        assert "Memuat bulan yang sudah ditutup: November 2026." in text(kasubsi.get(address))
    assert "Memuat bulan" not in text(kasubsi.get("/laporan/?periode=2026-12"))


def test_while_ended_steps_are_counted_anew_programs_are_told_and_kept_figures_stay(
    corrected: None, signed_in: Open
) -> None:
    by = Staff.get(Staff.username == "kepala_kantor")
    decided = {"decided_by": by, "decided_at": OVER, "agreed": True, "hours": "[]", "to_count": 450, "counted": 200}
    CalendarChange.create(kind="hari_libur", says="x", body="[]", made_by=by, made_at=OVER, **decided)
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    of = {key: json.loads(kasubsi.get(f"/laporan/angka.json?periode={key}").data) for key in ("2026-11", "2026-12")}
    assert of["2026-12"]["counting"] == {"counted": 200, "to_count": 450}
    assert of["2026-11"]["counting"] is None
    for address in ("/akhir-bulan/?bulan=2026-11", "/laporan/?periode=2026-11", "/dasbor/?periode=2026-11"):
        assert "dapat masih berubah" not in text(kasubsi.get(address)), address
    assert "dapat masih berubah" in text(kasubsi.get("/laporan/?periode=2026-12"))
