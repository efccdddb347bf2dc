"""A pasted list: tabs or semicolons, names of columns in any order or chosen by hand, cells with line breaks."""

import pytest

from models.rules.office.staff_table import MOST_ROWS, Field, ListUnreadable, field_of, read_staff_table

N, P, G, J, S, T, M = Field.NAMA, Field.NIP, Field.PANGKAT, Field.JABATAN, Field.SEKSI, Field.TELEPON, Field.MULAI


@pytest.mark.parametrize("mark", ["\t", ";"])
def test_columns_are_known_by_their_names_and_what_stands_above_is_passed_over(mark: str) -> None:
    lines = [
        ["DAFTAR PEGAWAI KANTOR IMIGRASI", "", "", ""],
        ["", "", "", ""],
        ["No.", "NAMA LENGKAP", "NIP / NRP", "Pangkat/Gol. Ruang"],
        ["1", "2", "3", "4"],
        ["1", "Sari Contoh", "'198001012005012001", "Penata (III/c)"],
    ]
    table = read_staff_table("\r\n".join(mark.join(line) for line in lines))
    assert (table.columns, table.header, table.above) == ((None, N, P, G), 3, 1)
    assert [(row.line, row.cells[1:3]) for row in table.rows] == [(5, ("Sari Contoh", "198001012005012001"))]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        *(("Nama", N), ("Nama Pegawai", N), ("NAMA JABATAN", J), ("Jabatan", J), ("NIP Baru", P), ("Gol/Ruang", G)),
        *(("Unit Kerja", S), ("SEKSI", S), ("No. HP/WA", T), ("Nomor Telepon", T), ("TMT Jabatan", M), ("No", None)),
        *(("Nomor", None), ("Keterangan", None), ("", None)),
    ],
)
def test_a_column_is_known_by_how_offices_name_it(name: str, field: Field | None) -> None:
    assert field_of(name) is field


def test_without_names_the_columns_are_chosen_by_hand() -> None:
    text = "Sari Contoh;198001012005012001\nBudi Contoh;198101012005011002"
    table = read_staff_table(text)
    assert (table.complete, table.header, len(table.rows)) == (False, 0, 2)
    table = read_staff_table(text, {0: "nama", 1: "nip"})
    assert (table.columns, table.complete) == ((N, P), True)
    with pytest.raises(ListUnreadable, match="Dua kolom dipilih sebagai Nama"):
        read_staff_table(text, {0: "nama", 1: "nama"})


def test_a_choice_overrides_the_names_and_a_name_counts_once() -> None:
    text = "Nama\tNama Pegawai\tNIP\nSari\tContoh\t1"
    assert read_staff_table(text).columns == (N, None, P)
    assert read_staff_table(text, {1: "nama", 2: "kelak"}).columns == (None, N, None)


def test_a_cell_with_a_line_break_stays_one_cell_and_a_stray_quote_swallows_nothing() -> None:
    table = read_staff_table('Nama\tNIP\n"Sari Contoh\nNIP 1980"\t1\nBudi\t2')
    assert [(row.line, row.cells) for row in table.rows] == [(2, ("Sari Contoh\nNIP 1980", "1")), (4, ("Budi", "2"))]
    table = read_staff_table('Nama\tNIP\n"Sari\t1\nBudi\t2\nTuti\t3')
    assert [row.line for row in table.rows] == [2, 3, 4]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Tempel daftar"),
        (" \n ", "Tempel daftar"),
        ("Sari Contoh\nBudi Contoh", "Kolomnya tidak terlihat"),
        ("Nama\tNIP\n" + "Sari\t1\n" * MOST_ROWS, "lebih dari 500 baris"),
        ("a\t" * 150_000, "lebih dari 100000 karakter"),
    ],
)
def test_what_is_no_list_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(ListUnreadable, match=words):
        read_staff_table(text)
