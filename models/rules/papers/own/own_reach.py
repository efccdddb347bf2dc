"""Whether those whom an own type needs can open a case: what a post outside it has to sign would never be done."""

from models.rules.cases.workflow import CaseFacts
from models.rules.papers.documents import DocumentRow, paraf_chain
from models.rules.privacy.visibility import scope_of, sees
from models.rules.staff.roles import Role


def unseeing(row: DocumentRow, signer: Role, case: CaseFacts) -> tuple[Role, ...]:
    """Return who has to initial or sign a paper of an own type and does not see this case, in their order.

    Of a built-in type the SOP itself brings the case to each of them.
    """
    needed = (*paraf_chain(row, signer), signer) if row.own else ()
    about = (case.section, case.forwarded, case.misconduct)
    return tuple(role for role in needed if not sees(scope_of(role), *about, suspected=case.suspected))
