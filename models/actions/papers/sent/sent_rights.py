"""Who deals with a paper that is away to be signed: by the post it was handed over for, wherever its case is."""

from datetime import datetime

from models.actions.core.actor import Actor
from models.actions.core.office_facts import office_settings
from models.actions.core.recused_posts import recused_of
from models.actions.office.delegations import delegates
from models.actions.papers.paper_rights import document_row, signing_role
from models.actions.papers.signed.copy_rights import check_filer
from models.actions.papers.signing_person import signing_block
from models.rules.core.errors import DocumentNotAllowed
from models.rules.core.moments import to_wib
from models.rules.staff.roles import ROLES, Role
from models.rules.staff.standing_in import standing_in
from models.tables import Complaint, Document, SentPaper


def post_of(document: Document, case: Complaint | None, sent: SentPaper | None) -> Role:
    """Return the post whose paper it is: as it was handed over, else as the case stands; a recused one's stand-in."""
    if sent is None or not sent.post:
        return signing_role(case, document.type, office_settings())
    return post_handed(sent, case)


def post_handed(sent: SentPaper, case: Complaint | None) -> Role:
    """Return the post that a paper was handed over for; of a recused one who stands in for it."""
    return standing_in(Role(sent.post), recused_of(case)) if case is not None else Role(sent.post)


def check_confirmer(
    document: Document, case: Complaint | None, sent: SentPaper | None, actor: Actor, now: datetime
) -> None:
    """Raise DocumentNotAllowed where this person does not sign such a paper today, or another holds his post."""
    row, post, today = document_row(document.type), post_of(document, case, sent), to_wib(now).date()
    if not actor.among({post, *delegates(post, row.code, today)}):
        raise DocumentNotAllowed(f"{row.title} ditandatangani {ROLES[post].label}.")
    signing_block(post, actor, row.code, today)


def check_handler(
    document: Document, case: Complaint | None, sent: SentPaper | None, actor: Actor, now: datetime
) -> None:
    """Raise DocumentNotAllowed where this person neither handed the paper over nor has to do with its signed copy."""
    post = post_of(document, case, sent)
    handed = sent is not None and sent.sent_by_id is not None and sent.sent_by_id == actor.staff_id
    if not handed and not actor.among({post, *delegates(post, document.type, to_wib(now).date())}):
        check_filer(document, case, actor, now)
