"""Clock job: keeps the limits of the law of the open cases that a change was noted of, or that were kept by others.

Every act that a limit hangs on counts it anew itself. This is for what no act says of one case: a limit that the
office entered or changed, other rules of a newer program, and rows that came in another way.
"""

from collections.abc import Sequence
from datetime import datetime

from models.actions.clocks.looking.looks import hold_cases
from models.actions.core.actor import AGENT
from models.actions.core.law.recount_limits import recount_limits
from models.actions.core.office_facts import office_calendar
from models.actions.core.row_by_row import in_batches
from models.actions.core.statutory_clocks import start_clocks
from models.rules.clocks.law_met import HITUNG_ULANG, mark_of
from models.tables import Complaint, StatutoryRule

_MANY = 500  # cases in one transaction


def keep_clocks(now: datetime) -> int:
    """Start and end the limits of every open case that needs it; return how many changed."""
    mark = limits_mark()
    calendar = office_calendar()

    def keep(some: Sequence[int]) -> int:
        held = hold_cases(some)
        changed = start_clocks(held, calendar) + recount_limits(held, HITUNG_ULANG, AGENT, now)
        Complaint.update(limits_by=mark).where(Complaint.id.in_(held)).execute()
        return changed

    return in_batches(cases_to_keep(mark), _MANY, keep, lambda case: f"complaint:{case}")


def limits_mark() -> str:
    """Return a word for the limits of the office as they are now, and for the rules of this program."""
    rule = StatutoryRule
    length, days = (rule.action, rule.amount, rule.unit), (rule.valid_from, rule.valid_until)
    return mark_of(rule.select(rule.id, rule.kind, rule.source, *length, *days).order_by(rule.id).tuples())


def cases_to_keep(mark: str) -> list[int]:
    """Return the open cases that a change was noted of, or whose limits were kept by other ones, in order."""
    by = Complaint.limits_by
    before, after = (Complaint.select(Complaint.id).where(Complaint.open & one) for one in (by < mark, by > mark))
    return sorted(case for (case,) in (before | after).tuples())
