"""The record of a destruction: what went and what stayed, both names, hostile texts as they are, valid Word."""

import io
from typing import Any

import pytest
from docx import Document

from docgen.destruction_record import destruction_record
from docgen.errors import FieldMissing

PERSON = {"name": "Contoh Kasubsi", "nip": "199001012015011001", "title": "Kepala Subseksi"}
ITEM = {"reason": "habis", "messages": 3, "files": 2}
FACTS: dict[str, Any] = {
    "kop": {"lines": ["KANTOR CONTOH"], "address": "Jalan Contoh", "web": "", "email": "", "emblem": None},
    "office": "Kantor Contoh",
    "place": "Belakang Padang",
    "number": "7",
    "record_number": "BA-PMA/001/2032",
    "panel": {
        "letters": ["SK-9 tanggal 01-11-2032"],
        "members": [{"name": "Contoh Ketua", "title": "Kepala Seksi", "part": "Ketua"}],
    },
    "consent": "B-KN.00.03/1/2032",
    "consent_date": "2032-11-20",
    "note": "<b>&{{7*7}}",
    "carried_out": "2032-11-29T02:00:00+00:00",
    "as_of": "2032-11-30T02:00:00+00:00",
    "ordered": True,
    "erased": "2032-11-29T14:00:00+00:00",
    "planned": "2032-11-29T11:00:00+00:00",
    "problem": "",
    "carrier": "Contoh Pelaksana",
    "kept": ["Jejak audit: 2 baris dari versi program yang lama."],
    "elsewhere": ["Cadangan: 3 tercatat dibuat sebelum pemusnahan, terakhir 28-11-2032."],
    "maker": PERSON | {"proposed": "2032-11-28T02:00:00+00:00"},
    "approver": PERSON | {"name": "Contoh Kepala", "approved": "2032-11-28T03:00:00+00:00"},
    "items": [
        ITEM | {"place": 1, "number": "ADU-2026-000001", "kept_because": ""},
        ITEM | {"place": 2, "number": "ADU-2026-000002", "kept_because": "Ditahan"},
    ],
}


def words(facts: dict[str, Any]) -> str:
    file = Document(io.BytesIO(destruction_record(facts)))
    cells = [cell.text for table in file.tables for cell in table._cells]
    return "\n".join([*(paragraph.text for paragraph in file.paragraphs), *cells])


def test_it_says_what_went_what_stayed_and_by_whose_word() -> None:
    said = words(FACTS)
    for expected in (
        "KANTOR CONTOH", "Jalan Contoh",
        "BERITA ACARA PEMUSNAHAN ARSIP", "Senin tanggal dua puluh sembilan bulan November", "isi 1 (satu) berkas",
        "Contoh Pelaksana, ", "Jejak audit: 2 baris", "ADU-2026-000001", "Tidak: Ditahan", "Contoh Kepala",
        "Nomor: BA-PMA/001/2032", "SK nomor SK-9 tanggal 01-11-2032", "Contoh Ketua, Kepala Seksi (ketua)",
        "Surat nomor B-KN.00.03/1/2032 tanggal 20 November 2032", "<b>&{{7*7}}", "NIP 19900101 201501 1 001",
    ):  # fmt: skip
        assert expected in said


def test_a_missing_fact_is_named() -> None:
    with pytest.raises(FieldMissing, match="carried_out"):
        destruction_record({name: value for name, value in FACTS.items() if name != "carried_out"})


def test_until_the_file_is_rewritten_it_never_says_that_it_is_gone_from_the_database() -> None:
    said = words(FACTS)
    assert "dihapus dari basis data" in said and "21.00" in said
    assert "Cadangan: 3 tercatat" in said
    waiting = words(FACTS | {"erased": None, "problem": "Ruang disk kurang."})
    assert "dihapus dari basis data" not in waiting
    assert "menunggu penghapusan di berkas, direncanakan" in waiting and "Ruang disk kurang." in waiting
