"""The figures of a closed month as at closing, for one scope: office, section, a person with hidden cases."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from models.actions.core.identities import masks_of
from models.actions.figures.line_words import masked_facts
from models.rules.core.moments import iso, parse_iso
from models.rules.figures.case_figures import Figures, figures_of
from models.rules.figures.figure_facts import CaseFact, Facts, PauseFact, StepFact, SurveyFact
from models.rules.figures.months import edges, month_label
from models.rules.privacy.conduct_lane import in_lane
from models.rules.privacy.masking import NO_MASK
from models.rules.privacy.visibility import Scope, sees
from models.rules.staff.roles import Section
from models.tables import Complaint, MonthClose, MonthFacts, RegisterLine
from models.tables.privacy.visible import hidden_cases, hides_nothing

_MANY = 400  # in one query


class FrozenScope:
    """What one person sees of a closed month: the cases he saw when it was closed, less those hidden from him now."""

    def __init__(self, close: MonthClose, scope: Scope) -> None:
        """Look at a month; its facts are read only where they are needed."""
        self.close, self._scope = close, scope
        row = MonthFacts.select(MonthFacts.hidden, MonthFacts.taken_at).where(MonthFacts.month == close.month).first()
        self.taken_at: datetime | None = row.taken_at if row else None
        self._then = _hidden_then(json.loads(row.hidden), scope) if row else frozenset[int]()
        self._now = _hidden_now(close.month, scope)

    @property
    def whole(self) -> bool:
        """Whether it is the whole office's: no case of the month is or was hidden from him."""
        return self._scope.everything and not self._then and not self._now

    @property
    def kept(self) -> bool:
        """Whether its figures are frozen; those of a part of the office need the month's facts."""
        return self.whole or self.taken_at is not None

    @cached_property
    def cases(self) -> frozenset[int]:
        """Return the cases counted."""
        rows = ((case, section, there, secret) for case, section, there, secret in self._facts["scopes"])
        return frozenset(case for case, *row in rows if case not in self._now and self._saw(case, *row))

    def figures(self) -> Figures:
        """Return the figures of models/actions/figures/period_figures.counted, with month and label."""
        found: Figures = json.loads(self.close.figures) if self.whole else self._counted()
        return with_subjects(self.close.month, found)

    def _saw(self, case: int, section: str | None, there: bool, secret: bool) -> bool:
        place = Section(section) if section else None
        return case not in self._then and sees(self._scope, place, there, secret)

    def _counted(self) -> Figures:
        kept, mine = self._facts, self.cases
        still_open = [line for case, line in kept["open"] if case in mine]
        late = [line for line in still_open if line["late"]]
        head = {"month": self.close.month, "label": month_label(self.close.month), "as_of": iso(self.close.closed_at)}
        return {**head, **figures_of(_chosen(kept, mine), kept["sop"]), "open": still_open, "late": late}

    @cached_property
    def _facts(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(MonthFacts.get(MonthFacts.month == self.close.month).facts)
        return found


def _chosen(kept: dict[str, Any], mine: Collection[int]) -> Facts:
    """Return the kept facts of some cases."""
    cases = ([*row[:8], parse_iso(row[8]).replace(tzinfo=None), *row[9:]] for row in kept["cases"] if row[0] in mine)
    return Facts(
        cases=[CaseFact._make(row) for row in cases],
        steps=[StepFact._make(row) for row in kept["steps"] if row[0] in mine],
        pauses=[PauseFact._make(row[1:]) for row in kept["pauses"] if row[0] in mine],
        surveys=[SurveyFact._make(row) for row in kept["surveys"] if row[0] in mine],
        categories=kept["categories"],
        officers=dict(kept["officers"]),
    )


def _hidden_then(hidden: dict[str, Any], scope: Scope) -> frozenset[int]:
    named = hidden["named"].get(str(scope.person), ()) if scope.person is not None else ()
    return frozenset((*named, *(hidden["lane"] if scope.outside_lane else ())))


def _hidden_now(month: str, scope: Scope) -> frozenset[int]:
    if hides_nothing(scope):
        return frozenset()
    start, end = edges(month)
    mine = Complaint.id.in_(hidden_cases(scope)) & (Complaint.opened_at >= start) & (Complaint.opened_at < end)
    return frozenset(case for (case,) in Complaint.select(Complaint.id).where(mine).tuples())


def with_subjects(month: str, figures: Figures) -> Figures:
    """Return frozen figures with the subjects of what was open, as the month's register may show them now."""
    rows: Any = figures["open"]
    said = _subjects(month, [row["number"] for row in rows])
    told = [row | {"subject": said.get(row["number"], "")} for row in rows]
    return {**figures, "open": told, "late": [row for row in told if row["late"]]}


def _subjects(month: str, numbers: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for place in range(0, len(numbers), _MANY):
        some = Complaint.number.in_(list(numbers[place : place + _MANY]))
        first = (RegisterLine.month == month) & RegisterLine.corrects.is_null()
        rows = list(RegisterLine.select(RegisterLine, Complaint).join(Complaint).where(first & some))
        masks = masks_of({row.complaint_id for row in rows})
        for row in rows:
            case, mask = row.complaint, masks.get(row.complaint_id, NO_MASK)
            facts = masked_facts(row, mask)
            secret = case.misconduct or in_lane(case.conduct)
            found[case.number] = "(dirahasiakan)" if secret else str(facts.get("subject", ""))
    return found
