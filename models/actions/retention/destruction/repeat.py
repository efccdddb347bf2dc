"""Empties again what a restored backup brought back: the cases of the ledger, as they were agreed to once.

Nobody is asked a second time. A case that was open when the backup was made is closed as no complaint of today.
"""

from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import OPERATOR
from models.actions.core.answers.reply_state import change_state
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import facts_of
from models.actions.core.move_complaint import follow
from models.actions.figures.register_chain import serialise
from models.actions.retention.destruction.take_out_person import take_out_people
from models.actions.retention.erasure.ask_erasure import ask_erasure
from models.actions.search.indexing import catch_up
from models.rules.cases.sop import Move
from models.rules.cases.workflow import closer_of, desk_of, moves_open_to
from models.rules.core.moments import parse_iso
from models.rules.replies.delivery import ReplyState
from models.rules.retention.erasing import Why
from models.tables import Complaint, Outbox, RepeatedDestruction, database
from models.tables.retention.ledger import Ledger, Line

_NOTES = 20_000
_S = ReplyState
# How a reply that is not done ends, along the table of design §5: it must not be sent with its text gone.
_ENDINGS: dict[ReplyState, tuple[ReplyState, ...]] = {
    _S.QUEUED: (_S.CANCELLED,),
    _S.WAITING: (_S.CANCELLED,),
    _S.PARKED: (_S.CANCELLED,),
    _S.SENDING: (_S.UNKNOWN, _S.HOLD, _S.CANCELLED),
    _S.UNKNOWN: (_S.HOLD, _S.CANCELLED),
    _S.HOLD: (_S.CANCELLED,),
}
_CLOSINGS = (Move.TUTUP_BUKAN_PENGADUAN, Move.TUTUP_DI_TENGAH)
_WHY = "berkasnya sudah dimusnahkan"


def returned(known: Ledger) -> list[tuple[Complaint, Line]]:
    """Return the cases of the ledger that stand in the database with their contents."""
    lines = {(line.number, line.public_id): line for line in known.lines}
    numbers = sorted({number for number, _key in lines})
    found = []
    for place in range(0, len(numbers), 400):
        some = Complaint.number.in_(numbers[place : place + 400]) & Complaint.destroyed_at.is_null()
        for case in Complaint.select().where(some).order_by(Complaint.id):
            if (case.number, case.public_id) in lines:
                found.append((case, lines[case.number, case.public_id]))
    return found


def repeat_destructions(known: Ledger, now: datetime) -> list[str]:
    """Empty the returned cases again, each in its own transaction; return their numbers."""
    cases = returned(known)
    for case, line in cases:
        with database.atomic():
            serialise()
            _one(Complaint.get_by_id(case.id), line, now)
    if cases:
        catch_up(_NOTES)
    return [case.number for case, _line in cases]


def _one(case: Complaint, line: Line, now: datetime) -> None:
    ask_erasure(Why.PEMULIHAN, now)
    for reply in Outbox.select().where((Outbox.complaint == case.id) & Outbox.state.in_(list(map(str, _ENDINGS)))):
        for state in _ENDINGS[ReplyState(reply.state)]:
            change_state(reply, state, OPERATOR, now, reason=_WHY)
    if case.open and case.lead_id is None:
        facts = facts_of(case, now)
        closing = (row for role in (closer_of(facts), desk_of(facts)) for row in moves_open_to(role, facts))
        follow(case, next(row for row in closing if row.move in _CLOSINGS), OPERATOR, now, _WHY)
    messages, files = take_out_people(case, now)
    first = parse_iso(line.destroyed_at)
    Complaint.update(destroyed_at=first).where(Complaint.id == case.id).execute()
    RepeatedDestruction.create(complaint=case.id, number=case.number, destroyed_at=first, repeated_at=now)
    after = f"sesudah cadangan dipulihkan; pesan {messages}; berkas {files}"
    audit_trail.write(OPERATOR, now, AuditEvent("musnahkan_ulang", f"complaint:{case.id}", after=after))
