"""An issue of the SOP: nine steps in order, words that fit, times that can be met; what changed is told."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.rules.cases.sop import Step
from models.rules.clocks.due_dates import Standard, Unit
from models.rules.office.sop_issue import LONGEST, Issue, SopNotAllowed, StepIssued, changed_standards, check_issue

STEPS = tuple(
    StepIssued(int(step), f"Kegiatan {step}", "Pengelola", Standard(30, Unit.MENIT), "Keluaran") for step in Step
)
ISSUE = Issue("SOP-2", "Pengelolaan pengaduan", date(2026, 12, 1), STEPS)


def with_step(place: int, **change: Any) -> Issue:
    return replace(ISSUE, steps=(*STEPS[: place - 1], replace(STEPS[place - 1], **change), *STEPS[place:]))


def test_nine_steps_with_words_and_times_are_an_issue() -> None:
    check_issue(ISSUE)
    for unit, longest in LONGEST.items():
        check_issue(with_step(6, standard=Standard(longest, unit)))
        check_issue(with_step(6, standard=Standard(1, unit)))


@pytest.mark.parametrize(
    ("issue", "words"),
    [
        (replace(ISSUE, number=""), "nomor SOP"),
        (replace(ISSUE, number="x" * 81), "nomor SOP"),
        (replace(ISSUE, title=""), "judul SOP"),
        (replace(ISSUE, title="x" * 201), "judul SOP"),
        (replace(ISSUE, steps=STEPS[:8]), "sembilan langkah"),
        (replace(ISSUE, steps=STEPS[::-1]), "sembilan langkah"),
        (with_step(3, title=""), "Langkah 3: isi kegiatan"),
        (with_step(3, actor="x" * 201), "Langkah 3: isi pelaksana"),
        (with_step(9, output=""), "Langkah 9: isi keluaran"),
        *(
            (with_step(5, standard=Standard(amount, unit)), f"Langkah 5: waktunya antara 1 dan {longest} {unit}")
            for unit, longest in LONGEST.items()
            for amount in (-1, 0, longest + 1)
        ),
    ],
)
def test_what_could_not_be_worked_by_is_refused_with_its_step(issue: Issue, words: str) -> None:
    with pytest.raises(SopNotAllowed, match=words):
        check_issue(issue)


def test_only_times_that_are_others_are_told_with_what_they_were() -> None:
    later = with_step(4, standard=Standard(45, Unit.MENIT)).steps
    assert changed_standards(STEPS, later) == {4: Standard(30, Unit.MENIT)}
    assert changed_standards(STEPS, with_step(4, title="Lain").steps) == {}
    assert changed_standards((), later) == {}
