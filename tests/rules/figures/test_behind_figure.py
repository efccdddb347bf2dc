"""Behind every figure of a report stand as many cases, or rounds of steps, as it counts."""

import pytest
from hypothesis import given

from models.rules.cases.sop import Step
from models.rules.figures.behind_figure import FIGURES, WHOLE, behind, officer_row
from models.rules.figures.case_figures import figures_of
from models.rules.figures.figure_facts import Facts, StepFact
from tests.rules.figures.test_case_figures import SOP, facts

OF_CASES = {"waktu": "trend", "seksi": "sections", "sarana": "channels", "kategori": "categories"}
STEPS = ("ended", "on_time", "late", "running_late")


@given(facts())
def test_a_figure_has_its_cases_behind_it(given: Facts) -> None:
    figures = figures_of(given, SOP)
    for table, name in OF_CASES.items():
        for row in figures[name]:
            counted = {figure: row.get(figure, row["desk_steps"].get(figure)) for figure in FIGURES}
            assert {figure: len(behind(given, table, row["label"], figure)) for figure in FIGURES} == counted, table
    for row in figures["steps"]:
        found = {figure: len(behind(given, "langkah", str(row["step"]), figure)) for figure in STEPS}
        assert found == {figure: row[figure] for figure in STEPS}
    for row in figures["officers"]:
        assert len(behind(given, "petugas", officer_row(row["key"]), "late")) == row["late"]
    assert len(behind(given, WHOLE, "", "received")) == figures["received"]
    desks = [row for row in figures["steps"] if row["step"] != Step.MENERIMA]
    assert len(behind(given, WHOLE, "", "running_late")) == sum(row["running_late"] for row in desks)


def test_an_officer_has_nothing_that_runs_and_an_unknown_figure_is_none() -> None:
    running = StepFact(1, 2, None, 7, False, True, 0.0, 0.0)
    assert behind(Facts([], [running]), "petugas", "7", "running_late") == []
    assert behind(Facts([], [running]), "lain", "7", "received") == []
    with pytest.raises(KeyError):
        behind(Facts([], []), "langkah", "2", "share")
