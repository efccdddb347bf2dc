"""The pauses of a case as its dossier lists them, each with the proof that is in the same dossier."""

from collections import defaultdict

from models.actions.clocks.pause_words import punctuality_words, reason_words, weighed_words
from models.actions.core.held_calendars import HeldCalendars
from models.actions.core.office_facts import office_calendar
from models.rules.clocks.pauses import Weighed, weigh
from models.rules.core.moments import iso, to_wib
from models.rules.papers.documents import paper_title
from models.rules.replies.delivery import PURPOSES, Purpose
from models.tables import Attachment, Complaint, Document, Message, Outbox, Pause, StepRecord

Proof = Message | Document | Attachment | Outbox
_PROOFS: dict[str, type[Proof]] = {
    "message": Message,
    "document": Document,
    "attachment": Attachment,
    "outbox": Outbox,
}


def pauses_of_case(case: Complaint) -> list[dict[str, object]]:
    """Return the pauses of a case in order: step, start, end, why, what became of it, and where its proof is."""
    mine = Pause.select(Pause, StepRecord).join(StepRecord).where(StepRecord.complaint == case.id).order_by(Pause.id)
    by_step: dict[int, list[Pause]] = defaultdict(list)
    for row in mine:
        by_step[row.record_id].append(row)
    today, held = office_calendar(), HeldCalendars()
    found: dict[int, str] = {}
    for pauses in by_step.values():
        record = pauses[0].record
        # A dossier is of a case that ended, so that every pause has.
        until = record.finished_at or max(row.ends_at or row.starts_at for row in pauses)
        weighed = weigh(held.of(record) if record.calendar_id else today, pauses, until)
        found |= {row.pause.id: _words(row, punctuality_words(record, weighed)) for row in weighed}
    return [
        {
            "step": row.record.step,
            "start": iso(row.starts_at),
            "end": iso(row.ends_at),
            "why": f"{_why(row)} ({found[row.id]})",
            "proof": _proof(row.proof),
        }
        for row in mine
    ]


def _words(row: Weighed, punctuality: str) -> str:
    return f"{weighed_words(row)}. {punctuality}".strip() if punctuality else weighed_words(row)


def _why(pause: Pause) -> str:
    label = reason_words(pause.reason_code)
    return f"{label}: {pause.why}" if pause.why else label


def _proof(proof: str) -> str:
    """Return how a pause's proof can be found in the same dossier."""
    kind, _, number = proof.partition(":")
    row = _PROOFS[kind].get_or_none(_PROOFS[kind].id == int(number)) if kind in _PROOFS else None
    if isinstance(row, Outbox):
        sort = "Undangan" if PURPOSES[Purpose(row.purpose)].public else "Pesan kantor"
        return f"{sort} {to_wib(row.sent_at or row.created_at):%d-%m-%Y %H.%M}"
    if isinstance(row, Message):
        return f"Pesan {to_wib(row.sent_at):%d-%m-%Y %H.%M}"
    if isinstance(row, Document):
        return f"{paper_title(row)} {row.number or ''}".strip()
    return f"Lampiran {row.filename or row.mime or 'berkas'}" if row else ""
