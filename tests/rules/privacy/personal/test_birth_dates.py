"""Dates of birth: found in any way of writing beside a word for being born, and other dates stay."""

import pytest

from models.rules.privacy.personal.birth_dates import births_in


def _found(text: str) -> list[str]:
    return [text[start:end] for start, end in births_in(text)]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("TTL : Tanjungpinang, 14-08-1991", "14-08-1991"),
        ("TTL Dabo 3 Maret 1988, minta dicek", "3 Maret 1988"),
        ("anak saya lahir 9 Feb 2019 di Singapura", "9 Feb 2019"),
        ("tgl lahir sy 17 agustus 1990 tapi", "17 agustus 1990"),
        ("Tempat/Tgl Lahir: Tg. Balai Karimun, 21-09-1984", "21-09-1984"),
        ("date of birth: 1987-04-30", "1987-04-30"),
        ("born on 3rd of May 1990 in Dhaka", "3rd of May 1990"),
        ("lahirnya 20.12.2001 kok ditolak", "20.12.2001"),
        ("T.T.L. : Lingga / 05 Mei 1969", "05 Mei 1969"),
        ("geb. 12.03.1961", "12.03.1961"),
        ("12/05/1979 tgl lahir saya", "12/05/1979"),
        ("dob 05081988", "05081988"),
    ],
)
def test_a_date_of_birth_is_found(text: str, date: str) -> None:
    assert _found(text) == [date]


@pytest.mark.parametrize(
    "text",
    [
        "Akta lahir terbit 12-03-2020, apa masih berlaku?",
        "Anak lahir tahun 2019, umur 7 tahun",
        "baru lahir, saya daftar 3 Nov 2026",
        "ibu melahirkan 2 minggu lalu",
        "Hari lahir Pancasila 1 Juni 1945",
        "tanggal 14-08-1991",
        "format TTL di formulir dd-mm-yyyy kan",
        "",
    ],
)
def test_other_dates_stay(text: str) -> None:
    assert _found(text) == []
