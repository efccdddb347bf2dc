"""Skema arsip on screen: CSV and XLSX are imported, faults told by row, codes are chosen; a bomb is refused."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from openpyxl import Workbook

from admin_app.retention.scheme_sheet import SheetUnreadable, cells_of
from models.rules.core.moments import to_wib
from models.rules.staff.roles import Role
from models.tables import ArchiveScheme, Classification, CodeChoice
from tests.admin_app.browsing import Browser, text
from tests.office import NOW
from tests.own_types import ORDER, keep

Open = Callable[[Role | str], Browser]
KASUBSI = Role.KASUBSI_INFOKIM
HEAD = ["Kode", "Judul", "Aktif", "Inaktif", "Nasib akhir"]
ROWS = [["UM.01.01", "Ketatausahaan", 1, 1, "Musnah"], ["PW.06.03", "Pengaduan; tertulis", 2.0, 3, "Dinilai kembali"]]
TODAY = to_wib(NOW).date().isoformat()
_KEYS = count()


def workbook(rows: list[list[Any]]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def submit(browser: Browser, button: str, **fields: Any) -> Any:
    return browser.post(f"/skema-arsip/{button}", form_key=f"kunci-skema-{next(_KEYS)}", **fields)


def sent(content: bytes, name: str = "skema.xlsx") -> Any:
    return (io.BytesIO(content), name)


def test_csv_of_excel_and_workbooks_say_the_same() -> None:
    told = [[str(cell) for cell in row] for row in [HEAD, *ROWS]]
    read = [row[:5] for row in cells_of(workbook([HEAD, *ROWS]))]
    assert read == [[cell.replace("2.0", "2") for cell in row] for row in told]
    csv = "\r\n".join(";".join(f'"{cell}"' for cell in row) for row in told)
    assert cells_of(b"\xef\xbb\xbf" + csv.encode()) == told
    assert cells_of("Kode,Judul\nUM.01,Caf\xe9".encode("cp1252")) == [["Kode", "Judul"], ["UM.01", "Caf\xe9"]]


@pytest.mark.parametrize("kind", ["empty", "zip", "bomb", "binary", "large"])
def test_what_is_no_table_is_refused(kind: str) -> None:
    out = io.BytesIO()
    if kind in ("zip", "bomb"):
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("a", b"\0" * (60_000_000 if kind == "bomb" else 10))
    content = {"empty": b"", "binary": b"a\0b", "large": b"a" * 2_000_001}.get(kind, out.getvalue())
    with pytest.raises(SheetUnreadable):
        cells_of(content)


@pytest.mark.parametrize("damage", ["entities", "stream"])
def test_a_damaged_or_hostile_workbook_is_refused(damage: str) -> None:
    whole, out = workbook([HEAD, *ROWS]), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in old.namelist():
            part = old.read(name)
            if damage == "entities" and name == "xl/worksheets/sheet1.xml":
                told = b'<!DOCTYPE a [<!ENTITY a "zamrud"><!ENTITY b "&a;&a;">]>'
                part = part.replace(b"<worksheet", told + b"<worksheet", 1)
            packed.writestr(name, part)
    content = out.getvalue()
    if damage == "stream":
        content = content[:300] + bytes(200) + content[500:]
    with pytest.raises(SheetUnreadable):
        cells_of(content)


def test_a_scheme_is_imported_and_codes_are_chosen(sqlite_account: Any, signed_in: Open) -> None:
    kasubsi = signed_in(KASUBSI)
    assert "Belum ada skema yang diimpor" in text(kasubsi.get("/skema-arsip/"))
    form = {"nama": "Imipas 2027", "mulai": TODAY}
    faulty = submit(kasubsi, "impor", **form, berkas=sent(workbook([HEAD, *ROWS, ["X", "", 1, 1, "Bakar"]])))
    page = text(faulty)
    assert (faulty.status_code, page.count("Baris 4"), "nasib akhir “Bakar”" in page) == (409, 3, True)
    assert 'value="Imipas 2027"' in faulty.text
    none = submit(kasubsi, "impor", **form)
    assert (none.status_code, "Pilih berkas" in text(none)) == (409, True)
    assert submit(kasubsi, "impor", **form, berkas=sent(workbook([HEAD, *ROWS]))).status_code == 303
    assert (ArchiveScheme.get().codes, Classification.get(Classification.scheme == "Imipas 2027").fate) == (
        2,
        "musnah",
    )
    chosen = {"untuk": "kategori:", "kode": "PW.06.03", "mulai": TODAY}
    assert submit(kasubsi, "pilih", **chosen).status_code == 303
    wrong = submit(kasubsi, "pilih", **chosen | {"kode": "TI.07.01"})
    assert (wrong.status_code, "tidak ada dalam skema" in text(wrong)) == (409, True)
    assert "Semua kategori lain" in text(kasubsi.get("/skema-arsip/"))
    Classification.update(active=False).where(Classification.code == "PW.06.03").execute()
    assert "pilih lagi: Semua kategori lain" in text(kasubsi.get("/skema-arsip/"))
    assert CodeChoice.get().code == "PW.06.03"
    assert kasubsi.post("/skema-arsip/bakar", form_key="kunci-skema-bakar").status_code == 404


def test_where_a_code_is_chosen_by_date_it_is_told_what_an_own_type_says_itself(app: Any, signed_in: Open) -> None:
    (made,) = keep(replace(ORDER, classification="UM.01.01"))
    kasubsi, admin = signed_in(KASUBSI), signed_in(Role.ADMINISTRATOR)
    assert f"{made.title} (pada jenisnya UM.01.01)" in text(kasubsi.get("/skema-arsip/"))
    here = f"/jenis-naskah/{ORDER.code}"
    outranked = "dipakai kode PW.06.03 yang dipilih di Skema arsip, bukan yang tertulis pada jenis ini"
    assert outranked not in text(admin.get(here)) + text(admin.get(f"{here}/ubah"))
    chosen = {"untuk": f"naskah:{ORDER.code}", "kode": "PW.06.03", "mulai": "2027-01-04"}
    assert submit(kasubsi, "pilih", **chosen).status_code == 303
    assert "menggantikan UM.01.01 yang tertulis pada jenisnya" in text(kasubsi.get("/skema-arsip/"))
    for address in (here, f"{here}/ubah"):
        assert f"Mulai 04-01-2027 {outranked}" in text(admin.get(address))
