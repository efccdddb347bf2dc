"""Reads whose initials a draft has and lacks by now, and keeps its state to that when those who initial change."""

from models.actions.core.office_facts import office_settings
from models.actions.papers.paper_rights import document_row, signing_role
from models.rules.papers.documents import DocumentRow, DocumentState, paraf_chain
from models.rules.staff.roles import Role
from models.tables import Document, Paraf
from models.tables.core.database import is_sqlite

_UNSIGNED = (str(DocumentState.KONSEP), str(DocumentState.DIPARAF))


def missing_parafs(document: Document, row: DocumentRow, signer: Role) -> tuple[Role, ...]:
    """Return which initials this version of the draft still lacks, in order."""
    mine = (Paraf.document == document.id) & (Paraf.version == document.version) & ~Paraf.returned
    done = {Role(paraf.role) for paraf in Paraf.select(Paraf.role).where(mine)}
    return tuple(role for role in paraf_chain(row, signer) if role not in done)


def returned(document: Document) -> Paraf | None:
    """Return the return of this version of the draft, with its comment; None where it was not returned."""
    mine = (Paraf.document == document.id) & (Paraf.version == document.version) & Paraf.returned
    return Paraf.select().where(mine).order_by(Paraf.id.desc()).first()


def recount_initials(code: str) -> None:
    """Let each draft of a type say whether all have initialled it who initial such papers by now."""
    row, settings = document_row(code), office_settings()
    query = Document.select().where((Document.type == code) & Document.state.in_(_UNSIGNED))
    for draft in list(query if is_sqlite() else query.for_update()):
        case = draft.complaint if draft.complaint_id else None
        signer = signing_role(case, code, settings)
        whole = paraf_chain(row, signer) and not missing_parafs(draft, row, signer) and returned(draft) is None
        state = DocumentState.DIPARAF if whole else DocumentState.KONSEP
        Document.update(state=str(state)).where(Document.id == draft.id).execute()
