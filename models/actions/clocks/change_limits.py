"""Weighs a change of a limit of the law: where cases were opened on days it changes, it waits for a second person.

Without one it would give cases that run a limit, or keep one from them, after the fact.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from peewee import ColumnBase

from models.actions.clocks.calendar_rows import LIMITS, RowChange, Values, change_of
from models.actions.clocks.keep_limits import check_limit, ended_by
from models.rules.clocks.past_limits import Days, changed_days
from models.rules.clocks.statutory import fits, is_valid
from models.rules.core.moments import from_wib, to_wib
from models.rules.privacy.visibility import Scope
from models.tables import Complaint, StatutoryRule
from models.tables.privacy.visible import hidden_cases, hides_nothing


@dataclass(frozen=True)
class LimitEffect:
    """What a change of limits touches: the cases opened on its days, and of the open ones, how many would get it.

    Without those hidden from whoever asks.
    """

    cases: int
    given: int


def changes_of(row: StatutoryRule) -> list[RowChange]:
    """Return what storing a limit would do: its own row, and the end of the earlier ones it succeeds."""
    return [change_of(row), *(change_of(earlier) for earlier in ended_by(row))]


def touches_cases(changes: Sequence[RowChange]) -> bool:
    """Whether a case was opened on a day for which these changes let another limit hold."""
    opened = _opened(changes)
    return opened is not None and Complaint.select().where(opened).exists()


def limit_effect(changes: Sequence[RowChange], scope: Scope) -> LimitEffect | None:
    """Return what these changes touch; None where none is of a limit."""
    after = [change.after for change in _of_limits(changes) if change.after]
    if not after:
        return None
    opened = _opened(changes)
    if opened is None:
        return LimitEffect(0, 0)
    if not hides_nothing(scope):
        opened &= Complaint.id.not_in(hidden_cases(scope))
    cases = Complaint.select(Complaint.open, Complaint.kind, Complaint.source, Complaint.opened_at).where(opened)
    rows = list(cases)
    given = sum(case.open and any(_holds(values, case) for values in after) for case in rows)
    return LimitEffect(len(rows), given)


def check_limits(changes: Sequence[RowChange]) -> None:
    """Raise LimitNotAllowed where a limit among these changes may no longer be stored. Before they are."""
    for change in _of_limits(changes):
        if change.after:
            own: Values = {} if change.row is None else {"id": change.row}
            check_limit(StatutoryRule(**own, **change.after))


def _of_limits(changes: Sequence[RowChange]) -> Iterator[RowChange]:
    return (change for change in changes if change.table == LIMITS)


def _opened(changes: Sequence[RowChange]) -> ColumnBase | None:
    """Return the condition for cases opened on the days these changes are about; None where there are none."""
    found: ColumnBase | None = None
    for change in _of_limits(changes):
        for first, last in changed_days(_days(change.before), _days(change.after), _other(change)):
            mine = Complaint.opened_at >= _midnight(first)
            mine &= Complaint.opened_at < _midnight(last + timedelta(days=1)) if last else mine
            found = mine if found is None else found | mine
    return None if found is None else found & Complaint.destroyed_at.is_null()


def _days(values: Values) -> Days | None:
    return (values["valid_from"], values["valid_until"]) if values else None


def _other(change: RowChange) -> bool:
    """Whether the limit itself is another, not only its days, its name or its basis."""
    return any(
        change.before.get(name) != change.after.get(name) for name in ("kind", "source", "action", "amount", "unit")
    )


def _holds(values: Values, case: Complaint) -> bool:
    day = to_wib(case.opened_at).date()
    ours = fits(values["kind"], values["source"], case.kind, case.source)
    return ours and is_valid(values["valid_from"], values["valid_until"], day)


def _midnight(day: date) -> datetime:
    return from_wib(datetime.combine(day, time()))
