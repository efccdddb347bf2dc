"""The record of a transfer names both, and every file with what is known of it."""

from typing import Any

import pytest

from docgen import destruction_record as destruction
from docgen.archive import contents
from docgen.archive import transfer_record as transfer
from docgen.archive.transfer_record import transfer_record
from docgen.layout.looks import looks_of
from docgen.layout.measures import width_of
from docgen.templates import styles
from tests.docgen.archive.test_contents import FACTS as FOLDER
from tests.docgen.archive.test_contents import words

ITEM: dict[str, Any] = {"code": "PW.06.03", "category": "Paspor", "years": "2023", "until": "01-12-2031"}
FACTS: dict[str, Any] = {
    "kop": FOLDER["kop"],
    "office": "Kantor Imigrasi Contoh",
    "place": "Belakang Padang",
    "number": "BA-PMD/001/2026",
    "made": "2026-12-01T02:00:00+00:00",
    "receiver": "Unit Kearsipan",
    "handed_by": {"name": "Contoh Kasubsi", "title": "Kepala Subseksi"},
    "received_by": {"name": "Contoh Arsiparis", "title": "Arsiparis"},
    "items": [
        {**ITEM, "place": 1, "number": "ADU-2023-000001", "sheets": 24, "stood": "Ruang Kerja, rak 1, boks 3"},
        {**ITEM, "place": 2, "number": "ADU-2023-000002", "code": "", "category": "", "sheets": 0, "stood": ""},
    ],
}


def test_number_people_and_every_file_are_printed() -> None:
    said = words(transfer_record(FACTS))
    for word in (
        *("BERITA ACARA PEMINDAHAN ARSIP INAKTIF", "Nomor: BA-PMD/001/2026", "Selasa tanggal satu bulan Desember"),
        *("Contoh Kasubsi, Kepala Subseksi, memindahkan 2 (dua) berkas", "kepada Contoh Arsiparis, Arsiparis"),
        *("untuk disimpan di Unit Kearsipan", "ADU-2023-000001", "ADU-2023-000002", "Ruang Kerja, rak 1, boks 3"),
        *("Simpan sampai", "01-12-2031"),
        *("Yang menerima,", "Yang memindahkan,"),
    ):
        assert word in said


@pytest.mark.parametrize("of", [contents, destruction, transfer], ids=["contents", "destruction", "transfer"])
def test_no_word_of_a_heading_is_broken_by_its_column(of: Any) -> None:
    look, beside = looks_of(styles())["SelKepala"], 2 * 85 / 20  # points; what the cells have left and right
    for name, centimetres in of._COLUMNS:
        longest = max(width_of(word, bold=True) / look.unit for word in name.split())
        assert longest <= centimetres / 2.54 * 72 - beside, name
    assert sum(centimetres for _name, centimetres in of._COLUMNS) == pytest.approx(16)
