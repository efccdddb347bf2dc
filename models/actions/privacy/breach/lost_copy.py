"""Who is affected where a disk or a backup is lost: everybody of whom something lay on it until a moment."""

from collections.abc import Iterator
from datetime import datetime

from models.actions.privacy.breach.case_people import affected
from models.actions.privacy.breach.trail_rows import cases_until, without_case
from models.rules.privacy import breach
from models.rules.privacy.breach import TALK, WHOLE, Found, Shown, Surety
from models.tables import Attachment, Complaint, ComplaintMessage, Document, Erasure, Message
from models.tables.core.filled import filled


def lost_copy(until: datetime, *, disk: bool) -> Found:
    """Return whose data lay in a copy of the office that held everything until a moment.

    `disk`: of the running database, in whose file destroyed contents may lie on until it is rewritten.
    """
    shown = list(_held(until))
    if disk:
        shown += [Shown(case, until, Surety.POSSIBLE, TALK, masked=False) for case in _not_erased(until)]
    return Found(affected(shown), (breach.UNREAD, *([breach.ERASED] if disk else []), breach.CLOCK))


def _held(until: datetime) -> Iterator[Shown]:
    filed = _with_files()
    for case in cases_until(until):
        yield Shown(case, until, Surety.CERTAIN, WHOLE if case in filed else TALK, masked=False)
    for contact in without_case(until):
        yield Shown(None, until, Surety.CERTAIN, TALK, contact=contact, whole=False)


def _with_files() -> set[int]:
    """Return the cases with a file of a citizen or a paper."""
    stored = ComplaintMessage.select(ComplaintMessage.complaint).join(Message).join(Attachment)
    papers = Document.select(Document.complaint).where(Document.complaint.is_null(False))
    rows = stored.where(Attachment.sha256.is_null(False)).distinct().tuples()
    return {case for (case,) in (*rows, *papers.distinct().tuples())}


def _not_erased(until: datetime) -> list[int]:
    """Return the cases destroyed by then whose contents no finished rewriting took out of the file before."""
    gone = Complaint.select(Complaint.id, Complaint.destroyed_at).where(Complaint.destroyed_at <= until).tuples()
    ended = [at for (at,) in Erasure.select(Erasure.asked_at).where(Erasure.ended_at <= until).tuples()]
    last = max(ended, default=None)
    return [case for case, at in gone if last is None or filled(at) > last]
