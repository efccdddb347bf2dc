"""Decides who is told of a case: everybody in a role who may see it, or the next role up where nobody may."""

from collections.abc import Collection, Iterable
from datetime import datetime

from models.actions.core.actor import actor_of
from models.rules.clocks.warnings import NEXT_UP
from models.rules.core.moments import to_wib
from models.rules.staff.roles import Role
from models.tables import Complaint, Staff
from models.tables.privacy.visible import visible


class WarnedPeople:
    """The active accounts with the posts they hold or stand in for now, read once for a round of warnings."""

    def __init__(self, now: datetime) -> None:
        day = to_wib(now).date()
        accounts = list(Staff.select().where(Staff.active).order_by(Staff.id))
        self._people = {account.id: actor_of(account, day=day) for account in accounts}
        self._wanting = {account.id for account in accounts if account.wants_messages and account.phone}
        self._wanting_work = {account.id for account in accounts if account.wants_tasks and account.phone}
        self._seeing: dict[int, set[int]] = {}

    def look_at(self, cases: Collection[int]) -> None:
        """Read who may see these cases, by one query per person."""
        for staff, who in self._people.items():
            seen = Complaint.select(Complaint.id).where(Complaint.id.in_(list(cases)) & visible(who.scope))
            self._seeing[staff] = {row for (row,) in seen.tuples()}

    def of(self, case: int, roles: Iterable[Role]) -> list[int]:
        """Return the accounts to tell of such a case, in order, each once, without those it is hidden from."""
        found: dict[int, None] = {}
        for role in roles:
            wanted: Role | None = role
            people: list[int] = []
            while wanted is not None and not people:
                people = [
                    staff for staff, who in self._people.items() if self._hears(staff, wanted in who.roles, case)
                ]
                wanted = NEXT_UP[wanted]
            found |= dict.fromkeys(people)
        return list(found)

    def holding(self, roles: Collection[Role], case: int | None = None) -> list[int]:
        """Return the accounts that hold or stand in for one of these posts, without those a case is hidden from."""
        mine = [staff for staff, who in self._people.items() if who.among(roles)]
        return [staff for staff in mine if case is None or case in self._seeing[staff]]

    def wants_work(self, staff: int) -> bool:
        """Whether this person also hears on his telephone of papers and dispositions that wait for him."""
        return staff in self._wanting_work

    def wants(self, staff: int) -> bool:
        """Whether this person also wants warnings on his telephone."""
        return staff in self._wanting

    def _hears(self, staff: int, holds: bool, case: int) -> bool:
        return holds and case in self._seeing[staff]
