"""The figures of a month agree with what was counted by hand from the same cases."""

from datetime import timedelta
from typing import Any

from models.actions.figures.month_figures import month_figures
from models.rules.staff.roles import Section
from models.tables import Complaint, StepRecord
from tests.actions.walking import Walk
from tests.office import NOW, new_complaint


def test_an_empty_month_has_nine_steps_and_nothing_in_them(account: Any) -> None:
    figures = month_figures("2026-10", NOW)
    assert (figures["received"], figures["totals"], figures["open"], figures["late"]) == (0, [], [], [])
    assert [(row["step"], row["ended"]) for row in figures["steps"]] == [(step, 0) for step in range(1, 10)]
    assert figures["label"] == "Oktober 2026"


def test_the_figures_are_those_of_the_records(account: Any) -> None:
    done = Walk(account).with_answer().handed_back().finished()
    under_way = Walk(account, Section.INTELDAKIM)
    under_way.at_section()
    new_complaint(account, who="628110000003")
    now = done.now + timedelta(days=30)
    figures = month_figures("2026-11", now)
    assert figures["received"] == 3
    assert figures["by_status"] == {"Dalam proses": 2, "Selesai": 1}
    assert figures["by_kind"] == {"Pengaduan": 2, "Belum ditentukan": 1}
    assert sum(row["count"] for row in figures["totals"]) == 3
    assert [(line["number"], line["step"], line["late"]) for line in figures["open"]] == [
        (under_way.case.number, 5, True),
        (Complaint.select().order_by(Complaint.id.desc()).first().number, 2, True),
    ]
    assert figures["late"] == figures["open"]
    for row in figures["steps"]:
        mine = list(StepRecord.select().where(StepRecord.step == row["step"]))
        ended = [record for record in mine if record.finished_at]
        assert row["ended"] == len(ended)
        assert row["on_time"] == sum(record.late is False for record in ended)
        assert row["late"] == sum(record.late is True for record in ended)
        assert row["running_late"] == len(mine) - len(ended)
        minutes = [record.net_minutes for record in ended]
        assert row["net"]["mean"] == (round(sum(minutes) / len(minutes), 2) if minutes else None)
        assert row["net"]["p95"] == (max(minutes) if minutes else None)
    spent = [record.gross_minutes for record in StepRecord.select().where(StepRecord.complaint == done.id)]
    assert figures["whole"]["gross"] == {
        "count": 1,
        "mean": round(sum(spent), 2),
        "median": round(sum(spent), 2),
        "p95": round(sum(spent), 2),
    }


def test_a_case_nobody_has_identified_counts_as_undecided(account: Any) -> None:
    new_complaint(account)
    (total,) = month_figures("2026-11", NOW)["totals"]
    assert total == {"channel": "WhatsApp", "category": "Belum ditentukan", "status": "Dalam proses", "count": 1}
