"""Who may draft, initial, sign and cancel a paper now, by its row, the office's setting, and the case's desk."""

from collections.abc import Mapping
from datetime import date

from models.actions.core.actor import Actor
from models.actions.core.case_papers import signer_by_row
from models.actions.core.own_types.catalogue import row_of_type
from models.actions.office.delegations import delegates
from models.rules.cases.sop import STAGES, Stage
from models.rules.core.errors import DocumentNotAllowed
from models.rules.papers.documents import DocumentRow, may_draft, may_sign, signer_of
from models.rules.staff.roles import ROLES, Role
from models.tables import Complaint


def document_row(code: str) -> DocumentRow:
    """Return the row of a document type. Raises DocumentNotAllowed where there is none."""
    row = row_of_type(code)
    if row is None:
        raise DocumentNotAllowed(f"Jenis naskah “{code}” tidak dikenal.")
    return row


def signing_role(case: Complaint | None, code: str, settings: Mapping[str, str], stage: Stage | None = None) -> Role:
    """Return which post signs this paper: by the office's setting, its row, or the case's desk (at `stage`)."""
    return role_by_row(case, document_row(code), settings, stage)


def role_by_row(
    case: Complaint | None, row: DocumentRow, settings: Mapping[str, str], stage: Stage | None = None
) -> Role:
    """Return the same for the row of a type, for who reads many papers."""
    if case is not None:
        return signer_by_row(case, row, settings, stage)
    chosen = settings.get(f"penandatangan_{row.code}")
    return signer_of(row, Stage.DOKUMENTASI, None, Role(chosen) if chosen else None)


def signing_delegates(
    case: Complaint | None, code: str, settings: Mapping[str, str], day: date, stage: Stage | None = None
) -> frozenset[Role]:
    """Return which posts may sign this paper that day for its signer, by written delegation."""
    return frozenset(delegates(signing_role(case, code, settings, stage), code, day))


def check_drafter(
    row: DocumentRow, case: Complaint | None, actor: Actor, settings: Mapping[str, str], day: date
) -> None:
    """Raise DocumentNotAllowed where this person may not draft this paper now."""
    signer, others = signing_role(case, row.code, settings), signing_delegates(case, row.code, settings, day)
    if not any(may_draft(row, role, _stage(case), signer, others) for role in actor.roles):
        raise DocumentNotAllowed(f"{row.title} tidak dapat dibuat oleh {_who(actor)}{_where(case)}.")


def check_signer(
    row: DocumentRow, case: Complaint | None, actor: Actor, settings: Mapping[str, str], day: date
) -> None:
    """Raise DocumentNotAllowed where this person may not sign this paper now, neither himself nor a.n. the signer."""
    signer, others = signing_role(case, row.code, settings), signing_delegates(case, row.code, settings, day)
    if not any(may_sign(row, role, _stage(case), signer, others) for role in actor.roles):
        now = f"; kasus ini ada{_where(case)}" if case is not None else ""
        raise DocumentNotAllowed(f"{row.title} ditandatangani {ROLES[signer].label}{now}.")


def answers_for(
    row: DocumentRow, case: Complaint | None, actor: Actor, settings: Mapping[str, str], day: date
) -> bool:
    """Whether this person signs this paper, himself or for its signer, wherever the case is."""
    others = signing_delegates(case, row.code, settings, day)
    return actor.among({signing_role(case, row.code, settings), *others})


def _stage(case: Complaint | None) -> Stage | None:
    return Stage(case.stage) if case is not None else None


def _who(actor: Actor) -> str:
    return ROLES[actor.role].label if actor.role else actor.username


def _where(case: Complaint | None) -> str:
    return f" pada tahap “{STAGES[Stage(case.stage)].label}”" if case is not None else ""
