"""What the figures of a report are counted from: complaints, rounds of their steps, questions of satisfaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple


class CaseFact(NamedTuple):
    """What is counted of a complaint; a tuple, because a year has tens of thousands. `late`: past its due time."""

    id: int
    channel: str
    kind: str
    category: str
    section: str | None
    stage: str
    open: bool
    late: bool
    opened_at: datetime
    unreachable: bool = False


class StepFact(NamedTuple):
    """What is counted of one round of a step; net minutes are working time, gross minutes wall-clock time.

    `late`: it ended after its due time, or still runs past it. Without any pause, or with those that wait to be
    countersigned, it may be `late_plain` or `late_asked` instead; None: as `late`.
    """

    complaint: int
    step: int
    section: str | None
    actor: int | None
    ended: bool
    late: bool
    net_minutes: float
    gross_minutes: float
    late_plain: bool | None = None
    late_asked: bool | None = None


class PauseFact(NamedTuple):
    """What is counted of one pause: its step and what became of it (PauseState)."""

    step: int
    state: str


class SurveyFact(NamedTuple):
    """One question about a citizen's satisfaction; `answer` is None until he answers."""

    complaint: int
    scale: int
    answer: int | None


@dataclass(frozen=True)
class Facts:
    """The facts of one period as of a moment, and the labels of categories and officers."""

    cases: Sequence[CaseFact]
    steps: Sequence[StepFact]
    surveys: Sequence[SurveyFact] = ()
    categories: Mapping[str, str] = field(default_factory=dict)
    officers: Mapping[int, str] = field(default_factory=dict)
    pauses: Sequence[PauseFact] = ()
