"""Reads which drafts wait for a signature, and which a person may sign: his bell and his walk say the same."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from peewee import JOIN, ColumnBase

from models.actions.core.actor import Actor
from models.actions.core.case import holder_now
from models.actions.core.office_facts import office_settings
from models.actions.core.own_types.catalogue import catalogue
from models.actions.core.recused_posts import recused_in_open_cases
from models.actions.core.sent_papers import open_of
from models.actions.papers.own.own_words import unsaid_on
from models.actions.papers.own_service.outcome import RUNNING
from models.actions.papers.paper_rights import check_signer, signing_role
from models.rules.cases.sop import Stage
from models.rules.core.errors import DocumentNotAllowed
from models.rules.core.moments import to_wib
from models.rules.papers.documents import DocumentRow, asks_signer, paraf_chain
from models.rules.papers.signing_ways import row_of
from models.rules.papers.unfinished import UNSIGNED
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import Role
from models.tables import Complaint, Document, Paraf, SentPaper
from models.tables.privacy.visible import visible


@dataclass(frozen=True)
class Waiting:
    """A draft whose signer's turn it is: its type, his post, how often it came back, where it is meanwhile."""

    draft: Document
    row: DocumentRow
    signer: Role
    returns: int
    sent: SentPaper | None

    @property
    def at_service(self) -> bool:
        """Whether its last attempt at the own e-signature service is not settled."""
        return self.sent is not None and row_of(self.sent.way).service


def waiting_signatures(shown: ColumnBase | None = None) -> list[Waiting]:
    """Return every draft that waits for its signer, the oldest first; `shown` narrows them to some papers."""
    types, settings = catalogue(), office_settings()
    drafts = [draft for draft in _drafts(shown) if draft.type in types]
    parafs: dict[int, list[Paraf]] = defaultdict(list)
    for paraf in Paraf.select().where(Paraf.document.in_([draft.id for draft in drafts])).order_by(Paraf.id):
        parafs[paraf.document_id].append(paraf)
    sent = open_of(draft.id for draft in drafts)
    found = (_waiting(draft, types[draft.type], parafs[draft.id], settings, sent.get(draft.id)) for draft in drafts)
    return [one for one in found if one is not None]


def waiting_for(actor: Actor, now: datetime) -> list[Waiting]:
    """Return what waits for this person's signature, by his post or a written delegation, and he may see."""
    settings = office_settings()
    shown = visible(actor.scope) & Document.complaint.is_null(False)
    if actor.may(Permission.SEE_MONTHS):
        shown |= Document.complaint.is_null()
    return [one for one in waiting_signatures(shown) if _signs(one, actor, settings, now)]


def still_waits(document_id: int) -> bool:
    """Whether a draft still waits for whoever signs it: its case did not move, and nobody gave it back."""
    return bool(waiting_signatures(Document.id == document_id))


def _drafts(shown: ColumnBase | None) -> list[Document]:
    """Return the unsigned papers of the office and of open cases, the passed-over posts of each case with it."""
    query = Document.select(Document, Complaint).join(Complaint, JOIN.LEFT_OUTER)
    here = (Document.complaint.is_null() | Complaint.open) & Document.state.in_([str(state) for state in UNSIGNED])
    drafts = list(query.where(here if shown is None else here & shown).order_by(Document.id))
    recused = recused_in_open_cases() if drafts else {}
    for draft in drafts:
        if draft.complaint is not None:
            draft.complaint.recused_posts = recused.get(draft.complaint.id, frozenset())
    return drafts


def _waiting(
    draft: Document, row: DocumentRow, parafs: Collection[Paraf], settings: Mapping[str, str], sent: SentPaper | None
) -> Waiting | None:
    """Return a draft whose signer's turn it is; None where it is still somebody else's, or the service is at work."""
    case = draft.complaint
    signer = signing_role(case, draft.type, settings)
    current = [paraf for paraf in parafs if paraf.version == draft.version]
    given = {Role(paraf.role) for paraf in current if not paraf.returned}
    missing = [role for role in paraf_chain(row, signer) if role not in given]
    if any(paraf.returned for paraf in current) or unsaid_on(draft):
        return None
    if missing and (case is None or settings.get("paraf_wajib") == "ya"):
        return None
    if case is not None and not asks_signer(row, Stage(case.stage), signer, holder_now(case)):
        return None
    found = Waiting(draft, row, signer, sum(paraf.returned for paraf in parafs), sent)
    running = found.at_service and sent is not None and sent.state in RUNNING
    return None if running else found


def _signs(one: Waiting, actor: Actor, settings: Mapping[str, str], now: datetime) -> bool:
    try:
        check_signer(one.row, one.draft.complaint, actor, settings, to_wib(now).date())
    except DocumentNotAllowed:
        return False
    return True
