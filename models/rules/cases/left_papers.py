"""What is left of a case's papers when it is to be put away, as a move's refusal and the page name it."""

from dataclasses import dataclass

from models.rules.cases.sop import Output
from models.rules.staff.roles import ROLES, Role


@dataclass(frozen=True)
class LeftPaper:
    """One unfinished paper: what it is, who issues it, its draft where there is one, and what it counts as."""

    what: str
    issuer: Role
    document_id: int | None = None
    output: Output | None = None  # what its issuing brings about

    @property
    def words(self) -> str:
        """Return it with the post that issues it."""
        return f"{self.what} ({ROLES[self.issuer].label})"
