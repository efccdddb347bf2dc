"""Numbers: how they are written, which typed ones are refused, what a series counts, which date a paper may have."""

from datetime import date

import pytest

from models.rules.core.errors import NumberNotAllowed
from models.rules.papers.numbering import (
    AGENDA_UNIT,
    LETTER_FORMAT,
    MODE_LABELS,
    SCOPE_LABELS,
    NumberMode,
    PaperDate,
    SeriesScope,
    check_format,
    check_letter_number,
    check_order,
    check_paper_date,
    code_in,
    complaint_number,
    is_low,
    letter_form,
    series_name,
    series_of,
    series_title,
)

TODAY = date(2026, 11, 25)


def test_numbers_are_written_as_the_office_writes_them() -> None:
    assert complaint_number(2026, 123) == "ADU-2026-000123"
    form = letter_form(LETTER_FORMAT, "WIM.32.IMI.5", "UM.01.01", "ND-TERUS", 2026)
    assert form.format(urut=601, year=2026) == "WIM.32.IMI.5-UM.01.01-601"
    assert letter_form("{jenis}/{urut}/{tahun}", "W", "UM", "ND-TERUS", 2026) == "ND/{urut}/2026"
    assert (set(MODE_LABELS), set(SCOPE_LABELS)) == (set(NumberMode), set(SeriesScope))


def test_a_typed_number_is_trimmed_and_checked() -> None:
    assert check_letter_number("  WIM.32.IMI.5-OT.02.02-545 ") == "WIM.32.IMI.5-OT.02.02-545"
    for bad in ("", "545", "WIM.32.IMI.5-UM.01.01-601/2026", "WIM.32.IMI.5-UM-601", "x WIM.32.IMI.5-UM.01.01-601"):
        with pytest.raises(NumberNotAllowed, match="WIM"):
            check_letter_number(bad)


def test_the_scope_says_what_a_series_counts() -> None:
    names = [series_of(scope, "UM.01.01", "ND-TERUS") for scope in SeriesScope]
    assert names == ["kantor", "masalah UM", "klasifikasi UM.01.01", "jenis ND"]


@pytest.mark.parametrize(
    ("form", "scope", "missing"),
    [
        ("{unit}-{klasifikasi}", SeriesScope.KANTOR, "urut"),
        ("{unit}-{bulan}-{urut}", SeriesScope.KANTOR, "hanya mengenal"),
        ("{urut}{", SeriesScope.KANTOR, "hanya mengenal"),
        ("{urut!r}", SeriesScope.KANTOR, "urut"),
        ("{urut}{unit.__class__}", SeriesScope.KANTOR, "hanya mengenal"),
        ("{unit}-{urut}", SeriesScope.KLASIFIKASI, "{klasifikasi}"),
        ("{unit}-{urut}", SeriesScope.MASALAH, "{klasifikasi}"),
        (LETTER_FORMAT, SeriesScope.JENIS_NASKAH, "{jenis}"),
    ],
)
def test_a_format_that_cannot_be_used_says_what_is_missing(form: str, scope: SeriesScope, missing: str) -> None:
    with pytest.raises(NumberNotAllowed, match=missing):
        check_format(form, scope)


def test_the_offices_own_format_can_be_used() -> None:
    for scope in (SeriesScope.KANTOR, SeriesScope.MASALAH, SeriesScope.KLASIFIKASI):
        assert check_format(LETTER_FORMAT, scope) == LETTER_FORMAT


def test_an_earlier_date_needs_the_register_a_working_day_and_a_reason() -> None:
    friday = date(2026, 11, 20)
    assert check_paper_date(PaperDate(TODAY), TODAY, False, False) == TODAY
    assert check_paper_date(PaperDate(friday, "terlewat"), TODAY, True, True) == friday
    for dated, allowed, worked, why in (
        (PaperDate(date(2026, 11, 26), "besok"), True, True, "sesudah hari ini"),
        (PaperDate(friday, "terlewat"), False, True, "pemegang buku nomor"),
        (PaperDate(date(2026, 11, 22), "Minggu"), True, False, "hari kerja"),
        (PaperDate(friday, "  "), True, True, "alasan"),
    ):
        with pytest.raises(NumberNotAllowed, match=why):
            check_paper_date(dated, TODAY, allowed, worked)


def test_no_number_is_dated_before_the_one_that_precedes_it() -> None:
    check_order(TODAY, None)
    check_order(TODAY, TODAY)
    with pytest.raises(NumberNotAllowed, match="26-11-2026"):
        check_order(TODAY, date(2026, 11, 26))


def test_a_range_is_low_once_at_four_fifths() -> None:
    assert [urut for urut in range(601, 651) if is_low(601, 650, urut)] == [640]
    assert [urut for urut in range(1, 4) if is_low(1, 3, urut)] == [2]
    assert is_low(7, 7, 7)


@pytest.mark.parametrize(
    ("unit", "series", "called", "title"),
    [
        ("WIM.32.IMI.5", "kantor", "", "Surat dan nota dinas WIM.32.IMI.5 tahun 2026"),
        ("WIM.32.IMI.5", "masalah UM", "", "Surat dan nota dinas WIM.32.IMI.5, masalah UM, tahun 2026"),
        (AGENDA_UNIT, "disposisi", "", "Agenda disposisi tahun 2026"),
        (AGENDA_UNIT, "naskah BAP", "Berita Acara, Saksi (BAP)", "Agenda Berita Acara, Saksi (BAP) tahun 2026"),
    ],
)
def test_a_series_is_named_as_the_book_of_numbers_heads_it(unit: str, series: str, called: str, title: str) -> None:
    assert series_title(unit, series, 2026, called) == title


def test_the_series_of_complaints_is_named_by_what_it_numbers() -> None:
    assert series_name("ADU", "ADU") == "Nomor pengaduan"


def test_a_number_copied_out_of_a_paper_is_taken_as_it_is_typed() -> None:
    assert check_letter_number("WIM.32.IMI.5\u2011UM.01.01\u2011601 ") == "WIM.32.IMI.5-UM.01.01-601"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("WIM.32.IMI.5-UM.01.01-612", "UM.01.01"),
        ("WIM.32.IMI.5\u2011PW.06.03\u2011612", "PW.06.03"),
        ("B/7/XI/2026", ""),
        ("W.32-IMI.5-601", ""),
        ("", ""),
    ],
    ids=["own", "held", "other", "none", "empty"],
)
def test_the_code_of_a_letter_is_read_in_its_number(number: str, code: str) -> None:
    assert code_in(number) == code
