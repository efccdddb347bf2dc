"""Says who is told of a case: everybody of a role who may see it, or of the next role up where nobody may."""

from collections.abc import Iterable
from dataclasses import dataclass

from models.actions.actor import actor_of
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
    """The active accounts, read once for a round of warnings."""

    def __init__(self) -> None:
        self._people = list(Staff.select().where(Staff.active).order_by(Staff.id))
        self._seeing: dict[tuple[int, int], bool] = {}

    def of(self, case: Complaint, roles: Iterable[Role]) -> list[int]:
        """Give the accounts to tell, in order, nobody twice; nobody to whom the case is hidden."""
        found: dict[int, None] = {}
        for role in roles:
            wanted: Role | None = role
            people: list[int] = []
            while wanted is not None and not people:
                people = [person.id for person in self._people if person.role == wanted and self._sees(person, case)]
                wanted = NEXT_UP[wanted]
            found |= dict.fromkeys(people)
        return list(found)

    def _sees(self, person: Staff, case: Complaint) -> bool:
        known = (person.id, case.id)
        if known not in self._seeing:
            mine = (Complaint.id == case.id) & visible(actor_of(person).sight)
            self._seeing[known] = Complaint.select().where(mine).exists()
        return self._seeing[known]
