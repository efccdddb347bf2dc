"""Dasbor: what stands now and the figures of the report, charts with tables and files, as far as one may see."""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import openpyxl
import pytest
from flask import Flask

from admin_app.figures.asked_chart import drawn
from admin_app.figures.chart_files import lines_of, titles_of
from admin_app.figures.dashboard_screen import SHOWN
from admin_app.figures.office_overview import overview_now, read_overview
from admin_app.figures.report_charts import CHARTS
from admin_app.shell.caches import OVERVIEWS
from docgen.charts import Look
from models.actions.cases.merge_complaints import merge_complaints
from models.rules.staff.permissions import PERMISSIONS, Permission
from models.rules.staff.roles import Role
from models.tables import Audit, Complaint, ConflictParty, Staff
from tests.actions.busy_office import BusyOffice
from tests.actions.walking import Walk
from tests.admin_app.browsing import Browser, Clock, text
from tests.office import NOW, actor, new_complaint

Open = Callable[[Role | str], Browser]


def table_of(page: str, key: str) -> list[list[str]]:
    """Read the table under a chart, its titles first."""
    part = page.split(f'id="{key}"')[1].split("</section>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", part, re.S)
    return [[unescape(cell) for cell in re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", row)] for row in rows]


def tile(page: str, name: str) -> str:
    """Read one figure at the head."""
    found = re.search(rf'<span>{name}</span><strong class="number">(?:<a [^>]*>)?([^<]*)<', page)
    assert found, name
    return found[1]


def test_heads_open_it_and_nobody_else(signed_in: Open) -> None:
    for role in Role:
        wanted = 200 if role in PERMISSIONS[Permission.SEE_DASHBOARD] else 403
        assert signed_in(role).get("/dasbor/").status_code == wanted, role


def test_every_chart_table_and_file_says_what_the_report_says(
    sqlite_account: Any, clock: Clock, signed_in: Open
) -> None:
    clock.now = BusyOffice(sqlite_account, 4).work(14).now
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    page = text(kasubsi.get("/dasbor/?periode=2026-11"))
    figures = json.loads(kasubsi.get("/laporan/angka.json?periode=2026-11").data)
    assert figures["received"] > 0
    for key in SHOWN:
        drawing = CHARTS[key].read(figures)
        wanted = [titles_of(key, drawing)] + [[label, *map(str, counts)] for label, counts in lines_of(drawing)]
        assert table_of(page, key) == wanted, key
        asked = f"grafik={key}&periode=2026-11"
        sent = kasubsi.get(f"/dasbor/angka.csv?{asked}")
        *told, (said,) = csv.reader(io.StringIO(sent.data.decode("utf-8-sig")), delimiter=";")
        assert told == wanted, key
        book = openpyxl.load_workbook(io.BytesIO(kasubsi.get(f"/dasbor/angka.xlsx?{asked}").data))
        cells = [[str(cell) for cell in row] for row in book["Grafik"].iter_rows(min_row=4, values_only=True)]
        assert cells == wanted, key
        assert (book["Grafik"]["A1"].value, book["Grafik"]["A2"].value) == (CHARTS[key].title, said)
        drawn = kasubsi.get(f"/dasbor/grafik.svg?{asked}")
        assert drawn.mimetype == "image/svg+xml"
        assert CHARTS[key].title in unescape(text(drawn))
    heat = CHARTS["panas"].read(figures)
    assert sum(map(sum, heat[1].values())) == figures["received"]
    events = [row.event for row in Audit.select().where(Audit.event.startswith("ekspor"))]
    assert (events.count("ekspor_daftar"), events.count("ekspor_laporan")) == (len(SHOWN), len(SHOWN))


def test_the_head_counts_how_the_office_stands_now(sqlite_account: Any, clock: Clock, signed_in: Open) -> None:
    office = BusyOffice(sqlite_account, 7).work(14)
    clock.now = office.now
    page = text(signed_in(Role.KEPALA_KANTOR).get("/dasbor/"))
    day = (clock.now + timedelta(hours=7)).date()
    cases = list(Complaint.select())
    late = [case for case in cases if case.open and case.due_at and case.due_at < clock.now]

    def is_today(moment: Any) -> bool:
        return moment is not None and (moment + timedelta(hours=7)).date() == day

    assert tile(page, "Masuk hari ini") == str(sum(is_today(case.opened_at) for case in cases))
    finished = [case for case in cases if not case.open and case.stage != "digabung"]
    assert tile(page, "Selesai hari ini") == str(sum(is_today(case.closed_at) for case in finished))
    assert tile(page, "Sedang ditangani") == str(sum(case.open for case in cases))
    assert tile(page, "Lewat batas") == str(len(late))
    soon = [
        case for case in cases if case.open and case.due_at and is_today(case.due_at) and case.due_at >= clock.now
    ]
    assert tile(page, "Batasnya hari ini") == str(len(soon))
    loads = read_overview(actor(Role.KEPALA_KANTOR), clock.now).loads
    assert {load.step: load.all for load in loads} == {
        step: sum(case.step == step for case in cases if case.open)
        for step in {case.step for case in cases if case.open}
    }
    assert sum(load.late for load in loads) == len(late)


def test_merging_duplicates_finishes_nothing_today(sqlite_account: Any, clock: Clock, signed_in: Open) -> None:
    leading, *others = (new_complaint(sqlite_account, who=f"62811000000{number}") for number in range(4))
    browser = signed_in(Role.KEPALA_KANTOR)
    before = tile(text(browser.get("/dasbor/")), "Selesai hari ini")
    for other in others:
        merge_complaints(other.id, leading.id, "ganda", actor(Role.PENGELOLA), NOW)
    clock.now = NOW + timedelta(minutes=1)
    assert tile(text(browser.get("/dasbor/")), "Selesai hari ini") == before == "0"
    assert other.number not in text(browser.get("/pengaduan/?hari=selesai"))


def test_a_section_sees_its_share_and_nobody_a_case_that_names_him(
    sqlite_account: Any, clock: Clock, signed_in: Open
) -> None:
    walk = Walk(sqlite_account).at_section()
    clock.now = walk.now
    Complaint.update(due_at=clock.now + timedelta(hours=1)).execute()
    for role, seen in {Role.KASI_LALINTALKIM: "1", Role.KASI_INTELDAKIM: "0", Role.KASI_TIKKIM: "1"}.items():
        page = text(signed_in(role).get("/dasbor/"))
        assert tile(page, "Sedang ditangani") == seen
        assert (walk.case.number in page) is (seen == "1")
    kasi = signed_in(Role.KASI_LALINTALKIM)
    assert table_of(text(kasi.get("/dasbor/")), "seksi")[1][0] == "Seksi Lalintalkim"
    ConflictParty.create(complaint=walk.id, staff=Staff.get(username=str(Role.KASI_LALINTALKIM)), named_at=NOW)
    page = text(kasi.get("/dasbor/"))
    assert tile(page, "Sedang ditangani") == "0"
    assert walk.case.number not in page
    assert "NIHIL dalam periode ini" in page.split('id="seksi"')[1].split("</section>")[0]


def test_figures_are_kept_for_a_while_and_counted_anew_when_asked(
    sqlite_account: Any, clock: Clock, signed_in: Open
) -> None:
    new_complaint(sqlite_account)
    kepala = signed_in(Role.KEPALA_KANTOR)
    first = text(kepala.get("/dasbor/"))
    new_complaint(sqlite_account, who="628110000009")
    clock.move(seconds=30)
    kept = text(kepala.get("/dasbor/"))
    assert (
        table_of(kept, "sarana-waktu") == table_of(first, "sarana-waktu") == [["Waktu", "WhatsApp"], ["25 Nov", "1"]]
    )
    assert tile(kept, "Sedang ditangani") == "2"  # counted again after some seconds
    anew = text(kepala.get("/dasbor/?ulang=1", follow_redirects=True))
    assert table_of(anew, "sarana-waktu")[1] == ["25 Nov", "2"]
    assert "29 Oktober 2026 – 25 November 2026" in anew


def test_what_stands_now_is_kept_for_seconds_and_never_for_another_scope(app: Flask, sqlite_account: Any) -> None:
    case, kept = new_complaint(sqlite_account), OVERVIEWS.long
    kasubsi, section = actor(Role.KASUBSI_INFOKIM), actor(Role.KASI_LALINTALKIM)
    with app.app_context():
        assert (overview_now(kasubsi, NOW).open, overview_now(section, NOW).open) == (1, 0)
        new_complaint(sqlite_account, who="628110000008")
        assert overview_now(kasubsi, NOW + kept / 2).open == 1
        assert overview_now(kasubsi, NOW + kept).open == 2
        ConflictParty.create(complaint=case.id, staff=kasubsi.staff_id, named_at=NOW)
        assert overview_now(kasubsi, NOW + kept + kept / 2).open == 1


def test_periods_and_charts_that_are_none_are_not_found(signed_in: Open) -> None:
    kepala = signed_in(Role.KEPALA_KANTOR)
    for path in ("?periode=x", "grafik.svg?grafik=petugas", "angka.csv?grafik=x", "angka.xlsx?periode=2026-13"):
        assert kepala.get(f"/dasbor/{path}").status_code == 404
    page = text(kepala.get("/dasbor/?periode=2026"))
    assert 'aria-current="page">Tahun ini' in page
    assert page.count("NIHIL dalam periode ini.") >= 3


def test_a_screen_gets_the_drawing_that_fits_it(sqlite_account: Any, signed_in: Open) -> None:
    new_complaint(sqlite_account)
    kepala = signed_in(Role.KEPALA_KANTOR)
    page = text(kepala.get("/dasbor/"))
    part = page.split('id="panas"')[1].split("</picture>")[0]
    found = {unescape(one) for one in re.findall(r'(?:srcset|src)="([^"]+)"', part)}
    bodies = {address: kepala.get(address).data for address in found}
    assert len(set(bodies.values())) == len(bodies) == 4
    assert all(b"<svg" in body for body in bodies.values())
    dark = [address for address in found if "rupa=gelap" in address]
    assert all(Look(dark=True).ink.encode() in bodies[address] for address in dark)


@pytest.mark.parametrize(
    ("theme", "medias"), [("gelap", ["print", "(max-width: 40rem)", "all"]), ("terang", ["print"])]
)
def test_colours_of_his_own_choice_hold_for_the_drawings_too(
    theme: str, medias: list[str], sqlite_account: Any, signed_in: Open
) -> None:
    new_complaint(sqlite_account)
    Staff.update(theme=theme).execute()
    part = text(signed_in(Role.KEPALA_KANTOR).get("/dasbor/")).split('id="panas"')[1].split("</picture>")[0]
    assert re.findall(r'<source media="([^"]+)"', part) == [*medias, "(max-width: 40rem)"]
    assert part.count("rupa=gelap") == (2 if theme == "gelap" else 0)


def test_the_same_figures_are_drawn_once_and_others_never_shown_for_them(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[object]()
    heat = [[0] * 24 for _ in range(7)]

    def note(title: str, labels: Any, series: Any, look: Look) -> bytes:
        asked.append(series)
        return str(series).encode()

    monkeypatch.setitem(CHARTS, "panas", CHARTS["panas"].__class__("Panas", "Hari", CHARTS["panas"].read, note))
    with app.app_context():
        first = drawn("panas", {"heat": heat}, Look())
        assert drawn("panas", {"heat": [list(day) for day in heat]}, Look()) == first
        assert len(asked) == 1
        heat[2][9] = 5
        assert drawn("panas", {"heat": heat}, Look()) != first
        assert drawn("panas", {"heat": heat}, Look(dark=True))
        assert len(asked) == 3


def test_a_month_frozen_before_these_figures_were_counted_has_empty_charts(app: Flask) -> None:
    for key in ("sarana-waktu", "kategori-waktu", "panas"):
        assert lines_of(CHARTS[key].read({"steps": []})) == []
