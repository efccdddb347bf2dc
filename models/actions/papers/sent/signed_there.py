"""Tells who signed a paper elsewhere: the one it was handed over for, not the one who says here that it is signed."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from models.actions.office.authorities import authority_for
from models.actions.office.delegations import delegates, signer_for
from models.actions.papers.sent.sent_rights import post_of
from models.actions.papers.sign_document import Signature
from models.rules.core.moments import to_wib
from models.rules.papers.judge_copy import Verdict
from models.rules.papers.signer_name import same_person
from models.rules.staff.roles import ROLES, Role
from models.tables import Complaint, Document, Official, SentPaper, Staff
from models.tables.core.filled import filled


def signed_there(
    document: Document,
    case: Complaint | None,
    sent: SentPaper,
    verdict: Verdict,
    now: datetime,
) -> Signature:
    """Return by whom and when a paper was signed where it was handed to, by its block and its certificate.

    Nobody's account where the certificate names another than the block; without a time, the moment it is told.
    """
    block = json.loads(document.facts)["signer"]
    named = any(same_person(name, block["name"]) for name in verdict.signer.split("; "))
    at = min(verdict.signed_at or now, now)
    post, handed = post_of(document, case, sent), to_wib(filled(sent.sent_at)).date()
    days = (handed, to_wib(document.drafted_at).date())
    return Signature(_account(block) if named else None, at, _authority(post, block, document.type, days))


def _account(block: Mapping[str, object]) -> int | None:
    """Return the one account of the person whom a signature block names."""
    his = (Official.name == block["name"]) & (Official.nip == block["nip"])
    rows = [row.id for row in Staff.select(Staff.id).join(Official, on=(Staff.official == Official.id)).where(his)]
    return int(rows[0]) if len(rows) == 1 else None


def _authority(post: Role, block: Mapping[str, object], code: str, days: Sequence[date]) -> str:
    """Return by what this block was put on the paper of a post, by the record of the first day that knows it."""
    lines = list(filled(block["title_lines"]))  # type: ignore[call-overload]
    if lines == [ROLES[post].title]:
        return ""
    for day in days:
        for role in (post, *delegates(post, code, day)):
            found = signer_for(post, role, code, day)
            if (list(found.title_lines), found.name) == (lines, block["name"]):
                return authority_for(post, role, code, day)
    return ""
