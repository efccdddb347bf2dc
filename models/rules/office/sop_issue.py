"""What one issue of the SOP must contain: nine steps in the SOP's order, each with its words and a possible time."""

from dataclasses import dataclass
from datetime import date

from models.rules.cases.sop import Step
from models.rules.clocks.due_dates import Standard, Unit
from models.rules.core.errors import RuleBroken

LONGEST = {Unit.MENIT: 4800, Unit.HARI: 90}  # working minutes (two weeks of the office), working days
LONGEST_WORDS = 200
LONGEST_NUMBER = 80


class SopNotAllowed(RuleBroken):
    """Terbitan SOP ini tidak dapat disimpan."""


@dataclass(frozen=True)
class StepIssued:
    """One step in an issue: what is done, by whom, in which time, and with which output."""

    step: int
    title: str
    actor: str
    standard: Standard
    output: str


@dataclass(frozen=True)
class Issue:
    """An issue of the SOP: its number and title, the first day it is valid for, and its steps."""

    number: str
    title: str
    valid_from: date
    steps: tuple[StepIssued, ...]


def check_issue(issue: Issue) -> None:
    """Raise SopNotAllowed, naming the step and its fault, where the office could not work by this issue."""
    if not issue.number or len(issue.number) > LONGEST_NUMBER:
        raise SopNotAllowed(f"Isi nomor SOP, paling panjang {LONGEST_NUMBER} huruf.")
    if not issue.title or len(issue.title) > LONGEST_WORDS:
        raise SopNotAllowed(f"Isi judul SOP, paling panjang {LONGEST_WORDS} huruf.")
    if [row.step for row in issue.steps] != [int(step) for step in Step]:
        raise SopNotAllowed("SOP ini harus memuat sembilan langkah, berurutan.")
    for row in issue.steps:
        _check_step(row)


def _check_step(row: StepIssued) -> None:
    for name, words in (("kegiatan", row.title), ("pelaksana", row.actor), ("keluaran", row.output)):
        if not words or len(words) > LONGEST_WORDS:
            raise SopNotAllowed(f"Langkah {row.step}: isi {name}, paling panjang {LONGEST_WORDS} huruf.")
    longest = LONGEST[row.standard.unit]
    if not 1 <= row.standard.amount <= longest:
        raise SopNotAllowed(f"Langkah {row.step}: waktunya antara 1 dan {longest} {row.standard.unit}.")


def changed_standards(before: tuple[StepIssued, ...], after: tuple[StepIssued, ...]) -> dict[int, Standard]:
    """Return the steps whose time differs in the later issue, each with its earlier time."""
    earlier = {row.step: row.standard for row in before}
    return {row.step: earlier[row.step] for row in after if row.step in earlier and earlier[row.step] != row.standard}
