"""The list of items of a folder says what it holds, and no more."""

import io
from typing import Any

from docx import Document as WordFile

from docgen.archive.contents import folder_contents

FACTS: dict[str, Any] = {
    "kop": {
        "lines": ["KEMENTERIAN", "KANTOR IMIGRASI CONTOH"],
        "address": "Jalan Contoh 1",
        "web": "",
        "email": "",
        "emblem": None,
    },
    "office": "Kantor Imigrasi Contoh",
    "number": "ADU-2026-000123",
    "code": "PW.06.03",
    "meaning": "Pengaduan tertulis",
    "subject": "Antrean paspor",
    "years": "2026",
    "keamanan": "T",
    "kept": "1 tahun aktif",
    "until": "01-12-2031",
    "place": "Ruang Arsip, rak 2, boks 7",
    "sheets": 12,
    "placed_by": "Contoh Pengelola",
    "placed_at": "2026-12-01T02:00:00+00:00",
    "as_of": "2026-12-01T03:00:00+00:00",
    "items": [
        {
            "place": 1,
            "code": "PW.06.03",
            "what": "Pesan",
            "day": "2026-12-01",
            "pages": 0,
            "remark": "elektronik",
        },
        {
            "place": 2,
            "code": "",
            "what": "Nota, nomor 1",
            "day": None,
            "pages": 2,
            "remark": "salinan belum ada",
        },
    ],
}


def words(content: bytes) -> str:
    file = WordFile(io.BytesIO(content))
    cells = [cell.text for table in file.tables for cell in table._cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in file.paragraphs)])


def test_every_item_and_where_the_folder_stands_are_printed() -> None:
    said = words(folder_contents(FACTS))
    for word in (
        "KANTOR IMIGRASI CONTOH",
        "ADU-2026-000123",
        "PW.06.03 Pengaduan tertulis",
        "T (Terbatas)",
        "01-12-2026",
    ):
        assert word in said
    assert "12 (dua belas) lembar, dihitung Contoh Pengelola" in said
    assert ("Ruang Arsip, rak 2, boks 7" in said, "belum ditata" in said) == (True, False)


def test_what_is_not_known_is_said_so() -> None:
    said = words(folder_contents({**FACTS, "kop": {"lines": []}, "code": "", "place": "", "sheets": 0, "items": []}))
    for word in ("Kantor Imigrasi Contoh", "belum dipilih", "belum ditata di rak", "Belum ada isi."):
        assert word in said
    assert "dihitung Contoh" not in said
