"""Dates, times, counts, money, names and NIP as official papers write them."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from docgen import wording


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (1, "satu"),
        (9, "sembilan"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (30, "tiga puluh"),
        (99, "sembilan puluh sembilan"),
        (100, "seratus"),
        (101, "seratus satu"),
        (111, "seratus sebelas"),
        (200, "dua ratus"),
        (999, "sembilan ratus sembilan puluh sembilan"),
        (1_000, "seribu"),
        (1_001, "seribu satu"),
        (1_100, "seribu seratus"),
        (2_000, "dua ribu"),
        (11_000, "sebelas ribu"),
        (100_000, "seratus ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (2_500_000_000, "dua miliar lima ratus juta"),
        (1_000_000_000_000, "satu triliun"),
        (-5, "minus lima"),
    ],
)
def test_a_number_is_written_in_words(number: int, words: str) -> None:
    assert wording.in_words(number) == words


def test_every_number_has_words_of_its_own() -> None:
    assert len({wording.in_words(number) for number in range(20_000)}) == 20_000


def test_a_number_too_large_for_words_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        wording.in_words(10**15)


def test_the_months_and_days_are_the_offices_not_the_computers() -> None:
    assert wording.long_date(date(2025, 3, 24)) == "24 Maret 2025"
    assert wording.long_date(date(2026, 1, 1)) == "1 Januari 2026"
    assert [wording.long_date(date(2025, month, 9)).split()[1] for month in range(1, 13)] == list(wording.MONTHS)
    assert wording.date_with_day(date(2025, 3, 24)) == "Senin, 24 Maret 2025"
    assert wording.date_with_day(date(2025, 3, 30)) == "Minggu, 30 Maret 2025"


def test_a_moment_is_shown_in_wib_and_may_fall_on_the_next_day() -> None:
    assert wording.clock(datetime(2025, 3, 24, 2, 12)) == "09.12 WIB"
    assert wording.long_moment(datetime(2025, 3, 24, 17, 5)) == "25 Maret 2025 pukul 00.05 WIB"
    assert wording.short_moment(datetime(2025, 12, 31, 17, 0)) == "01-01-2026 00.00"
    assert wording.short_moment(None) == "–"


def test_a_draft_has_dots_for_its_date() -> None:
    assert wording.long_date(None) == "……"
    assert wording.english_date(date(2025, 3, 24)) == "24 March 2025"
    assert wording.english_date(None) == "……"


def test_counts_are_written_with_their_words() -> None:
    assert wording.counted(30, "menit") == "30 (tiga puluh) menit"
    assert wording.attached(1) == "1 (satu) berkas"
    assert wording.attached(0) == "-"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("198001012005011001", "19800101 200501 1 001"),
        ("19800101 200501 1 001", "19800101 200501 1 001"),
        (" 1980 ", "1980"),
        ("", ""),
        ("١٩٨٠", "١٩٨٠"),
    ],
)
def test_a_nip_is_printed_in_its_groups(typed: str, printed: str) -> None:
    assert wording.nip(typed) == printed


def test_a_list_ends_with_a_full_stop() -> None:
    assert wording.listed(["Satu", "Dua.", "Tiga;"]) == ["1. Satu;", "2. Dua;", "3. Tiga."]
    assert wording.listed([]) == []


def test_sizes_are_written_with_a_comma() -> None:
    assert [wording.size(octets) for octets in (0, 12, 148_213, 1_400_000)] == ["0 kB", "1 kB", "148 kB", "1,4 MB"]


@pytest.mark.parametrize(
    ("amount", "printed", "words"),
    [
        (500_000, "Rp500.000,00", "lima ratus ribu rupiah"),
        (0, "Rp0,00", "nol rupiah"),
        (1_000, "Rp1.000,00", "seribu rupiah"),
        (355_000, "Rp355.000,00", "tiga ratus lima puluh lima ribu rupiah"),
        (1_250_000_000, "Rp1.250.000.000,00", "satu miliar dua ratus lima puluh juta rupiah"),
        (Decimal("1500.50"), "Rp1.500,50", "seribu lima ratus rupiah lima puluh sen"),
        (-2_000, "-Rp2.000,00", "minus dua ribu rupiah"),
    ],
)
def test_money_is_written_without_a_space_and_with_its_sen(amount: int | Decimal, printed: str, words: str) -> None:
    assert (wording.rupiah(amount), wording.rupiah_in_words(amount)) == (printed, words)


def test_parts_of_a_sen_are_refused() -> None:
    with pytest.raises(ValueError, match="sen"):
        wording.rupiah(Decimal("0.001"))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2025, 3, 24), "Senin tanggal dua puluh empat bulan Maret tahun dua ribu dua puluh lima"),
        (date(2026, 11, 1), "Minggu tanggal satu bulan November tahun dua ribu dua puluh enam"),
        (date(2030, 12, 31), "Selasa tanggal tiga puluh satu bulan Desember tahun dua ribu tiga puluh"),
    ],
)
def test_a_day_is_written_in_words_as_a_berita_acara_does(day: date, words: str) -> None:
    assert wording.date_in_words(day) == words


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Sari Contoh", "Sari Contoh"),
        ("  Sari   Contoh ", "Sari Contoh"),
        ("Sari Contoh,S.H.,M.H.", "Sari Contoh, S.H., M.H."),
        ("Sari Contoh , SH , MH", "Sari Contoh, S.H., M.H."),
        ("Sari Contoh SH, MH", "Sari Contoh, S.H., M.H."),
        ("Sari Contoh, S.H., M.H.,", "Sari Contoh, S.H., M.H."),
        ("Dr Sari Contoh, S.H., M.Hum.", "Dr. Sari Contoh, S.H., M.Hum."),
        ("dr. Sari Contoh", "dr. Sari Contoh"),
        ("DRS. H. Budi Contoh, MM", "Drs. H. Budi Contoh, M.M."),
        ("Budi Contoh, A.Md. Im.", "Budi Contoh, A.Md.Im."),
        ("Budi Contoh, S.Kom", "Budi Contoh, S.Kom."),
        ("Budi Contoh, Gelar Lain", "Budi Contoh, Gelar Lain"),
        ("Sari", "Sari"),
        ("Ma St", "Ma St"),
        ("SARI MA", "SARI MA"),
        ("SARI CONTOH, SE", "SARI CONTOH, S.E."),
        ("Heru H. Contoh", "Heru H. Contoh"),
        ("", ""),
    ],
)
def test_a_name_has_its_titles_with_commas_and_full_stops(typed: str, printed: str) -> None:
    assert wording.person_name(typed) == printed
    assert wording.person_name(printed) == printed
