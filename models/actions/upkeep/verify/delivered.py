"""Deliveries: what is kept of each for speed is what its changes say, and nothing stands on an answer that fell."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from models.actions.upkeep.verify.asking import rows
from models.actions.upkeep.verify.office import Office
from models.rules.channels.grades import FALLEN, THERE, DeliveryGrade, follows, says_earlier

_SENT = "SELECT id, state, grade, grade_at, there_at FROM outbox ORDER BY id"
_PROOFS = "SELECT id, 'sent', grade, grade_at, NULL FROM delivery_proof ORDER BY id"
_OF_REPLIES = "SELECT reply_id, grade, at FROM delivery_change WHERE reply_id IS NOT NULL ORDER BY reply_id, id"
_OF_PROOFS = "SELECT proof_id, grade, at FROM delivery_change WHERE proof_id IS NOT NULL ORDER BY proof_id, id"
# What fell before there were grades still carries its step, and is told so.
_STANDING = """SELECT c.number, o.kind FROM step_output o JOIN complaint c ON c.id = o.complaint_id
 JOIN delivery_change d ON d.complaint_id = o.complaint_id LEFT JOIN reply_file f ON f.reply_id = d.reply_id
 WHERE NOT o.undone AND c.destroyed_at IS NULL AND d.effect <> 'sebelum' AND d.grade IN ('failed', 'withdrawn')
 AND o.reference IN ('outbox:' || COALESCE(f.answer_id, d.reply_id), 'proof:' || d.proof_id)
 AND NOT EXISTS (SELECT 1 FROM delivery_change later WHERE later.id > d.id
 AND (later.reply_id = d.reply_id OR later.proof_id = d.proof_id))"""


def grades(office: Office) -> Iterator[str]:
    """Yield deliveries whose grade or times are not those of their changes, or that changed in an unlawful way."""
    yield from _recounted("reply", rows(_SENT), rows(_OF_REPLIES))
    yield from _recounted("proof", rows(_PROOFS), rows(_OF_PROOFS))


def _recounted(what: str, kept: Any, changes: Any) -> Iterator[str]:
    told = {key: [row[1:] for row in group] for key, group in groupby(changes, key=lambda row: row[0])}
    for number, state, grade, grade_at, there_at in kept:
        known: DeliveryGrade | None = None
        at = first = there = None
        for news, moment in told.get(number, []):
            new, earlier = DeliveryGrade(news), says_earlier(known, there, DeliveryGrade(news), moment)
            if follows(known, new):
                known, at = new, moment
            elif what == "proof" or not earlier:
                yield f"{what} {number} became {news} after {known}."
            if new in THERE:
                first, there = first or moment, moment if earlier else there or moment
        if (state == "sent") is not (known is not None) or grade != str(known or ""):
            yield f"{what} {number} is {state} with grade '{grade}', its changes say '{known or ''}'."
        # Older versions kept the first time told, though a better telling named an earlier one.
        elif grade_at != at or (what == "reply" and there_at not in (there, first) and known not in FALLEN):
            yield f"{what} {number} has other times of delivery than its changes."


def standing(office: Office) -> Iterator[str]:
    """Yield complaints with an output that counts although the answer it stands on is not there."""
    for number, kind in rows(_STANDING):
        yield f"{number} still counts “{kind}”, but its answer is not there."
