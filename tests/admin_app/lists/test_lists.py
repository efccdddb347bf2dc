"""Lists under hostile and large input: no 5xx, no script, no query per row, no row twice."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from peewee import Database
from werkzeug.test import TestResponse

from admin_app.lists import guarded_view
from admin_app.lists.editable_view import EditableView
from admin_app.menu import screens
from admin_app.shell.columns import Column, exported, shown
from models.rules.staff.roles import Role, Section
from models.tables import Audit, Category, Complaint, Staff, database
from tests.admin_app.browsing import Browser, Clock, back_office, text
from tests.admin_app.frame_once import frame_once
from tests.admin_app.samples import HOSTILE, a_full_office, attachment_of, complaint_in

Open = Callable[[Role | str], Browser]

# Plain tables of the office; everything else is governed: it changes only through actions.
EDITABLE = {
    "holiday", "working_block", "official", "office_holder", "office_setting", "classification", "delegation",
    "category", "reply_template", "suggestion_rule", "statutory_rule", "record_class", "macro",
}  # fmt: skip
# Each is read whatever stands beside it, so several are asked at once; only searches choose another way to the rows.
QUERIES = (
    "page=99999999999999999999&page_size=100000000&sort=999&flt1_0=x&flt0_99=1&flt=1",
    "page=-5&page_size=-1&sort=-1&tahap=x&kanal=x&seksi=%00&terlambat=mungkin&status=%27",
    "page=x&sort=2&desc=1&tahun=0000&jabatan=x&tindakan=x&peran=x",
    "sort=%00&kanal=1%20OR%201=1&url=javascript:alert(1)",
    "search=%00%25_'%22;--",
    "search=" + quote("' UNION SELECT password_hash FROM staff --"),  # noqa: S608
    "search=" + "a%20" * 60 + "&_external=1&_scheme=javascript&_anchor=x&_method=POST",
    "search=%ED%A0%80%FF",
)


@contextmanager
def counted(count: list[int]) -> Iterator[None]:
    """Count the statements of the block."""
    real = Database.execute_sql

    def counting(self: Any, *args: Any, **words: Any) -> Any:
        count[0] += 1
        return real(self, *args, **words)

    target = type(database.obj)
    target.execute_sql = counting
    try:
        yield
    finally:
        del target.execute_sql


def test_S3_no_query_string_breaks_a_list(account: Any, tmp_path: Path) -> None:
    app = back_office(tmp_path, Clock())
    a_full_office(account, frame_once(app))
    browsers = [Browser(app), Browser(app)]
    for browser, role in zip(browsers, (Role.KASI_TIKKIM, Role.ADMINISTRATOR), strict=True):
        browser.sign_in(role)
    for address in (f"{screen.url}/{path}" for screen in screens()[1:] for path in ("", "export/csv/")):
        opened = next((browser for browser in browsers if browser.get(address).status_code == 200), None)
        for query in QUERIES if opened else ():
            assert_whole(opened.get(f"{address}?{query}"), f"{address}?{query}")
        # Who is refused, or asks for an export that is none, is refused whatever he asks: all of it at once.
        for browser in browsers:
            if browser is not opened:
                assert_whole(browser.get(f"{address}?{'&'.join(QUERIES)}"), address)


def assert_whole(answer: TestResponse, path: str) -> None:
    """Fail where a page broke, told a secret or would run what was asked."""
    # A page of actions alone, /ambil/, is not for reading; /sekaligus/ without ticks leads to the desk as /tinjauan/.
    # Nor is /srikandi/, whose pages are each of a paper: it leads to the papers.
    led = (answer.location or "").startswith(("/pengaduan/", "/meja/", "/bantuan/", "/naskah/"))
    assert answer.status_code in (200, 403, 404, 405) or led, path
    assert "password_hash" not in text(answer).replace(quote("password_hash"), "") or "search=" in path
    assert 'href="javascript' not in text(answer), path


@pytest.mark.parametrize("row", ["-1", "0", "99999999999999999999", "1%00", "x", "1 OR 1=1", "١", "%ED%A0%80", ""])
def test_S24_no_made_up_id_opens_a_row(row: str, app: Flask, signed_in: Open, sqlite_account: Any) -> None:
    a_full_office(sqlite_account, app)
    browser = signed_in(Role.PENGELOLA)
    for path in ("pengaduan", "pesan", "naskah", "kotak-keluar", "sop"):
        assert browser.get(f"/{path}/details/?id={row}").status_code == 404, path


def test_S1_hostile_texts_are_shown_as_text(app: Flask, signed_in: Open, sqlite_account: Any) -> None:
    sample = a_full_office(sqlite_account, app)
    browser = signed_in(Role.PENGELOLA)
    seen = 0
    for path in ("pengaduan", "pesan", "naskah", "kotak-keluar", "tak-terbaca"):
        key = {"pengaduan": "complaints", "pesan": "messages", "naskah": "documents"}.get(path)
        key = key or {"kotak-keluar": "outbox", "tak-terbaca": "quarantine"}[path]
        for page in (browser.get(f"/{path}/"), browser.get(f"/{path}/details/?id={sample[key]}")):
            body = text(page)
            assert "<script>alert" not in body, path
            assert "<img src=x" not in body, path
            seen += body.count("&lt;script&gt;alert")
    assert seen >= 8


def test_no_governed_table_is_editable_on_any_screen() -> None:
    editable = {screen.model._meta.table_name for screen in screens() if isinstance(screen, EditableView)}
    assert editable == EDITABLE
    for screen in screens():
        if hasattr(screen, "model") and not isinstance(screen, EditableView):
            assert list(screen._create_form_class()) == [] == list(screen._edit_form_class())
            assert not (screen.can_create or screen.can_edit or screen.can_delete or screen.column_editable_list)


def test_S23_fields_that_are_no_field_are_ignored(app: Flask, signed_in: Open, sqlite_account: Any) -> None:
    sample = a_full_office(sqlite_account, app)
    before = Complaint.get(Complaint.public_id == sample["complaints"])
    browser = signed_in(Role.ADMINISTRATOR)
    path = f"/pegawai/ubah?id={sample['staff']}"
    done = browser.post(
        path,
        on=path,
        **{"name": "Nama", "role": "petugas_seksi", "section": "inteldakim", "active": "y", "password_hash": "x"},
        **{"id": "1", "failed_logins": "-1", "stage": "selesai"},
    )
    assert done.status_code == 302
    row = Staff.get_by_id(sample["staff"])
    assert (row.section, row.failed_logins) == ("inteldakim", 0)
    assert row.password_hash != "x"
    assert Complaint.get_by_id(before.id).stage == before.stage


def test_a_parameter_given_twice_is_the_first(app: Flask, signed_in: Open, sqlite_account: Any) -> None:
    sample = a_full_office(sqlite_account, app)
    browser = signed_in(Role.ADMINISTRATOR)
    path, name = f"/pegawai/ubah?id={sample['staff']}", Staff.get_by_id(sample["staff"]).name
    other = next(row for row in Staff.select() if str(row.id) != str(sample["staff"]))
    page = text(browser.get(f"{path}&id={other.id}"))
    assert name in page
    before = other.name
    fields = {"name": ["Satu", "Dua"], "role": ["petugas_seksi", "administrator"], "section": "inteldakim"}
    data = {"csrf_token": browser.token(path), "active": "y", **fields}
    assert browser.client.post(f"{path}&id={other.id}", data=data).status_code == 302
    row = Staff.get_by_id(sample["staff"])
    assert (row.name, row.role, Staff.get_by_id(other.id).name) == ("Satu", "petugas_seksi", before)


@pytest.mark.parametrize("path", ["pengaduan", "pesan", "kotak-keluar", "naskah"])
def test_a_list_asks_the_same_number_of_questions_for_two_rows_and_for_forty(
    path: str, app: Flask, signed_in: Open, sqlite_account: Any, clock: Clock
) -> None:
    browser = signed_in(Role.PENGELOLA)

    def questions() -> int:
        count = [0]
        clock.move(seconds=1)  # the header looks at the channels every three seconds, if its clock goes
        with counted(count):
            assert browser.get(f"/{path}/").status_code == 200
        return count[0]

    a_full_office(sqlite_account, app)
    questions()  # the first look at the channels sees them fall silent
    few = questions()
    for place in range(40):
        attachment_of(complaint_in(sqlite_account, Section.LALINTALKIM, f"6281200{place:05d}"), app)
    assert questions() == few
    assert few <= 23


@pytest.mark.parametrize("few", [0, 3, 500])
def test_a_search_shows_the_same_rows_in_the_same_order_whether_it_found_few_or_many(
    app: Flask, signed_in: Open, sqlite_account: Any, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    for number in range(7):
        complaint_in(sqlite_account, Section.LALINTALKIM, f"62812{number:07d}")
    Complaint.update(subject="zebra").execute()
    wanted = [row.number for row in Complaint.select().order_by(Complaint.opened_at.desc(), Complaint.id.desc())]
    monkeypatch.setattr("admin_app.lists.guarded_view.FEW_FOUND", few)
    browser = signed_in(Role.KASI_TIKKIM)
    page = text(browser.get("/pengaduan/?search=zebra"))
    assert list(dict.fromkeys(re.findall(r"ADU-\d{4}-\d{6}", page))) == wanted
    assert not re.findall(r"ADU-\d{4}-\d{6}", text(browser.get("/pengaduan/?search=zebu")))


def test_paging_over_equal_values_shows_every_row_once(app: Flask, signed_in: Open, sqlite_account: Any) -> None:
    for place in range(45):
        complaint_in(sqlite_account, Section.LALINTALKIM, f"6281200{place:05d}")
    browser = signed_in(Role.PENGELOLA)
    seen: list[str] = []
    for page in range(3):
        body = text(browser.get(f"/pengaduan/?sort=6&page_size=20&page={page}"))
        seen += re.findall(r'href="/meja/kasus/([^"]+)"', body)
    assert (len(seen), len(set(seen))) == (45, 45)


def test_filters_narrow_and_stay_in_the_links(app: Flask, signed_in: Open, sqlite_account: Any) -> None:
    for place in range(25):
        complaint_in(sqlite_account, Section.LALINTALKIM, f"6281200{place:05d}")
    complaint_in(sqlite_account, Section.INTELDAKIM, "628110000009")
    browser = signed_in(Role.PENGELOLA)
    body = text(browser.get("/pengaduan/?seksi=lalintalkim&page_size=20"))
    assert "25 baris" in body
    assert "seksi=lalintalkim" in re.findall(r'href="([^"]+page=1[^"]*)"', body)[0]
    assert "1 baris" in text(browser.get("/pengaduan/?seksi=inteldakim"))
    assert "0 baris" in text(browser.get("/pengaduan/?terlambat=ya"))


def test_S13_pitfall_21_an_export_runs_nothing_in_excel(app: Flask, signed_in: Open, sqlite_account: Any) -> None:
    for place, evil in enumerate(("=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\tx", 'a;"b"\nc', "\x00\x0b")):
        complaint_in(sqlite_account, Section.LALINTALKIM, f"6281200{place:05d}", evil)
    answer = signed_in(Role.KASI_TIKKIM).get("/pengaduan/export/csv/")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 8
    assert rows[0][:2] == ["Nomor", "Masuk"]
    assert all(cell[:1] not in ("=", "+", "-", "@", "\t", "\r") for row in rows for cell in row if cell)
    assert any(cell == 'a;"b"\nc' for row in rows for cell in row)
    assert "\x00" not in answer.data.decode("utf-8-sig")
    assert Audit.select().where(Audit.event == "ekspor_daftar").count() == 1


def test_an_export_of_more_rows_than_it_takes_says_that_it_is_not_whole(
    sqlite_account: Any, signed_in: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in range(3):
        complaint_in(sqlite_account, Section.LALINTALKIM, f"62812000000{place}")
    for most, whole in ((3, True), (2, False)):
        monkeypatch.setattr(guarded_view, "MOST_EXPORTED", most)
        answer = signed_in(Role.KASI_TIKKIM).get("/pengaduan/export/csv/")
        assert ("TIDAK LENGKAP: hanya 2 baris pertama" in text(answer)) is not whole
        assert ("tidak-lengkap.csv" in answer.headers["Content-Disposition"]) is not whole
    told = Audit.select().where(Audit.event == "ekspor_daftar").order_by(Audit.id)
    assert [row.after for row in told] == ["3 baris", "2 baris, masih ada lagi"]


def test_an_export_takes_the_filtered_rows_only(app: Flask, signed_in: Open, sqlite_account: Any) -> None:
    complaint_in(sqlite_account, Section.LALINTALKIM, "628120000001")
    complaint_in(sqlite_account, Section.INTELDAKIM, "628120000002")
    answer = signed_in(Role.KASI_TIKKIM).get("/pengaduan/export/csv/?seksi=inteldakim")
    assert len(text(answer).strip().splitlines()) == 2


def test_values_are_written_the_indonesian_way(app: Flask) -> None:
    assert [shown(value) for value in (None, "", True, False, 1234567, 0, 0.5)] == [
        *("–", "–", "Ya", "Tidak", "1.234.567", "0", "0,5")
    ]
    assert exported(Column("x", "X", lambda row: row), HOSTILE) == HOSTILE


def test_a_form_of_office_data_sent_twice_counts_once(signed_in: Open) -> None:
    office = signed_in(Role.ADMINISTRATOR)
    row = Category.select().order_by(Category.id).get()
    page = f"/kategori/edit/?id={row.id}"
    form = {"key": row.key, "section": row.section, "position": "1", "active": "y", "form_key": "kunci-dua-kali"}
    assert office.post(page, on=page, label="Nama pertama", **form).status_code == 302
    assert "sudah" in text(office.post(page, on=page, label="Nama kedua", **form))
    assert Category.get_by_id(row.id).label == "Nama pertama"
    assert Audit.select().where(Audit.event == "ubah_data_kantor").count() == 1
