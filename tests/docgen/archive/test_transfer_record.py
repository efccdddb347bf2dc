"""The record of a transfer names both, and every file with what is known of it."""

from typing import Any

from docgen.archive.transfer_record import transfer_record
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
