"""The notices of a breach: what was found stands in them, lines where a person writes, nobody protected by name."""

import io
from typing import Any

import pytest
from docx import Document

from docgen.errors import FieldMissing
from docgen.upkeep.breach_notice import BLANK, TO_WRITE, breach_notice

LETTER: dict[str, Any] = {"name": "<b>Sari & {{7*7}}", "cases": ["ADU-2026-000001"], "data": "nama", "certain": True}
FACTS: dict[str, Any] = {
    "kop": {"lines": ["KANTOR CONTOH"], "address": "Jalan Contoh", "web": "", "email": "", "emblem": None},
    "office": "Kantor Contoh",
    "place": "Belakang Padang",
    "phone": "0778-461234",
    "known": "2026-11-26T02:00:00+00:00",
    "kind": "akun",
    "since": "2026-11-25T02:00:00+00:00",
    "until": "2026-11-25T04:00:00+00:00",
    "certain": 2,
    "possible": 7,
    "data": "nama dan kontak",
    "unknown": ["Apakah isinya dibaca tidak dapat diketahui."],
    "letters": [LETTER, LETTER | {"name": "", "cases": ["ADU-2026-000002"], "certain": False}],
    "letters_lack": [],
}
NOTHING: dict[str, Any] = {"since": None, "until": None, "certain": None, "possible": None, "data": "", "letters": []}


def words(**other: Any) -> str:
    file = Document(io.BytesIO(breach_notice(FACTS | other)))
    cells = [cell.text for table in file.tables for cell in table._cells]
    return "\n".join([*(paragraph.text for paragraph in file.paragraphs), *cells])


def test_what_was_found_stands_in_it_and_what_a_person_must_write_is_a_line() -> None:
    said = words()
    for expected in ("KANTOR CONTOH", "Akun petugas dipakai", "2 (orang", "7 (orang", "Apakah isinya", "0778-461234"):
        assert expected in said
    assert "Yth. Saudara <b>Sari & {{7*7}}" in said
    assert "antara 25 November 2026 pukul 09.00 WIB dan 25 November 2026 pukul 11.00 WIB" in said
    assert TO_WRITE in said and said.count(BLANK) >= 6


def test_a_possible_one_is_told_so_and_a_protected_one_is_addressed_by_his_case() -> None:
    said = words()
    assert "pengaduan nomor ADU-2026-000001 dapat dilihat oleh" in said
    assert "Yth. Saudara pelapor pengaduan nomor ADU-2026-000002" in said
    assert "ADU-2026-000002 mungkin dapat dilihat oleh" in said


@pytest.mark.parametrize("kind", ["cakram", "cadangan"])
def test_of_what_is_lost_nobody_claims_that_it_was_read_nor_when_it_went(kind: str) -> None:
    said = words(kind=kind, since=None)
    assert "termuat dalam" in said and "dapat dilihat" not in said
    assert f"datanya sampai 25 November 2026 pukul 11.00 WIB; hilang: {BLANK}" in said


@pytest.mark.parametrize("kind", ["akun", "berkas", "cakram", "cadangan"])
def test_before_anything_was_counted_nothing_is_claimed_and_one_letter_is_there_to_fill_in(kind: str) -> None:
    said = words(kind=kind, **NOTHING)
    assert "0" not in said.replace("0778-461234", "").replace("26 November 2026 pukul 09.00 WIB", "").replace(
        "2022", ""
    )
    assert f"Yth. Saudara {BLANK[:28]}\n" in said
    assert f"Data yang terungkap: \n{BLANK}" in said
    assert "pasti" not in said.replace("Pasti terkena", "")


def test_what_must_be_known_may_not_lack() -> None:
    with pytest.raises(FieldMissing):
        breach_notice({key: value for key, value in FACTS.items() if key != "known"})
