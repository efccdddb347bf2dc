"""What the complaint sheet says: the whole case on one form."""

import json
from typing import Any

from models.tables import Document
from tests.actions.walking import Walk


def test_the_sheet_tells_the_whole_case(account: Any) -> None:
    walk = Walk(account).with_answer().handed_back().finished()
    sheet = Document.get(Document.type == "LEMBAR")
    facts = json.loads(sheet.facts)
    assert [row["step"] for row in facts["steps"]] == list(range(1, 10))
    assert facts["follow_up"]["result"] == "Disampaikan lewat WhatsApp"
    assert [row["sender"] for row in facts["conversation"]] == ["Sari Contoh", "Kantor", "Kantor"]
    assert (facts["number"], sheet.number) == (walk.case.number, None)
