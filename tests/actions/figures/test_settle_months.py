"""Months closed before lines had seals are proved as before, and sealed once over their old hash."""

import json
from typing import Any

from models.actions.figures.settle_months import settle_months
from models.actions.retention.destruction.take_out import take_out
from models.tables import Audit, MonthClose, MonthFacts, RegisterLine
from tests.actions.figures.test_register_chain import LATER, closed_november, faults, older


def test_an_older_month_is_proved_as_before_then_sealed_once_with_its_old_hash(account: Any) -> None:
    case = closed_november(account)
    hashed = older()
    assert faults() == []
    assert settle_months(LATER) == ["2026-11"]
    close = MonthClose.get()
    assert (close.sha256, len(close.seal), close.seal == hashed) == (hashed, 64, False)
    assert Audit.select().order_by(Audit.id.desc()).first().after.startswith(f"sidik lama {hashed} cocok; segel ")
    assert MonthFacts.get().taken_at == LATER  # later than its closing, and told so
    assert (faults(), settle_months(LATER)) == ([], [])
    take_out(case, LATER)
    assert (MonthClose.get().sha256, faults()) == (hashed, [])
    assert "Paspor" not in str([row["subject"] for row in json.loads(MonthClose.get().figures)["open"][:1]])


def test_an_older_month_that_was_changed_is_not_sealed_but_named(account: Any) -> None:
    closed_november(account)
    older()
    RegisterLine.update(facts="{}").where(RegisterLine.position == 2).execute()
    assert settle_months(LATER) == []
    assert [fault for fault in faults() if "do not give its hash" in fault]
