"""What was typed into corrections before choices were offered goes with its case, and their chain still proves."""

import json
from typing import Any

import pytest

from models.actions.core import audit_trail
from models.actions.core.actor import AGENT
from models.actions.figures.correction_trail import correction_event
from models.actions.figures.register_chain import add_line
from models.actions.figures.settle_months import settle_months
from models.actions.figures.since_closing import since_closing
from models.actions.retention.destruction.take_out import take_out
from models.rules.figures.month_seal import canonical
from models.tables import Audit, Complaint, RegisterLine
from tests.actions.figures.test_register_chain import LATER, closed_november, faults, older

TYPED = {"status": "Selesai menurut Sari", "follow_up": "Dijawab di rumah Sari", "section": "Seksi TIKKIM"}


def later_lines() -> list[RegisterLine]:
    found = RegisterLine.select().where(RegisterLine.corrects.is_null(False))
    return list(found.order_by(RegisterLine.position))


@pytest.fixture
def written_before(account: Any) -> Complaint:
    """Return a complaint whose line was corrected with typed words, and corrected again, as it was done before."""
    case = closed_november(account)
    for words in (TYPED, {"place": "Loket"}):
        wrong = RegisterLine.select().where(RegisterLine.complaint == case.id).order_by(RegisterLine.id.desc()).get()
        facts = canonical(json.loads(wrong.facts) | words)
        row = {"month": wrong.month, "complaint": case.id, "facts": facts, "reason": "Keliru", "made_by": None}
        audit_trail.write(AGENT, LATER, correction_event(add_line(row, LATER, wrong), wrong))
    RegisterLine.update(typed=None).where(RegisterLine.corrects.is_null(False)).execute()
    return case


@pytest.mark.parametrize("release", ["sealed", "1.0"])
def test_typed_words_are_told_apart_once_and_go_with_the_case(written_before: Complaint, release: str) -> None:
    if release == "1.0":
        older()
    assert faults() == []
    old = later_lines()[-1].seal
    assert settle_months(LATER) == ["2026-11"]
    said = Audit.select().order_by(Audit.id.desc()).get().after
    assert said.endswith(later_lines()[-1].seal)
    assert (f"disegel ulang, segel lama {old} cocok" in said) is (release == "sealed")
    assert [row.typed for row in later_lines()] == ["", "follow_up status", "follow_up status"]
    assert (faults(), settle_months(LATER)) == ([], [])
    take_out(written_before, LATER)
    assert "Sari" not in str([row.facts for row in later_lines()])
    assert [json.loads(row.facts)["section"] for row in later_lines()] == ["", "Seksi TIKKIM", "Seksi TIKKIM"]
    assert faults() == []
    closing = since_closing("2026-11", {"totals": [], "by_status": {}})
    assert closing is not None and "(dimusnahkan)" in closing.statuses


def test_of_a_case_destroyed_before_they_go_when_the_office_is_upgraded(written_before: Complaint) -> None:
    take_out(written_before, LATER)
    Complaint.update(destroyed_at=LATER).where(Complaint.id == written_before.id).execute()
    assert "Sari" in str([row.facts for row in later_lines()])
    assert settle_months(LATER) == ["2026-11"]
    assert "Sari" not in str([row.facts for row in later_lines()])
    assert faults() == []


@pytest.mark.parametrize("how", ["changed", "cut off"])
def test_a_chain_that_is_not_what_was_sealed_is_not_sealed_anew(written_before: Complaint, how: str) -> None:
    last = later_lines()[-1]
    if how == "changed":
        RegisterLine.update(facts=last.facts.replace("Loket", "Rumah")).where(RegisterLine.id == last.id).execute()
    else:
        last.delete_instance()
    assert settle_months(LATER) == []
    assert faults() != []
    assert not Audit.select().where(Audit.event == "segel_bulan").exists()
