"""Gathers the facts of a paper of an own type: those of every letter, its type as it was then, and no answers yet."""

from datetime import datetime

from models.actions.core.office_facts import office_settings
from models.actions.core.own_types.catalogue import own_type_of
from models.actions.papers.addressing.from_and_to import own_address
from models.actions.papers.document_facts import case_part, initials_asked, registration
from models.actions.papers.paper_rights import signing_role
from models.rules.core.moments import to_wib
from models.rules.papers.own.own_type import ANSWERS, OWN, Form
from models.tables import Complaint, PaperTypeVersion


def own_facts(case: Complaint, version: PaperTypeVersion, now: datetime) -> dict[str, object]:
    """Return the facts of a draft without number, date and answers; a protected complainant is not named."""
    own, settings, day = own_type_of(version), office_settings(), to_wib(now).date()
    post = signing_role(case, own.code, settings)
    facts = {
        **case_part(case, own.code, settings, day),
        **initials_asked(own.code, post),
        **{"number": None, "date": None, "kota": settings.get("kota", "")},
        **{"lampiran": 0, "attachments": [], "tembusan": []},
        "hal": own.title,
        "registration": registration(case),
        **own_address(case, own, now),
        OWN: own.declared(),
        ANSWERS: {},
    }
    if own.form is Form.LEMBAR:
        del facts["sifat"]  # it has no head to print it in
    return facts
