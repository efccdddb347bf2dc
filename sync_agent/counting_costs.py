"""Counts what a platform charged at once, before anything is made of its answer; what the database refuses is owed.

A kill between the platform's answer and the count loses at most that one answer, and nothing where it is read again
on the same day: until then its page is not stored either. A request that writes is counted before it leaves.
"""

from collections.abc import Sequence

from peewee import InterfaceError, OperationalError

from models.actions.channels.count_charges import count_charges
from models.rules.channels.costs.prices import Charge
from sync_agent.clock import Clock


class CostCounter:
    """The count of one account. An answer is never held back for it, so a failure is made good with the next one."""

    def __init__(self, account_id: int, now: Clock) -> None:
        self._account_id, self._now = account_id, now
        self._owed: list[Charge] = []

    def __call__(self, charges: Sequence[Charge]) -> None:
        """Store these charges and those owed."""
        self._owed += charges
        try:
            count_charges(self._account_id, self._owed, self._now())
        except (OperationalError, InterfaceError):
            return
        self._owed = []
