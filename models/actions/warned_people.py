"""Says who is told of a case: everybody of a role who may see it, or of the next role up where nobody may."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from models.actions.actor import Actor, actor_of
from models.rules.moments import to_wib
from models.rules.roles import Role
from models.rules.warnings import NEXT_UP
from models.tables import Complaint, Staff
from models.tables.visible import visible


@dataclass(frozen=True)
class Told:
    """One person told one thing, under one key."""

    staff: int
    key: str
    text: str


class WarnedPeople:
    """The active accounts with the posts they hold or stand in for now, read once for a round of warnings."""

    def __init__(self, now: datetime) -> None:
        day = to_wib(now).date()
        accounts = Staff.select().where(Staff.active).order_by(Staff.id)
        self._people = [actor_of(account, day=day) for account in accounts]
        self._seeing: dict[tuple[int, int], bool] = {}

    def of(self, case: Complaint, roles: Iterable[Role]) -> list[int]:
        """Give the accounts to tell, in order, nobody twice; nobody to whom the case is hidden."""
        found: dict[int, None] = {}
        for role in roles:
            wanted: Role | None = role
            people: list[int] = []
            while wanted is not None and not people:
                people = [who.staff_id for who in self._people if who.staff_id and self._hears(who, wanted, case)]
                wanted = NEXT_UP[wanted]
            found |= dict.fromkeys(people)
        return list(found)

    def _hears(self, who: Actor, wanted: Role, case: Complaint) -> bool:
        return wanted in who.roles and self._sees(who, case)

    def _sees(self, who: Actor, case: Complaint) -> bool:
        known = (who.staff_id or 0, case.id)
        if known not in self._seeing:
            mine = (Complaint.id == case.id) & visible(who.sight)
            self._seeing[known] = Complaint.select().where(mine).exists()
        return self._seeing[known]
