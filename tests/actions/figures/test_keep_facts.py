"""What is kept of a month: facts without a citizen's word, and whom cases, merged ones too, were hidden from."""

import json
from datetime import datetime
from typing import Any

from models.actions.figures.keep_facts import keep_facts
from models.rules.privacy.conduct_lane import Conduct
from models.rules.staff.roles import Role
from models.tables import Complaint, ConflictParty, MonthFacts, Staff
from tests.office import NOW, new_complaint

OVER = datetime(2026, 12, 1, 2, 0)


def test_a_case_is_hidden_with_those_merged_with_it(account: Any) -> None:
    lead, merged, lane = (new_complaint(account, who=f"62811000000{n}") for n in (1, 2, 3))
    kasi = Staff.get(role=str(Role.KASI_TIKKIM))
    Complaint.update(lead=lead.id).where(Complaint.id == merged.id).execute()
    Complaint.update(conduct=str(Conduct.WAY_IN)).where(Complaint.id == lane.id).execute()
    ConflictParty.create(complaint=merged.id, staff=kasi.id, named_at=NOW)
    keep_facts("2026-11", OVER, OVER)
    keep_facts("2026-11", OVER, datetime(2027, 1, 1))  # kept once
    row = MonthFacts.get()
    assert json.loads(row.hidden) == {"lane": [lane.id], "named": {str(kasi.id): [lead.id, merged.id]}}
    assert (row.taken_at, [case[0] for case in json.loads(row.facts)["cases"]]) == (
        OVER,
        [lead.id, merged.id, lane.id],
    )
    assert "Paspor saya" not in row.facts
