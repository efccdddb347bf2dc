"""Numbers of persons: found however they are spaced, and rows of digits that are nobody's stay."""

import pytest

from models.rules.privacy.personal.numbers import numbers_in


def _found(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in numbers_in(text)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("NIK 2171015509900003", "2171015509900003"),
        ("nik 2171 0155 0990 0003 ya", "2171 0155 0990 0003"),
        ("NPWP 12.345.678.9-012.000", "12.345.678.9-012.000"),
        ("hp 0812-3456-7890", "0812-3456-7890"),
        ("tlp 0812/3456/7890", "0812/3456/7890"),
        ("0 8 1 2 3 4 5 6 7 8 9 0", "0 8 1 2 3 4 5 6 7 8 9 0"),
        ("wa o812 3456 789O", "o812 3456 789O"),
        ("+62 (812) 3456.7890", "+62 (812) 3456.7890"),
        ("call +65 9123 4567", "+65 9123 4567"),
        ("telp 7654321 saja", "7654321"),
        ("nol delapan satu dua tiga empat lima enam, itu", "nol delapan satu dua tiga empat lima enam"),
        ("paspor C1234567", "C1234567"),
        ("c 1 2 3 4 5 6 7", "c 1 2 3 4 5 6 7"),
        ("passport no. is 512345678", "512345678"),
        ("paspor no 1234567", "1234567"),
        ("KITAS 2C21JE1234-X", "2C21JE1234-X"),
        ("rekening BRI 0031 01 012345", "0031 01 012345"),
        ("transfer ke BCA saya: 123456", "123456"),
        ("ktp 217l034l06880005", "217l034l06880005"),
        ("hp kosong lapan satu dua, 7712 3456", "kosong lapan satu dua, 7712 3456"),
        ("nik 2171/034106/880005", "2171/034106/880005"),
        ("passport K 29 38 475 L", "K 29 38 475 L"),
        ("KITAS 2C11JE4827-AX", "2C11JE4827-AX"),
        ("KITAS number J1U2KC48271", "J1U2KC48271"),
        ("evisa no. A1B4829371", "A1B4829371"),
        ("telp nol delapan satu", "nol delapan satu"),
    ],
)
def test_a_number_is_found_whole_in_any_spelling(text: str, number: str) -> None:
    assert number in _found(text)


@pytest.mark.parametrize(
    "text",
    [
        "ADU-2026-000123",
        "WIM.32.IMI.5-UM.01.01-601 dan WIM.32.IMI.5-GR.02.03-1234567",
        "kode UM.01.01-1234567",
        "Rp 1.500.000.000 atau Rp650000000",
        "2.500.000.000 rupiah",
        "24-03-2026 sampai 25/03/2026, 2026-11-12",
        "07.30-16.00, 10:30:15, 08.15 s/d 09.45 WIB",
        "192.168.1.10",
        "tahun 2023, 2024, 2025, 2026",
        "antrean 101 102 103 104",
        "https://www.imigrasi.go.id/berita/123456789012",
        "berkas 12345",
        "no 1234567",
        "loket buka 0800-1600",
        "20.000 30.000 50.000",
        "IMEI 356938035643809",
        "satu dua tiga empat lima enam tujuh",
        "periode 01/11/2026-30/11/2026",
    ],
)
def test_rows_of_digits_that_are_nobodys_stay(text: str) -> None:
    assert _found(text) == []
