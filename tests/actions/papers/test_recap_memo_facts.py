"""What the monthly memo says: only of a closed month, and exactly its figures."""

import json
from typing import Any

import pytest

from docgen.render import render
from models.actions.figures.month_figures import live_figures
from models.actions.papers.draft_document import draft_office_paper
from models.actions.papers.recap_memo_facts import recap_memo_facts
from models.rules.core.errors import DocumentNotAllowed, MonthNotAllowed
from models.rules.staff.roles import ROLES, Role
from models.tables import MonthClose
from tests.actions.walking import Walk
from tests.office import NOW, actor

MONTH = "2026-11"


def close(account: Any) -> None:
    figures = live_figures(MONTH, NOW)
    by = actor(Role.KASUBSI_INFOKIM).staff_id
    MonthClose.create(month=MONTH, figures=json.dumps(figures), sha256="0" * 64, closed_by=by, closed_at=NOW)


def test_an_open_month_has_no_memo_and_what_is_no_month_is_named(account: Any) -> None:
    with pytest.raises(DocumentNotAllowed, match="Tutup bulan November 2026"):
        recap_memo_facts(MONTH, "ND-REKAP", NOW)
    with pytest.raises(MonthNotAllowed):
        recap_memo_facts("kemarin", "ND-REKAP", NOW)


def test_the_memo_carries_the_figures_of_the_closed_month(account: Any) -> None:
    Walk(account).with_answer().handed_back().finished()
    Walk(account)
    close(account)
    facts = recap_memo_facts(MONTH, "ND-REKAP", NOW)
    assert (facts["received"], facts["finished"], facts["running"]) == (2, 1, 1)
    assert facts["channels"] == [{"name": "WhatsApp", "count": 2}]
    assert facts["yth"] == ROLES[Role.KASI_TIKKIM].title
    assert [row["step"] for row in facts["steps"]] == list(range(1, 10))  # type: ignore[attr-defined]
    draft = draft_office_paper("ND-REKAP", MONTH, actor(Role.PENGELOLA), NOW, changes={"notes": "Catatan."})
    written = json.loads(draft.facts)
    assert written["notes"] == "Catatan."
    assert render("ND-REKAP", written).startswith(b"PK")
