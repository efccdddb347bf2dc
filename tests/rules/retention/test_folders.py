"""A folder's place and loan are refused with a sentence that says what to do."""

from datetime import date, timedelta

import pytest

from models.rules.retention.folders import (
    FolderRefused,
    Place,
    check_free,
    check_loan,
    check_place,
    is_overdue,
    place_named,
)

TODAY = date(2026, 12, 1)


def test_a_place_is_cleaned_and_counted() -> None:
    assert check_place(" Ruang  Arsip ", "2", "7", "34") == (Place("Ruang Arsip", "2", "7"), 34)
    assert Place("Ruang Arsip", "2", "7").words == "Ruang Arsip, rak 2, boks 7"


def test_the_words_of_a_box_are_read_back_as_its_place() -> None:
    place = Place("Ruang Arsip, lantai 2", "2", "7")
    assert place_named(f" {place.words} ") == place
    assert place_named("ADU-2026-000001") is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("", "2", " ", "3"), "Isi ruang, boks"),
        (("r" * 41, "2", "7", "3"), "ruang paling panjang 40"),
        (("R", "2", "7", "0"), "Hitung lembar"),
        (("R", "2", "7", "-1"), "Hitung lembar"),
        (("R", "2", "7", "²"), "Hitung lembar"),
        (("R", "2", "7", "10000"), "Hitung lembar"),
        (("R", "2", "7", ""), "Hitung lembar"),
    ],
)
def test_a_place_that_names_nothing_is_refused(typed: tuple[str, str, str, str], said: str) -> None:
    with pytest.raises(FolderRefused, match=said):
        check_place(*typed)


@pytest.mark.parametrize(
    ("borrower", "purpose", "days", "placed", "said"),
    [
        ("Sari", "Sidang", 0, False, "belum dicatat di rak"),
        (" ", "Sidang", 0, True, "nama peminjam"),
        ("Sari", "", 0, True, "untuk apa"),
        ("Sari", "Sidang", -1, True, "sudah lewat"),
        ("Sari", "Sidang", 400, True, "paling lama setahun"),
    ],
)
def test_a_loan_that_cannot_be_is_refused(borrower: str, purpose: str, days: int, placed: bool, said: str) -> None:
    with pytest.raises(FolderRefused, match=said):
        check_loan(borrower, purpose, TODAY + timedelta(days=days), TODAY, placed)


@pytest.mark.parametrize(
    ("lent", "handed", "said"), [(True, False, "sedang dipinjam"), (True, True, "unit kearsipan")]
)
def test_a_folder_that_is_not_here_is_neither_moved_nor_lent(lent: bool, handed: bool, said: str) -> None:
    with pytest.raises(FolderRefused, match=said):
        check_free(lent, handed)
    check_free(lent=False, handed_over=False)


def test_a_loan_is_overdue_when_its_day_is_over() -> None:
    check_loan("Sari", "Sidang", TODAY, TODAY, True)
    assert [is_overdue(TODAY + timedelta(days=days), TODAY) for days in (-1, 0, 1)] == [True, False, False]
