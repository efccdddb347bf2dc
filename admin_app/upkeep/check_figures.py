"""The figure of failing checks: a row for each check that could be asked now, and for none that could not.

What nobody asked is not fine: a row of it would be a false all-clear.
"""

from collections.abc import Iterable
from enum import IntEnum

from admin_app.shell.maintenance import watch
from admin_app.upkeep.prometheus import Figure, Values
from models.rules.upkeep.self_checks import SCHEMA_CHECKS, SELF_CHECKS, SelfFinding


class Asked(IntEnum):
    """How far a program came: to the PC alone, to the database's schema, to all it tells of the office."""

    PC = 0
    SCHEMA = 1
    OFFICE = 2


_OF_OFFICE = (
    *("locked", "only_read", "clock_office", "key_lost", "key_changed"),
    *("agent_jobs", "backup_failed", "backup_second", "restore_drill"),
)
_NEEDS = dict.fromkeys(SCHEMA_CHECKS, Asked.SCHEMA) | dict.fromkeys(_OF_OFFICE, Asked.OFFICE)
# Only an agent hears what time platforms state; /readyz does not know it either.
_OF_AGENT = frozenset({"clock_far", "clock_near", "clock_gateway", "clock_certificates"})


def failing(found: Iterable[SelfFinding], asked: Asked) -> Figure:
    """Return every row that is known now."""
    keys = {one.key for one in found}
    known = [row.key for row in SELF_CHECKS if row.key in keys or _is_known(row.key, asked)]
    values: Values = [({"check": key}, float(key in keys)) for key in known]
    return Figure("aduan_check_failing", "1 where a check of PC or office fails", values)


def _is_known(key: str, asked: Asked) -> bool:
    if key == "memory":
        return watch().probes.memory() is not None  # not every system says
    return key not in _OF_AGENT and _NEEDS.get(key, Asked.PC) <= asked
