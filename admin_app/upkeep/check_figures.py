"""The figure of failing checks: a row for each condition that could be asked now, and for none that could not.

What nobody asked is not fine: a row of it would be a false all-clear.
"""

from admin_app.shell.maintenance import watch
from admin_app.upkeep.prometheus import Figure, Values
from models.actions.upkeep.conditions import Look
from models.rules.upkeep.conditions.row import Condition, Face
from models.rules.upkeep.conditions.table import CONDITIONS, faces_of


def failing(look: Look) -> Figure:
    """Return every row that is known now."""
    keys = {one.key for one in look.held}
    known = [row.key for row in CONDITIONS if row.key in keys or _is_known(row, look)]
    values: Values = [({"check": key}, float(key in keys)) for key in known]
    return Figure("aduan_check_failing", "1 where a condition of machine or office holds", values)


def _is_known(row: Condition, look: Look) -> bool:
    if row.key == "memory" and watch().probes.memory() is None:
        return False  # not every system says
    return row.source in look.asked and Face.METRICS in faces_of(row)
