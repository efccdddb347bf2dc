"""A scheme is read with every fault told by its row, and a code makes a file's time longer, never shorter."""

from datetime import date, timedelta

import pytest

from models.rules.core.errors import RuleBroken
from models.rules.retention.retention import Fate, KeepingClass
from models.rules.retention.scheme import (
    MOST_ROWS,
    SchemeRow,
    SchemeUnreadable,
    check_choice,
    check_scheme,
    read_scheme,
    strictest,
)

HEAD = ["Kode", "Judul", "Aktif", "Inaktif", "Nasib Akhir"]
DAY = date(2027, 1, 5)
ONE = timedelta(days=1)


def test_codes_are_read_below_the_row_that_names_the_columns_in_any_order() -> None:
    cells = [
        ["LAMPIRAN KEPUTUSAN"],
        [],
        ["No", "Nasib Akhir", "Kode Klasifikasi", "Uraian", "Retensi Aktif", "Retensi Inaktif"],
    ]
    cells += [
        ["1", "", "PW", "Pengawasan", "", ""],
        ["2", "PERMANEN", " PW.06.03 ", "Pengaduan tertulis", "2.0", "5"],
        [],
    ]
    read = read_scheme(cells)
    assert read.faults == ()
    assert read.rows == (
        SchemeRow("PW", "Pengawasan"),
        SchemeRow("PW.06.03", "Pengaduan tertulis", 2, 5, Fate.PERMANEN),
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["pw.06", "Judul", "1", "1", "Musnah"], "kode “pw.06”"),
        (["", "Judul", "1", "1", "Musnah"], "kode “”"),
        (["PW.6", "Judul", "1", "1", "Musnah"], "kode “PW.6”"),
        (["PW.06", "", "1", "1", "Musnah"], "judulnya kosong"),
        (["PW.06", "x" * 201, "1", "1", "Musnah"], "lebih dari 200"),
        (["PW.06", "Judul", "satu", "1", "Musnah"], "tahun aktif “satu”"),
        (["PW.06", "Judul", "1", "-1", "Musnah"], "tahun inaktif “-1”"),
        (["PW.06", "Judul", "101", "1", "Musnah"], "tahun aktif “101”"),
        (["PW.06", "Judul", "1.5", "1", "Musnah"], "tahun aktif “1.5”"),
        (["PW.06", "Judul", "1", "1", "Dibakar"], "nasib akhir “Dibakar”"),
        (["PW.06", "Judul", "1", "", "Musnah"], "isi ketiganya"),
        (["PW.06", "Judul", "1"], "isi ketiganya"),
        (["UM.01", "Judul", "1", "1", "Musnah"], "sudah ada pada baris 2"),
    ],
)
def test_each_fault_is_told_by_the_row_a_spreadsheet_shows(row: list[str], said: str) -> None:
    read = read_scheme(
        [HEAD, ["UM.01", "Surat", "1", "1", "musnah"], row, ["UM.02", "Lain", "1", "1", "dinilai_kembali"]]
    )
    assert len(read.faults) == 1
    assert read.faults[0].startswith("Baris 3: ") and said in read.faults[0]


def test_all_faults_are_told_at_once() -> None:
    read = read_scheme([HEAD, ["x", "", "a", "b", "c"], [], ["y", "Judul", "", "", ""]])
    assert [fault.split(":")[0] for fault in read.faults] == ["Baris 2"] * 5 + ["Baris 4"]


def test_a_table_without_its_columns_without_codes_or_too_long_is_refused() -> None:
    with pytest.raises(SchemeUnreadable):
        read_scheme([["Kode", "Judul", "Aktif", "Nasib akhir"], ["UM.01", "Surat", "1", "Musnah"]])
    with pytest.raises(SchemeUnreadable):
        read_scheme([])
    with pytest.raises(SchemeUnreadable, match="baris"):
        read_scheme([HEAD] * (MOST_ROWS + 1))
    assert read_scheme([HEAD, []]).faults == ("Tidak ada satu pun kode di bawah judulnya.",)


def test_a_later_scheme_changes_nothing_of_what_was() -> None:
    check_scheme("A", DAY - 99 * ONE, DAY, None)  # the first one may be in force for long
    check_scheme("A", DAY, DAY, DAY - ONE)
    for name, since, latest, said in (
        (" ", DAY, None, "nama"),
        ("A", DAY - ONE, DAY - 9 * ONE, "paling cepat hari ini"),
        ("A", DAY, DAY, "tidak lebih baru"),
    ):
        with pytest.raises(RuleBroken, match=said):
            check_scheme(name, since, DAY, latest)


def test_another_code_is_for_what_is_to_come() -> None:
    check_choice(DAY - ONE, DAY, chosen_before=False)
    check_choice(DAY, DAY, chosen_before=True)
    with pytest.raises(RuleBroken, match="paling cepat hari ini"):
        check_choice(DAY - ONE, DAY, chosen_before=True)


@pytest.mark.parametrize("schedule", list(Fate), ids=str)
@pytest.mark.parametrize("code", list(Fate), ids=str)
@pytest.mark.parametrize("years", [(0, 0), (1, 5)], ids=str)
def test_a_code_never_makes_a_file_go_sooner(schedule: Fate, code: Fate, years: tuple[int, int]) -> None:
    own = KeepingClass("pengaduan", "", 2, 3, schedule)
    found = strictest(own, SchemeRow("PW.06", "x", *years, code))
    assert found.active_years + found.inactive_years == max(5, sum(years))
    order = [Fate.MUSNAH, Fate.DINILAI_KEMBALI, Fate.PERMANEN]
    assert order.index(found.fate) == max(order.index(schedule), order.index(code))
    assert (found.key, strictest(own, None), strictest(own, SchemeRow("PW", "x"))) == (own.key, own, own)
