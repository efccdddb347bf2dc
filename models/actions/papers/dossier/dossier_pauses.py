"""The pauses of a case as its dossier lists them, each with the proof that is in the same dossier."""

from models.rules.clocks.pauses import PAUSE_REASONS, PauseReason
from models.rules.core.moments import iso, to_wib
from models.rules.papers.documents import DOCUMENTS
from models.tables import Attachment, Complaint, Document, Message, Outbox, Pause, StepRecord

Proof = Message | Document | Attachment | Outbox
_PROOFS: dict[str, type[Proof]] = {
    "message": Message,
    "document": Document,
    "attachment": Attachment,
    "outbox": Outbox,
}


def pauses_of_case(case: Complaint) -> list[dict[str, object]]:
    """Return the pauses of a case in order: step, start, end, why, and where its proof stands in the dossier."""
    mine = Pause.select(Pause, StepRecord).join(StepRecord).where(StepRecord.complaint == case.id).order_by(Pause.id)
    return [
        {
            "step": row.record.step,
            "start": iso(row.starts_at),
            "end": iso(row.ends_at),
            "why": _why(row),
            "proof": _proof(row.proof),
        }
        for row in mine
    ]


def _why(pause: Pause) -> str:
    known = pause.reason_code in PauseReason.__members__.values()
    label = PAUSE_REASONS[PauseReason(pause.reason_code)].label if known else pause.reason_code
    words = f"{label}: {pause.why}" if pause.why else label
    return f"{words} (ditolak, tidak dihitung)" if pause.refused else words


def _proof(proof: str) -> str:
    """Return how a pause's proof can be found in the same dossier."""
    kind, _, number = proof.partition(":")
    row = _PROOFS[kind].get_or_none(_PROOFS[kind].id == int(number)) if kind in _PROOFS else None
    if isinstance(row, Outbox):
        return f"Undangan {to_wib(row.sent_at or row.created_at):%d-%m-%Y %H.%M}"
    if isinstance(row, Message):
        return f"Pesan {to_wib(row.sent_at):%d-%m-%Y %H.%M}"
    if isinstance(row, Document):
        return f"{DOCUMENTS[row.type].title} {row.number or ''}".strip() if row.type in DOCUMENTS else row.type
    return f"Lampiran {row.filename or row.mime or 'berkas'}" if row else ""
