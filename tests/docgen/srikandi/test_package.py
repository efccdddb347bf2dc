"""The package of a paper: the same bytes each time, the form in its order, what SRIKANDI does not take by itself."""

import io
import zipfile
from dataclasses import replace

from docgen.srikandi.package import NOT_TAKEN, SHEET, TAKEN, Package, place_of, sheet, write_package
from models.rules.papers.srikandi_form import FormField

FIELDS = (FormField("Tipe Form", "Naskah Keluar"), FormField("Tanggal", "", "biarkan kosong"))
PACKAGE = Package("Nota.docx", b"word", "Nota ADU-1", FIELDS, {"a.jpg": b"1", "b.ogg": b"2"}, ("c.jpg (hilang)",))


def written(package: Package) -> bytes:
    made = io.BytesIO()
    write_package(made, package)
    return made.getvalue()


def test_the_same_draft_gives_the_same_bytes() -> None:
    assert written(PACKAGE) == written(replace(PACKAGE, enclosures=dict(PACKAGE.enclosures)))


def test_enclosures_lie_in_folders_by_what_is_taken_there() -> None:
    names = zipfile.ZipFile(io.BytesIO(written(PACKAGE))).namelist()
    assert names == ["Nota.docx", SHEET, f"{TAKEN}/a.jpg", f"{NOT_TAKEN}/b.ogg"]
    assert (place_of("X.PDF"), place_of("x.docx")) == (TAKEN, NOT_TAKEN)


def test_the_sheet_lists_the_fields_what_is_not_taken_and_what_lacks() -> None:
    said = sheet(PACKAGE)
    assert "1. Tipe Form: Naskah Keluar\r\n2. Tanggal:    [biarkan kosong]" in said
    assert "Tidak diterima SRIKANDI, sampaikan dengan cara lain: b.ogg." in said
    assert "Tidak ada di paket ini: c.jpg (hilang)." in said
    bare = sheet(replace(PACKAGE, enclosures={}, missing=()))
    assert ("Tidak diterima" in bare, "Tidak ada di paket" in bare) == (False, False)
