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
from models.actions.office.delegations import delegates_of_papers
from models.actions.papers.own.own_words import unsaid_on
from models.actions.papers.own_service.outcome import RUNNING
from models.actions.papers.paper_rights import role_by_row
from models.actions.papers.sent.sent_rights import post_handed
from models.rules.cases.sop import Stage
from models.rules.core.moments import to_wib
from models.rules.papers.documents import DocumentRow, asks_signer, may_sign, paraf_chain
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
    """Return every draft that waits for its signer, the oldest first; `shown` narrows them to some papers.

    The number of queries does not depend on how many drafts there are.
    """
    types, settings = catalogue(), office_settings()
    drafts = [draft for draft in _drafts(shown) if draft.type in types]
    if not drafts:
        return []
    parafs: dict[int, list[Paraf]] = defaultdict(list)
    for paraf in Paraf.select().where(Paraf.document.in_([draft.id for draft in drafts])).order_by(Paraf.id):
        parafs[paraf.document_id].append(paraf)
    sent = open_of(draft.id for draft in drafts)
    found = (_waiting(draft, types[draft.type], parafs[draft.id], settings, sent.get(draft.id)) for draft in drafts)
    return [one for one in found if one is not None]


def waiting_for(actor: Actor, now: datetime, shown: ColumnBase | None = None) -> list[Waiting]:
    """Return what waits for this person's signature, by his post or a written delegation, and he may see.

    `shown` narrows it to some papers.
    """
    seen = visible(actor.scope) & Document.complaint.is_null(False)
    if actor.may(Permission.SEE_MONTHS):
        seen |= Document.complaint.is_null()
    waiting = waiting_signatures(seen if shown is None else seen & shown)
    posts: dict[Role, dict[str, Role]] = defaultdict(dict)
    for one in waiting:
        posts[one.signer][one.row.code] = one.signer
    day = to_wib(now).date()
    others = {post: delegates_of_papers(signers, day) for post, signers in posts.items()}
    return [one for one in waiting if _signs(one, actor, others[one.signer][one.row.code])]


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
    case, returns = draft.complaint, sum(paraf.returned for paraf in parafs)
    if sent is not None:  # it went as it was: by its post then, whatever its case or its type became since
        signer = post_handed(sent, case) if sent.post else role_by_row(case, row, settings)
        found = Waiting(draft, row, signer, returns, sent)
        return None if found.at_service and sent.state in RUNNING else found
    signer = role_by_row(case, row, settings)
    current = [paraf for paraf in parafs if paraf.version == draft.version]
    given = {Role(paraf.role) for paraf in current if not paraf.returned}
    missing = [role for role in paraf_chain(row, signer) if role not in given]
    if any(paraf.returned for paraf in current) or unsaid_on(draft):
        return None
    if missing and (case is None or settings.get("paraf_wajib") == "ya"):
        return None
    if case is not None and not asks_signer(row, Stage(case.stage), signer, holder_now(case)):
        return None
    return Waiting(draft, row, signer, returns, None)


def _signs(one: Waiting, actor: Actor, others: frozenset[Role]) -> bool:
    """Whether this person signs a draft; `others`: who may for its signer, by written delegation."""
    if one.sent is not None:
        return actor.among({one.signer, *others})
    stage = Stage(one.draft.complaint.stage) if one.draft.complaint is not None else None
    return any(may_sign(one.row, role, stage, one.signer, others) for role in actor.roles)
