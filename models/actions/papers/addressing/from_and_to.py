"""From whom and to whom a letter goes by its case as it is now: what its facts say of it, read without the rest."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from models.actions.core.case import section_of
from models.actions.core.office_facts import office_settings, signer_on
from models.actions.papers.paper_rights import signing_role
from models.rules.core.moments import to_wib
from models.rules.papers.own.own_type import READDRESSED, Form, OwnType
from models.rules.privacy.masking import reporter_label
from models.rules.staff.roles import ROLES, SECTION_HEADS, Role, Section
from models.tables import Complaint

Address = dict[str, object]


def letter_address(case: Complaint, code: str, now: datetime) -> Address:
    """Return from whom to whom a nota dinas on a case goes."""
    return {"yth": ROLES[RECEIVERS[code](case)].title, **_from(case, code, office_settings(), to_wib(now).date())}


def reply_address(case: Complaint) -> Address:
    """Return to whom the letter goes; a protected complainant is not named."""
    return {"yth": addressee(case), "address": "" if case.identity_protected else case.contact.address}


def own_address(case: Complaint, own: OwnType, now: datetime) -> Address:
    """Return from whom to whom a paper of an own type goes, as its case says; a drafter may write another."""
    if own.form is Form.LEMBAR:
        return {READDRESSED: []} if own.to_reporter else {}
    found: Address = {"yth": addressee(case) if own.to_reporter else ""}
    if own.form is Form.NOTA:
        found |= _from(case, own.code, office_settings(), to_wib(now).date())
    else:
        found["address"] = case.contact.address if own.to_reporter and not case.identity_protected else ""
    return found | ({READDRESSED: []} if own.to_reporter else {})


def recap_address(code: str, now: datetime) -> Address:
    """Return from whom to whom the monthly nota dinas goes."""
    return {"yth": ROLES[Role.KASI_TIKKIM].title, **_from(None, code, office_settings(), to_wib(now).date())}


def addressee(case: Complaint) -> str:
    """Return how a letter addresses the complainant; one who is protected by the number of his case."""
    handle, contact = case.thread.handle, case.contact
    if case.identity_protected:
        return reporter_label("", handle.value, True, case.number)
    return f"Saudara {contact.name or handle.display_name or handle.value}"


def title_on(post: Role, day: date) -> str:
    """Return a post's title as its holder writes it that day, e.g. with Plh. in front."""
    return signer_on(post, day).title_lines[0]


def answers_itself(case: Complaint) -> bool:
    """Whether the section that answers is the one through which answers go, so that its own Kasubsi receives it."""
    return section_of(case) is Section.TIKKIM and not case.head_answered


def _from(case: Complaint | None, code: str, settings: Mapping[str, str], day: date) -> Address:
    return {"dari": title_on(signing_role(case, code, settings), day)}


RECEIVERS: Mapping[str, Callable[[Complaint], Role]] = {
    "ND-TERUS": lambda case: SECTION_HEADS[section_of(case) or Section.LALINTALKIM],
    "ND-JAWAB": lambda case: Role.KASUBSI_INFOKIM if answers_itself(case) else Role.KASI_TIKKIM,
    "ND-ESKAL": lambda _case: Role.KEPALA_KANTOR,
    "ND-TERUSJWB": lambda _case: Role.KASUBSI_INFOKIM,
}
