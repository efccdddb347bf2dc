"""Who acts: a signed-in officer, or the agent on his behalf. Handed to every action, written into every trace."""

from dataclasses import dataclass

from models.rules.roles import ROLES, Role, Section
from models.rules.visibility import Sight, sight_of
from models.tables import Staff


@dataclass(frozen=True)
class Actor:
    """A person (or the agent) acting now, from an address. `chain` is the audit chain of the program."""

    username: str
    role: Role | None = None
    staff_id: int | None = None
    section: Section | None = None
    address: str = ""
    chain: str = "web"

    @property
    def sight(self) -> Sight:
        """What this person may see."""
        return sight_of(self.role, self.section) if self.role else Sight(everything=True)


AGENT = Actor("agen", chain="agen")
OPERATOR = Actor("operator", chain="web")  # somebody at the command line of the server itself


def actor_of(staff: Staff, address: str = "") -> Actor:
    """Make the actor of a staff account."""
    role = Role(staff.role)
    section = ROLES[role].section or (Section(staff.section) if staff.section else None)
    return Actor(staff.username, role, staff.id, section, address)
