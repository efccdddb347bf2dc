"""Labels carry the QR of their own number, and no word of the complaint."""

import io
import zipfile
from typing import Any

from docgen.archive.labels import labels
from docgen.archive.qr import qr_picture
from tests.docgen.archive.test_contents import words

FOLDER: dict[str, Any] = {
    "office": "Kantor Imigrasi Contoh",
    "number": "ADU-2026-000123",
    "code": "PW.06.03",
    "meaning": "Pengaduan tertulis",
    "years": "2026",
    "keamanan": "R",
    "kept": "1 tahun aktif",
    "until": "01-12-2031",
    "place": "",
}
BOX = {"room": "Ruang Arsip", "rack": "2", "box": "7", "qr": "Ruang Arsip, rak 2, boks 7"}
BOX |= {"years": "2025–2026", "first": "ADU-2025-000001", "last": "ADU-2026-000123", "count": 31}  # type: ignore[dict-item]


def pictures(content: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return [packed.read(name) for name in sorted(packed.namelist()) if name.startswith("word/media/")]


def test_each_folder_has_the_qr_of_its_own_number() -> None:
    other = {**FOLDER, "number": "ADU-2026-000124"}
    made = labels({"folders": [FOLDER, other]})
    assert pictures(made) == [qr_picture(one["number"]).content for one in (FOLDER, other)]
    assert len(set(pictures(made))) == 2
    said = words(made)
    for word in ("ADU-2026-000124", "Kode: PW.06.03 Pengaduan tertulis", "R (Rahasia)", "belum ditata di rak"):
        assert word in said


def test_a_box_of_which_nothing_may_be_told_has_its_place_alone() -> None:
    untold = BOX | {"years": "", "first": "", "last": "", "count": 0}
    said = words(labels({"office": FOLDER["office"], "box": untold, "folders": [FOLDER]}))
    assert ("BOKS" in said, "Berkas:" in said, "Tahun:" in said) == (True, False, False)


def test_a_box_stands_before_its_folders() -> None:
    made = labels({"office": "Kantor Imigrasi Contoh", "box": BOX, "folders": [FOLDER]})
    assert pictures(made)[0] == qr_picture(BOX["qr"]).content
    said = words(made)
    assert said.index("BOKS 7") < said.index("Kode: PW.06.03")
    for word in ("Ruang: Ruang Arsip", "Rak: 2", "2025–2026", "ADU-2025-000001 sampai ADU-2026-000123 (31 berkas)"):
        assert word in said
