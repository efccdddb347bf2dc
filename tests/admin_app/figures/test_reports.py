"""Laporan: page, file, JSON and charts say what an independent count says, and nobody sees more than his cases."""

import io
import json
import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import openpyxl
import pytest

from models.actions.figures.close_month import close_month
from models.rules.staff.permissions import PERMISSIONS, Permission
from models.rules.staff.roles import Role
from models.tables import Audit, Category, Complaint, ConflictParty, Staff, StepRecord, Survey
from tests.actions.busy_office import BusyOffice
from tests.actions.figures.recounting import recount
from tests.actions.figures.test_period_figures_recounted import compare
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, Clock, text
from tests.office import NOW, actor, new_complaint

Open = Callable[[Role | str], Browser]


def table(page: str, key: str) -> list[list[str]]:
    """Read the rows of one table of the page, cells as written."""
    part = page.split(f'id="{key}"')[1].split("</section>")[0]
    body = part.split("<tbody>")[1].split("</tbody>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.S)
    return [
        [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]
        for row in rows
    ]


def number(written: str) -> float | None:
    return None if written == "–" else float(written.replace(".", "").replace(",", "."))


def workbook(answer: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(answer.data))


def test_page_spreadsheet_and_json_agree_with_an_independent_count(
    sqlite_account: Any, clock: Clock, signed_in: Open
) -> None:
    office = BusyOffice(sqlite_account, 5).work(14)
    clock.now = office.now
    counted = recount(office.now)
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    asked = f"periode={NOW:%Y-%m-%d}_{office.now + timedelta(days=1):%Y-%m-%d}"
    figures = json.loads(kasubsi.get(f"/laporan/angka.json?{asked}").data)
    compare(figures, counted)
    page = text(kasubsi.get(f"/laporan/?{asked}"))
    rows = table(page, "langkah")
    for row in rows:
        mine = counted.steps[int(row[0].split(".")[0])]
        assert (number(row[2]), number(row[3]), number(row[4])) == (mine["ended"], mine["running_late"], mine["late"])
        due = mine["ended"] + mine["running_late"]
        assert number(row[6]) == (round(100 * (mine["ended"] - mine["late"]) / due, 1) if due else None)
        for written, wanted in zip(row[7:10], ("mean", "median", "p95"), strict=True):
            shown = number(written)
            assert (shown is None) == (mine["net"][wanted] is None)
            assert shown is None or abs(shown - mine["net"][wanted]) < 0.5
    assert {row[0] for row in table(page, "terbuka")} == counted.open
    book = workbook(kasubsi.get(f"/laporan/laporan.xlsx?{asked}"))
    sheet = list(book["Langkah"].iter_rows(min_row=2, max_row=10, values_only=True))
    for cells, row in zip(sheet, rows, strict=True):
        assert (cells[0], cells[2], cells[4]) == (row[0], number(row[2]), number(row[4]))
        assert cells[12] is None or abs(cells[12] - counted.steps[int(row[0][0])]["gross"]["p95"]) < 0.5
    facts = list(book["Fakta langkah"].iter_rows(min_row=2, values_only=True))
    assert len(facts) == StepRecord.select().count()
    ended = [fact for fact in facts if fact[9] is not None]
    assert sum(fact[11] == "Ya" for fact in ended) == sum(row["late"] for row in counted.steps.values())
    nets = [row["net"] for row in counted.steps.values() if row["ended"]]
    spent = sum(net["mean"] * net["count"] for net in nets)
    assert sum(fact[12] for fact in ended) == pytest.approx(spent, abs=len(facts) / 50)


def test_every_role_but_the_administrator_opens_it_and_each_period_has_a_page(
    sqlite_account: Any, signed_in: Open
) -> None:
    new_complaint(sqlite_account)
    for role in Role:
        code = signed_in(role).get("/laporan/").status_code
        assert code == (200 if role in PERMISSIONS[Permission.SEE_REPORTS] else 403), role
    kepala = signed_in(Role.KEPALA_KANTOR)
    for span, label in {"hari": "25 November 2026", "minggu": "23 November 2026", "tahun": "Tahun 2026"}.items():
        assert f"Laporan {label}" in text(kepala.get(f"/laporan/?rentang={span}&mulai=2026-11-25"))
    own = text(kepala.get("/laporan/?rentang=sendiri&mulai=2026-11-02&sampai=2026-11-27"))
    assert "Laporan 2 November 2026 – 27 November 2026" in own
    assert "periode=2026-10-07_2026-11-01" in own
    for wrong in ("periode=November", "rentang=sendiri&mulai=2026-11-27&sampai=2026-11-02", "rentang=hari&mulai=x"):
        refused = kepala.get(f"/laporan/?{wrong}")
        assert (refused.status_code, "Yang tampil: November 2026" in text(refused)) == (409, True)
    for path in (
        "angka.json?periode=x",
        "grafik.svg?periode=x",
        "laporan.xlsx?periode=2026-13",
        "grafik.svg?grafik=x",
    ):
        assert kepala.get(f"/laporan/{path}").status_code == 404


def test_a_chart_of_the_report_is_drawn_for_the_screen_it_stands_on(sqlite_account: Any, signed_in: Open) -> None:
    new_complaint(sqlite_account)
    kepala = signed_in(Role.KEPALA_KANTOR)
    page = text(kepala.get("/laporan/?periode=2026-11"))
    part = page.split('id="langkah"')[1].split("</section>")[0]
    sources = [unescape(one) for one in re.findall(r'(?:srcset|src|href)="([^"]*grafik\.svg[^"]*)"', part)]
    assert len(set(sources)) == 5  # light and dark, wide and narrow, and the one to take away
    for address in sources:
        svg = text(kepala.get(address))
        assert ("#e6ebf0" in svg) == ("rupa=gelap" in address), address
        (width,) = re.findall(r'<svg [^>]*?width="([\d.]+)pt"', svg)
        assert (float(width) < 300) == ("lebar=sempit" in address), address


def test_a_case_that_names_him_is_in_no_figure_no_file_and_no_chart(
    sqlite_account: Any, clock: Clock, signed_in: Open
) -> None:
    walk = Walk(sqlite_account)
    clock.now = walk.at_section().now
    kasi, path = signed_in(Role.KASI_TIKKIM), "periode=2026-11"
    seen = json.loads(kasi.get(f"/laporan/angka.json?{path}").data)
    assert seen["received"] == 1
    before = text(kasi.get(f"/laporan/?{path}"))
    ConflictParty.create(complaint=walk.id, staff=Staff.get(role=str(Role.KASI_TIKKIM)), named_at=NOW)
    hidden = json.loads(kasi.get(f"/laporan/angka.json?{path}").data)
    assert (hidden["received"], hidden["steps"][1]["ended"], hidden["officers"]) == (0, 0, [])
    stale = json.loads(kasi.get(f"/laporan/angka.json?{path}&keadaan={seen['as_of']}").data)
    assert stale["received"] == 0
    page = text(kasi.get(f"/laporan/?{path}"))
    # Nor does any word tell him that something is left out.
    assert set(hidden) == set(seen)
    assert page.count("dari kasus yang boleh Anda lihat") == before.count("dari kasus yang boleh Anda lihat") == 1
    assert re.findall(r'class="notice[^>]*>([^<]*)', page) == re.findall(r'class="notice[^>]*>([^<]*)', before)
    book = workbook(kasi.get(f"/laporan/laporan.xlsx?{path}"))
    words = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    for where in (page, str(hidden), str(words)):
        assert walk.case.number not in where
    assert json.loads(signed_in(Role.KASUBSI_INFOKIM).get(f"/laporan/angka.json?{path}").data)["received"] == 1


def test_a_section_sees_its_own_and_an_officer_only_his_own_line(
    sqlite_account: Any, clock: Clock, signed_in: Open
) -> None:
    clock.now = Walk(sqlite_account).at_section().now
    new_complaint(sqlite_account, who="628110000009")
    lalintalkim = json.loads(signed_in(Role.KASI_LALINTALKIM).get("/laporan/angka.json?periode=2026").data)
    assert (lalintalkim["received"], len(lalintalkim["officers"])) == (1, 3)
    assert json.loads(signed_in(Role.KASI_INTELDAKIM).get("/laporan/angka.json?periode=2026").data)["received"] == 0
    pengelola = signed_in(Role.PENGELOLA)
    mine = json.loads(pengelola.get("/laporan/angka.json?periode=2026").data)
    assert [row["label"] for row in mine["officers"]] == ["Contoh Pengelola Pengaduan"]
    assert "Hanya langkah yang Anda akhiri sendiri" in text(pengelola.get("/laporan/?periode=2026"))
    book = workbook(pengelola.get("/laporan/laporan.xlsx?periode=2026"))
    officers = {row[4] for row in book["Fakta langkah"].iter_rows(min_row=2, values_only=True)}
    assert officers == {"Contoh Pengelola Pengaduan", "Agen (otomatis)", None}


def test_the_file_carries_no_formula_no_citizen_and_leaves_a_trace(
    sqlite_account: Any, clock: Clock, signed_in: Open
) -> None:
    clock.now = Walk(sqlite_account).at_section().now + timedelta(minutes=1)
    Category.update(label='=HYPERLINK("http://evil.example";"x")').execute()
    Staff.update(name="+1+1").where(Staff.role == str(Role.PENGELOLA)).execute()
    answer = signed_in(Role.KASUBSI_INFOKIM).get("/laporan/laporan.xlsx?periode=2026-11")
    assert re.fullmatch(
        r'attachment; filename="laporan-2026-11-20261125-09\d\d.xlsx"', answer.headers["Content-Disposition"]
    )
    cells = [
        cell for sheet in workbook(answer) for row in sheet.iter_rows() for cell in row if cell.value is not None
    ]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert all(cell.hyperlink is None for cell in cells)
    words = {str(cell.value) for cell in cells}
    assert '=HYPERLINK("http://evil.example";"x")' in words
    assert "+1+1" in words
    assert not any("Sari" in word or "62811" in word or "belum jadi" in word for word in words)
    (trace,) = Audit.select().where(Audit.event == "ekspor_laporan")
    assert (trace.subject, trace.after) == ("laporan:2026-11", "1 pengaduan")


def test_charts_are_drawn_from_the_figures_the_page_shows(sqlite_account: Any, clock: Clock, signed_in: Open) -> None:
    new_complaint(sqlite_account)
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    page = text(kasubsi.get("/laporan/?periode=2026-11"))
    charts = re.findall(r'src="(/laporan/grafik\.svg[^"]+)"', page)
    assert len(charts) == 6  # nobody was asked how satisfied he is
    Complaint.update(opened_at=NOW - timedelta(days=60)).execute()
    clock.move(seconds=30)
    for chart in charts:
        answer = kasubsi.get(chart.replace("&amp;", "&"))
        assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
        assert "Tepat waktu" in text(answer) or "Dalam proses" in text(answer)
        assert "<script" not in text(answer)
    assert "WhatsApp" in text(kasubsi.get(next(chart for chart in charts if "sarana" in chart).replace("&amp;", "&")))
    assert 'Pengaduan diterima</span><strong class="number">0' in text(kasubsi.get("/laporan/?periode=2026-11"))


def test_a_closed_month_shows_what_was_frozen(sqlite_account: Any, clock: Clock, signed_in: Open) -> None:
    Walk(sqlite_account).at_section()
    clock.now = NOW + timedelta(days=10)
    close_month("2026-11", actor(Role.KASUBSI_INFOKIM), clock.now)
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    before = json.loads(kasubsi.get("/laporan/angka.json?periode=2026-11").data)
    Complaint.update(category="intelijen").execute()
    clock.move(minutes=10)
    assert json.loads(kasubsi.get("/laporan/angka.json?periode=2026-11").data) == before
    assert "Register bulan ini sudah ditutup" in text(kasubsi.get("/laporan/?periode=2026-11"))
    assert json.loads(kasubsi.get("/laporan/angka.json?periode=2026").data)["categories"] != before["categories"]


def test_the_case_shows_what_its_citizen_answered(sqlite_account: Any, signed_in: Open) -> None:
    case = new_complaint(sqlite_account)
    Survey.create(complaint=case.id, asked_at=NOW)
    kasubsi, where = signed_in(Role.KASUBSI_INFOKIM), f"/meja/kasus/{case.public_id}"
    assert "belum dijawab" in text(kasubsi.get(where))
    Survey.update(answer=4, answered_at=NOW).execute()
    assert "4 dari 4 (sangat puas)" in text(kasubsi.get(where))
    page = text(kasubsi.get("/laporan/?periode=2026-11"))
    assert table(page, "kepuasan")[3] == ["4 dari 4", "1"]
    assert "1 jawaban dari 1 pertanyaan" in page
