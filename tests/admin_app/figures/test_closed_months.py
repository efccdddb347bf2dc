"""A month that was closed before a figure was counted opens everywhere, and shows no number for what it lacks."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from admin_app.figures.report_charts import CHARTS
from admin_app.figures.report_tables import TABLES
from models.actions.figures.close_month import close_month
from models.actions.papers.list_facts import recap_facts
from models.actions.papers.recap_memo_facts import recap_memo_facts
from models.rules.staff.roles import Role
from models.tables import MonthClose
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, Clock, text
from tests.admin_app.figures.test_reports import table, workbook
from tests.office import NOW, actor

Open = Callable[[Role | str], Browser]
# The figures of a month as release 1.0 froze them; never to be written anew.
OLD = (Path(__file__).parent / "closed_month.json").read_text("utf-8")


@pytest.fixture
def closed(sqlite_account: Any, clock: Clock) -> dict[str, Any]:
    """November is closed with the old figures."""
    Walk(sqlite_account).at_section()
    clock.now = NOW + timedelta(days=10)
    close_month("2026-11", actor(Role.KASUBSI_INFOKIM), clock.now)
    MonthClose.update(figures=OLD).execute()
    return json.loads(OLD)  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    "address",
    [
        *(
            "/laporan/?periode=2026-11",
            "/laporan/laporan.xlsx?periode=2026-11",
            "/laporan/angka.json?periode=2026-11",
        ),
        *(f"/laporan/grafik.svg?periode=2026-11&grafik={name}" for name in CHARTS),
        *("/akhir-bulan/?bulan=2026-11", "/dasbor/?periode=2026-11"),
    ],
)
def test_a_month_closed_by_an_older_release_opens(closed: object, signed_in: Open, address: str) -> None:
    assert signed_in(Role.KASUBSI_INFOKIM).get(address).status_code == 200


def test_its_recaps_and_their_memo_are_written(closed: dict[str, Any], clock: Clock) -> None:
    for code in ("REKAP", "REKAP-SAMAR"):
        facts = recap_facts("2026-11", code, clock.now, masked=code != "REKAP")
        assert facts["received"] == closed["received"]
    assert recap_memo_facts("2026-11", "ND-REKAP", clock.now)["received"] == closed["received"]


def test_what_it_did_not_count_is_a_dash_on_the_page_and_empty_in_the_file(
    closed: dict[str, Any], signed_in: Open
) -> None:
    for row in closed["channels"]:
        del row["finished"], row["steps"]["running_late"], row["satisfaction"]
    MonthClose.update(figures=json.dumps(closed)).execute()
    (cells,) = (one.cells for one in TABLES if one.key == "sarana")
    lacking = {"Selesai", "Berjalan, lewat batas", "Indeks", "Jawaban"}
    places = [place for place, cell in enumerate(cells) if cell.title in lacking]
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    (row,) = table(text(kasubsi.get("/laporan/?periode=2026-11")), "sarana")
    assert [row[place] for place in places] == ["–"] * 4
    assert row[:2] == ["WhatsApp", str(closed["received"])]
    book = workbook(kasubsi.get("/laporan/laporan.xlsx?periode=2026-11"))
    (line,) = book["Sarana"].iter_rows(min_row=2, max_row=2, values_only=True)
    assert [line[place] for place in places] == [None] * 4
