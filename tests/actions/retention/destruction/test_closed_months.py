"""The subjects of cases leave the frozen figures of months that an earlier version closed."""

import json
from typing import Any

from models.actions.figures.settle_months import settle_months
from models.actions.retention.destruction.closed_months import drop_subjects
from models.tables import Complaint, Erasure, MonthClose, RegisterLine
from tests.actions.figures.test_register_chain import LATER, closed_november, faults, older

WORDS = "Paspor saya belum jadi"


def test_they_leave_a_month_that_is_what_was_closed_and_its_seal_still_proves_it(account: Any) -> None:
    closed_november(account)
    older()
    settle_months(LATER)
    before = MonthClose.get()
    assert (WORDS in before.figures, faults()) == (True, [])
    assert (drop_subjects(LATER), drop_subjects(LATER)) == (["2026-11"], [])
    after = MonthClose.get()
    assert ("Paspor" in after.figures, after.seal, after.sha256, faults()) == (False, before.seal, before.sha256, [])
    assert not Erasure.select().exists()  # of nobody destroyed: nothing has to leave the file itself
    figures = json.loads(after.figures)
    MonthClose.update(figures=json.dumps(figures | {"received": 1})).execute()
    assert faults() == ["month 2026-11 was changed after it was closed: figures and facts do not give its seal."]


def test_of_a_month_that_was_changed_only_those_of_destroyed_cases_go(account: Any) -> None:
    case = closed_november(account)
    older()
    RegisterLine.update(facts="{}").where(RegisterLine.position == 2).execute()
    Complaint.update(destroyed_at=LATER).where(Complaint.id == case.id).execute()
    assert (settle_months(LATER), drop_subjects(LATER)) == ([], ["2026-11"])
    left = {row["number"]: row.get("subject", "") for row in json.loads(MonthClose.get().figures)["open"]}
    assert (left.pop(case.number), set(left.values())) == ("", {WORDS})
    assert Erasure.select().count() == 1
    assert [fault for fault in faults() if "do not give its hash" in fault]
