"""The record of processing (docs/keamanan/catatan-pemrosesan.md) names each table that holds data of persons once."""

from models.rules.privacy.looks import Look
from tests.security.calls import events
from tests.security.columns import by_table
from tests.security.papers import first_cells, rows
from tests.security.test_asvs import table

PAPER = "catatan-pemrosesan.md"


def test_every_table_with_data_of_persons_belongs_to_one_activity() -> None:
    named = [table for _, cell in rows(PAPER, "Tabel") for table in cell.split()]
    assert sorted(named) == sorted(by_table())


def test_every_activity_says_whose_data_why_by_which_ground_for_whom_and_how_long() -> None:
    activities = rows(PAPER, "Kegiatan")
    assert [row[0] for row in activities] == first_cells(PAPER, "Tabel")
    assert all(len(row) == 6 and all(row) for row in activities)
    assert all("Pasal 20 ayat (2) huruf" in row[3] for row in activities)


def test_what_the_impact_assessment_calls_met_is_met_and_what_is_not_is_not() -> None:
    verdicts = {number: row["verdict"] for number, row in table().items()}
    for risk, _, met, open_, likely, grave in rows("penilaian-dampak.md", "Risiko"):
        assert {verdicts[number] for number in met.split()} == {"pass"}, risk
        assert {verdicts[number] for number in open_.split() if number != "–"} <= {"fail", "deviation"}, risk
        assert {likely, grave} <= {"rendah", "sedang", "tinggi"}, risk


def test_the_notice_of_a_failure_leads_to_events_and_pages_there_are() -> None:
    written = {event for names in events().values() for event in names} | {str(look) for look in Look}
    (named,) = [
        row[1] for row in rows("pemberitahuan-kegagalan.md", "Di mana faktanya ditemukan") if "keluar" in row[0]
    ]
    listed = named.partition(": ")[2].split(", ")
    assert len(listed) >= 5
    assert [event for event in listed if event not in written] == []
