"""What the complaint sheet says: the whole case on one form."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from docgen.documents.examples import examples
from models.actions.core.write_output import story_columns
from models.actions.papers.sheet_facts import sheet_facts
from models.tables import Complaint, Document
from tests.actions.walking import Walk
from tests.office import NOW, citizen_message, take_in


def test_the_sheet_tells_the_whole_case(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back().finished()
    sheet = Document.get(Document.type == "LEMBAR")
    facts = json.loads(sheet.facts)
    assert [row["step"] for row in facts["steps"]] == list(range(1, 10))
    assert facts["follow_up"]["result"] == "Lewat WhatsApp: diterima platform pukul 09.23, 25-11-2026"
    assert [row["sender"] for row in facts["conversation"]] == ["Sari Contoh", "Kantor", "Kantor"]
    assert (facts["number"], sheet.number) == (walk.case.number, None)


def test_a_protected_complainant_is_a_number_on_every_paper_of_the_case(account: Any) -> None:
    walk = Walk(account)
    take_in(account, citizen_message("saya Sari Contoh, 0811-0000-001", sent_at=walk.tick()), now=walk.now)
    Complaint.update(identity_protected=True).execute()
    walk.with_answer().handed_back().finished()
    papers = {row.type: f"{row.facts} {row.recipient} {row.subject}" for row in Document.select()}
    assert set(papers) == {"ND-TERUS", "LAPORAN", "ND-JAWAB", "LEMBAR"}
    for code, said in papers.items():
        assert not [word for word in ("Sari", "8110000001", "0811", "000-001") if word in said], code
        assert f"Pelapor {walk.case.number[-6:]}" in said, code
    senders = {row["sender"] for row in json.loads(Document.get(Document.type == "LEMBAR").facts)["conversation"]}
    assert senders == {f"Pelapor {walk.case.number[-6:]}", "Kantor"}


def keys(facts: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """Name every fact, those inside others too."""
    for key, value in facts.items():
        yield f"{path}{key}"
        if isinstance(value, Mapping):
            yield from keys(value, f"{path}{key}.")


def test_the_sheet_tells_what_the_complainant_told_and_no_fact_that_its_paper_does_not_read(
    sqlite_account: Any,
) -> None:
    told = {name: f"kata {name}" for name in story_columns()}
    Complaint.update(told).where(Complaint.id == Walk(sqlite_account).id).execute()
    facts = sheet_facts(Complaint.get(), "LEMBAR", NOW)
    assert not [word for word in told.values() if word not in str(facts)]
    # The paper reads every fact of its example (tests/docgen/test_documents.py); by "hal" the draft is listed.
    assert set(keys(facts)) == {"hal", *keys(examples("LEMBAR")[0])}
