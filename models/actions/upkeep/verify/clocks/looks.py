"""Whether the clock job looks at every case in time: the triggers that note changes, and the moments it keeps."""

from collections.abc import Iterator

from models.actions.clocks.give_warnings import not_given
from models.actions.clocks.looking.looks import cases_to_look_at, clock_facts
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
        looked_at = set(cases_to_look_at(facts.mark, office.now))
        opened = Complaint.select(Complaint.id).where(Complaint.open).order_by(Complaint.id).tuples()
        left = [case for (case,) in opened if case not in looked_at]
        for place in range(0, len(left), _AT_ONCE):
            for key in not_given(left[place : place + _AT_ONCE], facts, office.now):
                yield f"clocks: warning {key} is due, and its case is looked at later. Run 'run_admin.py migrate'."
