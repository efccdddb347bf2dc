"""Which function gathers the facts of which document type: one line per built-in type."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from models.actions.core.own_types.catalogue import own_type_of
from models.actions.papers.addressing.from_and_to import (
    RECEIVERS,
    letter_address,
    own_address,
    recap_address,
    reply_address,
)
from models.actions.papers.clock_sheet_facts import clock_sheet_facts
from models.actions.papers.disposition_facts import disposition_facts
from models.actions.papers.document_facts import letter_facts, reply_letter_facts
from models.actions.papers.list_facts import agenda_facts, recap_facts, register_facts
from models.actions.papers.outage_facts import outage_facts
from models.actions.papers.own.own_facts import own_facts
from models.actions.papers.recap_memo_facts import recap_memo_facts
from models.actions.papers.report_facts import report_facts
from models.actions.papers.sheet_facts import sheet_facts
from models.rules.core.errors import DocumentNotAllowed
from models.tables import Complaint, Document, PaperTypeVersion


@dataclass(frozen=True)
class Subject:
    """What a paper is about: a case, or the month or event (`about`) of a paper of the office itself."""

    code: str
    case: Complaint | None = None
    about: str = ""
    own: PaperTypeVersion | None = None  # the version of its own type that it is made from

    def the_case(self) -> Complaint:
        """Return the case. Raises DocumentNotAllowed where the paper has none."""
        if self.case is None:
            raise DocumentNotAllowed("Naskah ini hanya dapat dibuat dari sebuah kasus.")
        return self.case


Facts = dict[str, object]

MAKERS: dict[str, Callable[[Subject, datetime], Facts]] = {
    "ND-TERUS": lambda subject, now: letter_facts(subject.the_case(), subject.code, now),
    "ND-JAWAB": lambda subject, now: letter_facts(subject.the_case(), subject.code, now),
    "ND-ESKAL": lambda subject, now: letter_facts(subject.the_case(), subject.code, now),
    "ND-TERUSJWB": lambda subject, now: letter_facts(subject.the_case(), subject.code, now),
    "ND-REKAP": lambda subject, now: recap_memo_facts(subject.about, subject.code, now),
    "DISPOSISI": lambda subject, now: disposition_facts(subject.the_case(), subject.code, now),
    "SURAT": lambda subject, now: reply_letter_facts(subject.the_case(), subject.code, now),
    "LEMBAR": lambda subject, now: sheet_facts(subject.the_case(), subject.code, now),
    "LAPORAN": lambda subject, now: report_facts(subject.the_case(), subject.code, now),
    "KENDALI": lambda subject, now: clock_sheet_facts(subject.the_case(), subject.code, now),
    "REKAP": lambda subject, now: recap_facts(subject.about, subject.code, now, masked=False),
    "REKAP-SAMAR": lambda subject, now: recap_facts(subject.about, subject.code, now, masked=True),
    "REGISTER": lambda subject, now: register_facts(subject.about, subject.code, now),
    "AGENDA": lambda subject, now: agenda_facts(subject.about, subject.code, now),
    "BA-GANGGUAN": lambda subject, now: outage_facts(subject.about, subject.code, now),
}


def subject_of(document: Document) -> Subject:
    """Return what a paper is about."""
    case = document.complaint if document.complaint_id else None
    return Subject(document.type, case, document.about, document.own_version)


def gather_facts(subject: Subject, now: datetime) -> Facts:
    """Return the facts of a paper as they are now. Raises DocumentNotAllowed where it has nothing to say yet."""
    if subject.own is not None:
        return own_facts(subject.the_case(), subject.own, now)
    return MAKERS[subject.code](subject, now)


def gather_address(subject: Subject, now: datetime) -> Facts:
    """Return from whom to whom a paper goes as its case is now: what `gather_facts` says of it, read alone."""
    if subject.own is not None:
        return own_address(subject.the_case(), own_type_of(subject.own), now)
    if subject.code in RECEIVERS:
        return letter_address(subject.the_case(), subject.code, now)
    if subject.code == "SURAT":
        return reply_address(subject.the_case())
    return recap_address(subject.code, now) if subject.code == "ND-REKAP" else {}
