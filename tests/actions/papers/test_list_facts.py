"""What the lists of a month say: the register's lines, the figures, the numbers; in full and masked."""

import json
from datetime import datetime
from typing import Any

import pytest

from docgen.documents import content_of
from docgen.documents.examples import examples
from models.actions.figures.close_month import close_month
from models.actions.figures.register_lines import register_lines
from models.actions.papers.cancel_document import cancel_document
from models.actions.papers.draft_document import draft_office_paper
from models.actions.papers.list_facts import agenda_facts, recap_facts, register_facts
from models.rules.core.errors import DocumentNotAllowed, MonthNotAllowed
from models.rules.papers.documents import DOCUMENTS
from models.rules.staff.roles import Role
from models.tables import Complaint, Contact
from tests.actions.walking import Walk
from tests.office import NOW, actor

LATER = datetime(2026, 12, 2, 2, 0)


def test_an_empty_month_says_nihil(account: Any) -> None:
    for code, masked in (("REKAP", False), ("REKAP-SAMAR", True)):
        facts = recap_facts("2026-10", code, NOW, masked=masked)
        assert (facts["lines"], facts["received"], facts["open"]) == ([], 0, [])
        assert content_of(code, facts).words["masa"] == "OKTOBER 2026"


def test_no_fact_of_a_recap_is_one_that_its_paper_does_not_read(sqlite_account: Any) -> None:
    for code, masked in (("REKAP", False), ("REKAP-SAMAR", True)):
        facts = recap_facts("2026-10", code, NOW, masked=masked)
        assert set(facts) == set(examples(code)[0])  # all of which it reads (tests/docgen/test_documents.py)


def test_the_recap_has_a_line_a_complaint_and_the_figures(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back().finished()
    facts = recap_facts("2026-11", "REKAP", LATER, masked=False)
    words = content_of("REKAP", facts).words
    (line,) = words["baris_rekap"]
    assert (line["no_reg"], line["nama"], line["status"]) == (walk.case.number, "Sari Contoh", "Selesai")
    assert words["jumlah"] == [
        {"sarana": "WhatsApp", "kategori": line["kategori"], "status": "Selesai", "jumlah": "1"}
    ]
    assert [row["no"] for row in words["langkah"]] == [str(step) for step in range(1, 10)]
    assert "belum ditutup" in words["keadaan"]
    assert (facts["keamanan"], facts["hal"]) == ("T", "Rekapitulasi Pengaduan Masyarakat Bulan November 2026")


def test_the_masked_recap_names_nobody_and_carries_no_class(account: Any) -> None:
    Walk(account).with_answer()
    facts = recap_facts("2026-11", "REKAP-SAMAR", LATER, masked=True)
    assert facts["keamanan"] == "B"
    printed = str(content_of("REKAP-SAMAR", facts).words)
    assert "Sari" not in printed
    assert "628110000001" not in printed


PLANTED = {
    "subject": "Nama saya Siti Rahmawati HP 0812-3456-7890 paspor C1234567, kata Tuan Wong",
    "incident_place": "rumah Bu Siti Rahmawati, mobil BP 1234 XY",
    "incident_time": "sesudah Pak Rudi pulang",
    "reported_party": "Rudi",
}
SECRETS = ("Siti", "Rahmawati", "0812", "7890", "C1234567", "1234 XY", "Rudi", "Wong", "Sari")


@pytest.mark.parametrize("closed", [False, True])
def test_whom_a_subject_tells_of_is_in_nothing_that_is_called_masked(account: Any, closed: bool) -> None:
    Walk(account).identified()
    Contact.update(name="Pelapor Sari Wong").execute()
    Complaint.update(PLANTED).execute()
    if closed:
        close_month("2026-11", actor(Role.KASUBSI_INFOKIM), LATER)
    assert [code for code, row in DOCUMENTS.items() if "amar" in row.title] == ["REKAP-SAMAR"]
    printed = str(content_of("REKAP-SAMAR", recap_facts("2026-11", "REKAP-SAMAR", LATER, masked=True)).words)
    listed = str(register_lines("2026-11", LATER, masked=True))
    assert [secret for secret in SECRETS if secret in printed + listed] == []
    assert "paspor ▮▮▮" in printed


def test_what_an_officer_types_into_the_masked_recap_passes_the_gate(account: Any) -> None:
    Walk(account).identified()
    said = {"hal": "Rekapitulasi, juga kasus Siti Rahmawati"}
    paper = draft_office_paper("REKAP-SAMAR", "2026-11", actor(Role.PENGELOLA), LATER, changes=said)
    assert json.loads(paper.facts)["hal"] == "Rekapitulasi, juga kasus ▮▮▮"


def test_once_the_month_is_closed_the_list_says_so_and_as_of_when(account: Any) -> None:
    Walk(account).with_answer()
    close_month("2026-11", actor(Role.KASUBSI_INFOKIM), LATER)
    facts = recap_facts("2026-11", "REKAP", datetime(2026, 12, 20, 2, 0), masked=False)
    assert (facts["closed"], facts["as_of"]) == (True, "2026-12-02T02:00:00+00:00")


def test_the_register_has_every_number_and_the_book_of_numbers_every_paper(account: Any) -> None:
    walk = Walk(account).with_answer()
    register = register_facts("2026-11", "REGISTER", LATER)
    assert [line["number"] for line in register["lines"]] == [walk.case.number]
    book = content_of("AGENDA", agenda_facts("2026-11", "AGENDA", LATER)).words
    numbers = [row["nomor"] for series in book["seri"] for row in series["nomor"]]
    assert numbers == ["WIM.32.IMI.5-UM.01.01-1"]


def test_a_month_to_come_and_a_text_that_is_no_month_are_refused(account: Any) -> None:
    with pytest.raises(DocumentNotAllowed, match="belum mulai"):
        register_facts("2026-12", "REGISTER", NOW)
    with pytest.raises(MonthNotAllowed):
        agenda_facts("November", "AGENDA", NOW)


def test_the_book_of_numbers_is_of_the_day_it_is_made_also_after_the_closing(account: Any) -> None:
    paper = Walk(account).at_kasubsi().paper("ND-TERUS")
    close_month("2026-11", actor(Role.KASUBSI_INFOKIM), LATER)
    now = datetime(2026, 12, 5, 2, 0)
    cancel_document(paper.id, "Salah alamat.", actor(Role.KASUBSI_INFOKIM), now)
    words = content_of("AGENDA", agenda_facts("2026-11", "AGENDA", now)).words
    assert words["batal"] == "1"
    assert "5 Desember 2026" in words["keadaan"]
