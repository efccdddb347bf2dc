"""What proves a pause in a test: a question to the citizen, a letter to another agency, a record of an outage."""

from uuid import uuid4

from models.rules.staff.roles import Role
from models.tables import Complaint, Document, Outbox
from tests.actions.walking import Walk
from tests.office import NOW, actor


def question_of(complaint_id: int, walk: Walk) -> str:
    """Return the first reply of a case that was sent, or one made for it."""
    sent = (Outbox.complaint == complaint_id) & (Outbox.state == "sent") & (Outbox.purpose != "undangan")
    row = Outbox.select().where(sent).order_by(Outbox.id).first() or _asked(Complaint.get_by_id(complaint_id), walk)
    return f"outbox:{row.id}"


def _asked(case: Complaint, walk: Walk) -> Outbox:
    return Outbox.create(
        reply_key=str(uuid4()),
        complaint=case.id,
        account=case.account_id,
        thread=case.thread_id,
        purpose="lain",
        text="Mohon foto paspornya.",
        text_hash="0" * 64,
        state="sent",
        created_by=actor(Role.PENGELOLA).staff_id,
        created_at=walk.now,
        sent_at=walk.now,
    )


def letter_of(walk: Walk) -> str:
    """Return a signed letter of a case to another agency."""
    known = (Document.complaint == walk.id) & (Document.type == "ND-ESKAL")
    row = Document.get_or_none(known) or Document.create(
        public_id=str(uuid4()),
        complaint=walk.id,
        type="ND-ESKAL",
        state="ditandatangani",
        number=f"W.11-{walk.id}",
        sha256="0" * 64,
        drafted_at=walk.now,
    )
    return f"document:{row.id}"


def outage_record() -> Document:
    """Return a signed record of an outage, of the office itself."""
    return Document.create(
        public_id=str(uuid4()),
        type="BA-GANGGUAN",
        state="ditandatangani",
        number="BA-7",
        sha256="0" * 64,
        drafted_at=NOW,
    )
