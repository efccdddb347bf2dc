"""Whether the clock jobs look at every case in time: by triggers that note changes, moments and marks they keep."""

from collections.abc import Iterator

from models.actions.clocks.give_warnings import not_given
from models.actions.clocks.looking.limits import cases_to_keep, limits_mark
from models.actions.clocks.looking.looks import cases_to_look_at, clock_facts
from models.actions.core.law.recount_limits import recounted
from models.actions.upkeep.verify.asking import one_view
from models.actions.upkeep.verify.office import Office
from models.tables import Complaint
from models.tables.clocks import look_triggers

_AT_ONCE = 500


def triggers(_office: Office) -> Iterator[str]:
    """Yield missing triggers: without one a warning may come up to a day late."""
    for name in look_triggers.missing():
        yield f"clocks: trigger {name} is missing, so changes are seen late. Run 'run_admin.py migrate'."


def moments(office: Office) -> Iterator[str]:
    """Yield open cases with a warning due that the clock job would not look at now."""
    with one_view():
        facts = clock_facts()
        for some in _open_besides(cases_to_look_at(facts.mark, office.now)):
            for key in not_given(some, facts, office.now):
                yield f"clocks: warning {key} is due, and its case is looked at later. Run 'run_admin.py migrate'."


def limits(_office: Office) -> Iterator[str]:
    """Yield limits of the law of open cases that count otherwise than they are kept, and that nobody would keep."""
    with one_view():
        for some in _open_besides(cases_to_keep(limits_mark())):
            for one in recounted(some):
                if one.differs:
                    name = f"limit {one.clock.rule.key} of complaint {one.clock.complaint_id}"
                    yield f"clocks: {name} counts otherwise, and is not kept anew. Run 'run_admin.py migrate'."


def _open_besides(cases: list[int]) -> Iterator[list[int]]:
    """Yield the other open cases, some at once."""
    apart = set(cases)
    opened = Complaint.select(Complaint.id).where(Complaint.open).order_by(Complaint.id).tuples()
    left = [case for (case,) in opened if case not in apart]
    yield from (left[place : place + _AT_ONCE] for place in range(0, len(left), _AT_ONCE))
