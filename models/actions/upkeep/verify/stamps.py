"""What a complaint keeps for speed besides its stage: since when it stands there, whether it ended, its marks."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from models.actions.core.held_calendars import held_since
from models.actions.upkeep.verify.office import Office
from models.rules.cases.sop import STAGES, Move, Stage
from models.rules.cases.workflow import MARKS
from models.rules.core.moments import to_wib
from models.tables import Complaint, History, MonthClose, RegisterLine

_FLAGS = ("forwarded", "head_answered", "referred", "unreachable")


def finished(office: Office) -> Iterator[str]:
    """Yield complaints whose end, or whose time at their stage, is not that of their last move."""
    columns = (
        Complaint.id,
        Complaint.number,
        Complaint.stage_since,
        Complaint.closed_at,
        History.at,
        History.to_stage,
    )
    query = Complaint.select(*columns).join(History, on=History.complaint == Complaint.id)
    moves = query.order_by(Complaint.id, History.id).tuples().iterator()
    for _, group in groupby(moves, key=lambda row: row[0]):
        *_, (_, number, since, closed_at, at, stage) = group
        if since != at:
            yield f"{number} stands at its stage since {since}, its last move was at {at}."
        ended = None if stage not in list(Stage) or STAGES[Stage(stage)].open else at
        if closed_at != ended:
            yield f"{number} is kept as ended {closed_at}, its history says {ended}."


def marks(office: Office) -> Iterator[str]:
    """Yield complaints whose marks of the way they went are not those their moves set.

    Of complaints recorded before calendars were kept, moves may have set others: they are not judged.
    """
    since = held_since()
    if since is None:
        return
    kept = [getattr(Complaint, name) for name in _FLAGS]
    cases = {row[0]: row[1:] for row in Complaint.select(Complaint.id, *kept).where(_after(since)).tuples()}
    made = History.select(History.complaint, History.move).join(Complaint).where(_after(since))
    found: dict[int, dict[str, Any]] = defaultdict(lambda: dict.fromkeys(_FLAGS, False))
    for case, move in made.order_by(History.id).tuples().iterator():
        found[case].update(MARKS.get(Move(move), {}) if move in list(Move) else {})
    for case, values in sorted(cases.items()):
        for name, value in zip(_FLAGS, values, strict=True):
            if bool(value) is not found[case][name]:
                yield f"complaint {case} is kept as {name}={bool(value)}, its moves say {found[case][name]}."


def _after(since: datetime) -> Any:
    return Complaint.recorded_at >= since


def months(office: Office) -> Iterator[str]:
    """Yield lines of a closed month, as it was closed, whose complaint was received in another month."""
    first = RegisterLine.corrects.is_null() & (RegisterLine.reason == "")
    columns = (
        RegisterLine.month,
        RegisterLine.position,
        Complaint.number,
        Complaint.opened_at,
        Complaint.recorded_at,
    )
    closed = MonthClose.select(MonthClose.month)
    query = RegisterLine.select(*columns).join(Complaint).where(first & RegisterLine.month.in_(closed))
    for month, position, number, opened, recorded in query.order_by(RegisterLine.id).tuples().iterator():
        # Before the three times were kept, a complaint belonged to the month in which it was recorded.
        if month not in {_month(opened), _month(recorded or opened)}:
            yield f"month {month}: line {position} is {number}, which was received in {_month(opened)}."


def _month(moment: datetime) -> str:
    return f"{to_wib(moment):%Y-%m}"
