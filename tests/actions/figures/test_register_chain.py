"""The lines of a closed month are one chain, which stands when a case of it is destroyed, and seals older months."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from models.actions.figures.close_month import close_month, correct_line
from models.actions.retention.destruction.take_out import take_out
from models.actions.upkeep.verify import months
from models.actions.upkeep.verify.office import Office
from models.rules.core.errors import RuleBroken
from models.rules.figures.month_seal import canonical, older_hash
from models.rules.staff.roles import Role
from models.tables import Audit, Complaint, MonthClose, MonthFacts, RegisterLine
from tests.office import NOW, actor, new_complaint

OVER = datetime(2026, 12, 1, 1, 0)
LATER = datetime(2026, 12, 3, 1, 0)


def faults() -> list[str]:
    return list(months.lines(Office(Path(), Path(), NOW)))


@pytest.fixture
def closed(account: Any) -> Complaint:
    return closed_november(account)


def closed_november(account: Any) -> Complaint:
    """Return a complaint of November, closed with two complaints; of one the name and the status were corrected."""
    case = new_complaint(account, who="628110000001")
    new_complaint(account, "Antre lama", who="628110000002")
    kasubsi = actor(Role.KASUBSI_INFOKIM)
    close_month("2026-11", kasubsi, OVER)
    line = RegisterLine.get(RegisterLine.complaint == case.id)
    changes = {"name": "Sari Contoh Putri", "status": "Ditutup"}
    correct_line(line.id, changes, "Sari Contoh salah tulis", kasubsi, LATER)
    return case


def older() -> str:
    """Make November a month as it was closed before lines had seals, with the subjects in its figures."""
    close = MonthClose.get()
    figures = json.loads(close.figures)
    for row in (*figures["open"], *figures["late"]):
        row["subject"] = "Paspor saya belum jadi"
    frozen = RegisterLine.select().where(RegisterLine.reason == "").order_by(RegisterLine.position)
    text = canonical(figures)
    hashed = older_hash(text, [row.facts for row in frozen])
    MonthClose.update(figures=text, sha256=hashed, seal="").execute()
    RegisterLine.update(salt="", digest="", seal="").execute()
    MonthFacts.delete().execute()
    Audit.update(after=f"2 baris, sha256 {hashed}").where(Audit.event == "tutup_bulan").execute()
    return hashed


def test_destruction_drops_words_and_salt_and_no_seal_changes(closed: Complaint) -> None:
    seals = (MonthClose.get().sha256, [row.seal for row in RegisterLine.select().order_by(RegisterLine.position)])
    take_out(closed, LATER)
    rows = list(RegisterLine.select().order_by(RegisterLine.position))
    assert (MonthClose.get().sha256, [row.seal for row in rows]) == seals
    assert [bool(row.salt) for row in rows] == [False, True, False]
    assert "Sari" not in str([(row.facts, row.reason) for row in rows if row.complaint_id == closed.id])
    assert faults() == []
    facts = json.loads(rows[0].facts)
    RegisterLine.update(facts=canonical(facts | {"status": "Selesai"})).where(RegisterLine.id == rows[0].id).execute()
    assert faults() == ["month 2026-11: line 1 was changed after it was written."]


def test_a_form_drawn_before_the_destruction_brings_no_word_back(closed: Complaint) -> None:
    last = RegisterLine.select().order_by(RegisterLine.position.desc()).get()
    take_out(closed, LATER)
    count = RegisterLine.select().count()
    with pytest.raises(RuleBroken, match="dimusnahkan"):
        correct_line(last.id, {"name": "Sari Contoh"}, "Salah eja", actor(Role.KASUBSI_INFOKIM), LATER)
    assert RegisterLine.select().count() == count


@pytest.mark.parametrize("how", ["destroyed", "corrected"])
def test_an_older_month_is_sealed_before_anything_in_it_changes(closed: Complaint, how: str) -> None:
    hashed = older()
    if how == "destroyed":
        take_out(closed, LATER)
    else:
        line = RegisterLine.get(RegisterLine.position == 2)
        correct_line(line.id, {"place": "Loket"}, "Terlewat", actor(Role.KASUBSI_INFOKIM), LATER)
    assert MonthClose.get().sha256 == hashed != MonthClose.get().seal != ""
    assert faults() == []
