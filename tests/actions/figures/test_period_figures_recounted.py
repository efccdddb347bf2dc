"""The figures of a busy office are those of an independent count of its raw history, to the minute."""

from typing import Any

from models.actions.figures.month_figures import month_figures
from models.actions.figures.period_figures import period_figures
from models.actions.papers.list_facts import recap_facts
from models.rules.figures.months import month_of, months_between
from models.rules.figures.periods import Period, own_period, read_period
from models.rules.staff.roles import SECTION_LABELS, Section
from models.tables import Pause, StepRecord, Survey
from models.tables.core.database import is_sqlite
from tests.actions.busy_office import BusyOffice
from tests.actions.figures.recounting import Hours, Recount, measured, recount
from tests.office import NOW
from tests.sizes import so_many

COMPLAINTS = so_many(48, 150)
ON_POSTGRESQL = so_many(20, 150)  # the same counting, asked of the other database
MINUTE = 0.5


def whole_time(office: BusyOffice) -> Period:
    """The period everything of the office lies in."""
    return own_period(NOW.date(), office.now.date())


def same_minutes(mine: dict[str, Any], counted: dict[str, Any], where: str) -> None:
    assert mine["count"] == counted["count"], where
    for name in ("mean", "median", "p95"):
        if counted[name] is None:
            assert mine[name] is None, (where, name)
        else:
            assert abs(mine[name] - counted[name]) < MINUTE, (where, name)


def same(row: dict[str, Any], counted: dict[str, Any], where: str) -> None:
    assert (row["ended"], row["late"]) == (counted["ended"], counted["late"]), where
    assert row["on_time"] == counted["ended"] - counted["late"], where
    due = counted["ended"] + counted["running_late"]  # by the clock, all of these should have ended
    assert row["share"] == (round(100 * row["on_time"] / due, 1) if due else None), where
    same_minutes(row["net"], counted["net"], f"{where} net")
    same_minutes(row["gross"], counted["gross"], f"{where} gross")


def compare_pauses(figures: Any, counted: Recount) -> None:
    for row, step in zip(figures["pauses"], figures["steps"], strict=True):
        mine = counted.steps[row["step"]]
        assert (row["ended"], row["on_time"]) == (mine["ended"], mine["ended"] - mine["late"]), row["step"]
        assert row["on_time_plain"] <= row["on_time"] <= row["on_time_asked"] <= step["ended"], row["step"]
        assert row["asked"] == row["accepted"] + row["waiting"] + row["refused"]
    counting = Pause.select().join(StepRecord).where(StepRecord.outcome != "ditutup")  # of none broken off
    asked, refused = counting.count(), counting.where(Pause.refused).count()
    assert [sum(row[name] for row in figures["pauses"]) for name in ("asked", "refused")] == [asked, refused]


def compare(figures: Any, counted: Recount) -> None:
    assert figures["received"] == counted.received
    for row in figures["steps"]:
        same(row, counted.steps[row["step"]], f"step {row['step']}")
        assert row["running_late"] == counted.steps[row["step"]]["running_late"], row["step"]
    compare_pauses(figures, counted)
    assert {row["label"] for row in figures["officers"]} == set(counted.officers)
    for row in figures["officers"]:
        same(row, counted.officers[row["label"]], row["label"])
    labels = {str(SECTION_LABELS[Section(key)]): row for key, row in counted.sections.items()}
    groups = {
        "sections": labels,
        "categories": counted.categories,
        "channels": {"WhatsApp": counted.channels["waha"]},
    }
    for name, expected in groups.items():
        for row in figures[name]:
            if row["label"] in expected:
                same(row["steps"], expected[row["label"]], row["label"])
                assert row["steps"]["running_late"] == expected[row["label"]]["running_late"]
            else:
                assert row["steps"]["ended"] == 0, row["label"]
    for row in figures["channels"]:
        same(row["desk_steps"], counted.desks["waha"], "without step 1")
    for name in ("net", "gross"):
        same_minutes(figures["whole"][name], counted.whole[name], f"whole {name}")
    assert {line["number"] for line in figures["open"]} == counted.open
    assert {line["number"] for line in figures["late"]} == counted.late
    assert {row["answer"]: row["count"] for row in figures["satisfaction"]["answers"]} == counted.answers


def test_a_figure_that_is_not_recounted_is_named(sqlite_account: Any) -> None:
    # A key that is missing here: count it in recounting.py and compare it above, then add it.
    office = BusyOffice(sqlite_account, 3).work(2)
    figures: Any = period_figures(whole_time(office), office.now)
    recounted = {
        "received",
        "steps",
        "pauses",
        "officers",
        "sections",
        "categories",
        "channels",
        "whole",
        "open",
        "late",
    }
    told_elsewhere = {"as_of", "period", "label", "frozen"}
    # Sums over these, asked in tests/rules/figures.
    summed = {"by_kind", "by_status", "totals", "trend", "over_time", "heat", "satisfaction"}
    assert set(figures) == recounted | told_elsewhere | summed
    tally = {"ended", "on_time", "late", "share", "running_late", "net", "gross"}
    assert set(figures["channels"][0]["desk_steps"]) == set(figures["channels"][0]["steps"]) == tally


def test_every_figure_agrees_with_the_raw_history(account: Any) -> None:
    office = BusyOffice(account, 1).work(COMPLAINTS if is_sqlite() else ON_POSTGRESQL)
    counted = recount(office.now)
    figures = period_figures(whole_time(office), office.now)
    compare(figures, counted)
    # The office did everything that can go wrong with a figure.
    outcomes = {row.outcome for row in StepRecord.select()}
    assert {"selesai", "dikembalikan", "digabung"} <= outcomes
    assert Pause.select().where(Pause.refused).exists()
    assert Pause.select().where(~Pause.refused).exists()
    assert Survey.select().where(Survey.answer.is_null(False)).exists()
    # A count by standing in the middle of every minute agrees too.
    hours = Hours()
    plain = [
        one for one in measured(hours) if one.ended and abs(one.net * 60 - hours.seconds(one.started, one.ended)) < 1
    ]
    for one in plain[:60]:
        assert one.ended is not None
        assert abs(hours.by_minutes(one.started, one.ended) - one.net) <= 5


def test_month_recap_and_paper_say_the_same(sqlite_account: Any) -> None:
    office = BusyOffice(sqlite_account, 3).work(16)
    for month in months_between("2026-11", month_of(office.now)):
        figures = period_figures(read_period(month), office.now)
        assert month_figures(month, office.now)["steps"] == figures["steps"]
        paper: Any = recap_facts(month, "REKAP", office.now, masked=False)
        assert (paper["received"], paper["totals"], paper["open"]) == (
            figures["received"],
            figures["totals"],
            figures["open"],
        )
        for printed, row in zip(paper["steps"], figures["steps"], strict=True):
            assert (printed["ended"], printed["late"]) == (row["ended"], row["late"])
            assert printed["net"]["p95"] == (None if row["net"]["p95"] is None else round(row["net"]["p95"]))
        assert paper["whole"]["gross"]["count"] == figures["whole"]["gross"]["count"]
