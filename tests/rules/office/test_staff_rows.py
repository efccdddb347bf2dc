"""The rows of a staff list: every kind of fault is named as what it is, and stops its row alone."""

from datetime import date

import pytest

from models.rules.intake.filing import phone_number
from models.rules.office.staff_rows import Person, people_of, read_day, read_nip, read_post, read_section
from models.rules.office.staff_table import read_staff_table
from models.rules.staff.roles import ROLES, Role, Section

HEAD = "Nama\tNIP\tPangkat\tJabatan\tSeksi\tHP\tTMT"
GOOD = "198001012005012001"


def people(*rows: str, head: str = HEAD) -> list[Person]:
    return people_of(read_staff_table("\n".join([head, *rows])), phone_number)


def said(*rows: str, head: str = HEAD) -> list[str]:
    """Return what was found in the last row."""
    return [finding.words for finding in people(*rows, head=head)[-1].findings]


def test_a_sound_row_is_a_person() -> None:
    (one,) = people(f"Sari Contoh\t{GOOD}\tPenata (III/c)\tKasubsi Infokim\tTIKKIM\t81234567890\t1 Februari 2024")
    assert (one.name, one.nip, one.rank, one.post) == ("Sari Contoh", GOOD, "Penata (III/c)", Role.KASUBSI_INFOKIM)
    assert (one.section, one.phone, one.since, one.findings) == (
        Section.TIKKIM,
        "+6281234567890",
        date(2024, 2, 1),
        (),
    )


@pytest.mark.parametrize("typed", [GOOD, f"NIP. {GOOD}", "19800101 200501 2 001", "199001012022211001"])
def test_a_nip_is_read_as_it_is_written(typed: str) -> None:
    nip, findings = read_nip(typed)
    assert (len(nip), findings) == (18, [])


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("1,98E+17", "diubah Excel menjadi angka (1,98E+17)"),
        ("1.98001E+17", "diubah Excel menjadi angka"),
        ("198001012005012000", "dibulatkan Excel"),
        ("19800101200501200", "18 angka, ini 17"),
        ("060012345", "NIP lama"),
        ("19800101200501200O", "selain angka"),
        ("198013012005012001", "Tanggal lahir dalam NIP tidak ada: 01-13-1980"),
        ("198002302005012001", "Tanggal lahir dalam NIP tidak ada: 30-02-1980"),
        ("198001012005132001", "Bulan pengangkatan dalam NIP tidak ada: 13"),
        ("198001011985012001", "lahir 1980 dan diangkat 1985"),
        ("198001012005013001", "Angka ke-15 NIP harus 1 atau 2"),
    ],
)
def test_a_wrong_nip_is_named_and_stops_its_row(typed: str, words: str) -> None:
    nip, (finding,) = read_nip(typed)
    assert nip == "" and words in finding.words and finding.stops
    assert people(f"Sari\t{typed}\t\t\t\t\t")[0].stopped


def test_without_a_nip_a_person_is_taken_and_that_is_said() -> None:
    (one,) = people("Sari Contoh\t-\t\t\t\t\t")
    assert not one.stopped and "Tanpa NIP" in one.findings[0].words


def test_the_same_nip_twice_stops_the_second_and_names_the_first() -> None:
    found = people(f"Sari\t{GOOD}\t\t\t\t\t", f"Budi\t{GOOD}\t\t\t\t\t")
    assert [one.stopped for one in found] == [False, True]
    assert found[1].findings[0].words == "NIP sama dengan baris 2 (Sari). Satu orang satu baris."
    assert "Nama sama dengan baris 2" in said("Sari\t-\t\t\t\t\t", f"Sari\t{GOOD}\t\t\t\t\t")[-1]


def test_two_for_one_post_are_one_too_many() -> None:
    rows = (f"Sari\t{GOOD}\t\tKepala Kantor\t\t\t", "Budi\t198101012006011002\t\tKepala Kantor\t\t\t")
    assert said(*rows) == ["Jabatan ini sudah diisi baris 2 (Sari)."]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("SEKSI LALINTALKIM\t\t\t\t\t\t", "judul kelompok atau sel gabungan"),
        (f"\t{GOOD}\tPenata\t\t\t\t", "Nama kosong. Mungkin selnya digabung"),
        (f'"Sari Contoh\nNIP {GOOD}"\t\tPenata\t\t\t\t', "dua baris (nama dan NIP dalam satu sel?)"),
        (f"{GOOD}\tSari\t\t\t\t\t", "bukan nama orang"),
        (f"Sari\t{GOOD}\t#REF!\t\t\t\t", "tanda galat lembar kerja"),
        (f"Sari\t{GOOD}\ta\tb\tc\t0811000000\t1-1-2024\tlebih", "8 kolom, judulnya 7: selnya bergeser"),
    ],
)
def test_merged_shifted_and_broken_cells_are_named_as_such(row: str, words: str) -> None:
    first = "Budi\t198101012006011002\tPenata\t\tTIKKIM\t\t"
    assert any(words in one for one in said(first, row))
    assert people(first, row)[-1].stopped


def test_an_empty_cell_below_a_filled_one_may_be_merged_and_stops_nothing() -> None:
    first = "Budi\t198101012006011002\tPenata\t\tTIKKIM\t\t"
    assert said(first, f"Sari\t{GOOD}\tPenata\t\t\t\t") == [
        "Seksi kosong; mungkin selnya digabung dengan “TIKKIM” di atasnya. Pisahkan gabungannya bila ya."
    ]
    assert not people(first, f"Sari\t{GOOD}\tPenata\t\t\t\t")[-1].stopped


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        *(("31-12-2025", date(2025, 12, 31)), ("31/12/2025", date(2025, 12, 31)), ("2025-12-31", date(2025, 12, 31))),
        *(("1 Mei 2024", date(2024, 5, 1)), ("45323", date(2024, 2, 1)), ("", None), ("-", None)),
    ],
)
def test_a_date_is_read_as_offices_and_spreadsheets_write_it(typed: str, day: date | None) -> None:
    assert read_day(typed) == (day, [])


@pytest.mark.parametrize("typed", ["31-02-2025", "12-31-2025", "kemarin", "1-1-25", "99999999", "1 Foo 2024"])
def test_a_wrong_date_is_named_and_stops_its_row(typed: str) -> None:
    assert "tidak ada. Tulis seperti 31-12-2025." in said(f"Sari\t{GOOD}\t\t\t\t\t{typed}")[0]
    assert people(f"Sari\t{GOOD}\t\t\t\t\t{typed}")[0].stopped


@pytest.mark.parametrize("typed", ["12", "telepon", "8,12E+10"])
def test_a_wrong_number_stops_its_row(typed: str) -> None:
    assert people(f"Sari\t{GOOD}\t\t\t\t{typed}\t")[0].stopped


@pytest.mark.parametrize("post", [role for role in Role if role not in (Role.PETUGAS_SEKSI, Role.ADMINISTRATOR)])
def test_every_post_of_the_sop_is_known_by_its_label_and_its_title(post: Role) -> None:
    for words in (ROLES[post].label, ROLES[post].title, ROLES[post].title.upper()):
        assert read_post(words) == (post, [])


@pytest.mark.parametrize(
    "words",
    ["Kepala Subseksi Teknologi Informasi Keimigrasian", "Analis Keimigrasian Ahli Muda", "Kepala Subbagian TU"],
)
def test_another_post_is_none_and_that_is_said(words: str) -> None:
    post, (finding,) = read_post(words)
    assert post is None and "bukan jabatan dalam SOP" in finding.words and not finding.stops


def test_who_stands_in_holds_no_post_by_a_list() -> None:
    post, (finding,) = read_post("Plt. Kepala Kantor")
    assert post is None and "Serah tugas" in finding.words


def test_a_section_is_known_by_any_of_its_names_and_another_is_not_kept() -> None:
    assert read_section("Seksi Lalu Lintas dan Izin Tinggal Keimigrasian") == (Section.LALINTALKIM, [])
    assert read_section("Inteldakim") == (Section.INTELDAKIM, [])
    section, (finding,) = read_section("Tata Usaha")
    assert section is None and "tidak dicatat" in finding.words
