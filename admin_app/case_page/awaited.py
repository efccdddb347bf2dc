"""How well answers in a conversation are known to be there, and which are not there yet though their case waits."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from admin_app.case_page.conversation import Conversation
from models.actions.replies.awaited_answers import awaited_answers
from models.rules.cases.sop import STAGES
from models.rules.cases.workflow import CaseFacts
from models.rules.channels.awaited import Awaiting
from models.rules.channels.grades import DeliveryGrade, grade_words
from models.rules.replies.delivery import PURPOSES, Purpose
from models.tables import DeliveryProof, StepOutput


def awaited_in(facts: CaseFacts, conversation: Conversation, now: datetime) -> dict[Purpose, Awaiting]:
    """Return which answers that left are not there yet; asked only where one left and the case waits for it."""
    left = {
        (entry.reply.complaint_id, entry.reply.purpose) for entry in conversation.entries if entry.reply is not None
    }
    waits = {case for case, purpose in left if case and PURPOSES[Purpose(purpose)].stage is facts.stage}
    return {one.purpose: one.awaiting for one in awaited_answers(now, waits)} if waits else {}


def grades_in(outputs: Sequence[StepOutput], conversation: Conversation) -> dict[int, str]:
    """Return by step how well the delivery is known on which it stands, as far as the conversation is shown."""
    steps = {str(row.output): int(STAGES[row.stage].step) for row in PURPOSES.values() if row.output and row.stage}
    replies = {f"outbox:{entry.reply.id}": entry.reply for entry in conversation.entries if entry.reply is not None}
    by_hand = _proofs(row.reference for row in outputs if row.kind in steps and not row.undone)
    found = {}
    for row in outputs:
        if row.undone or row.kind not in steps:
            continue
        reply = replies.get(row.reference)
        if reply is not None and reply.grade:
            found[steps[row.kind]] = grade_words(DeliveryGrade(reply.grade), reply.grade_at)
        elif row.reference in by_hand:
            found[steps[row.kind]] = by_hand[row.reference]
    return found


def _proofs(references: Iterable[str]) -> dict[str, str]:
    """Return how well deliveries recorded by hand are known: by the platform's tick of what was typed in its app."""
    ids = [int(text.removeprefix("proof:")) for text in references if text.startswith("proof:")]
    proofs = DeliveryProof.select(DeliveryProof.id, DeliveryProof.grade, DeliveryProof.grade_at)
    rows = proofs.where(DeliveryProof.id.in_(ids)).tuples() if ids else []
    return {f"proof:{key}": grade_words(DeliveryGrade(grade or DeliveryGrade.VOUCHED), at) for key, grade, at in rows}
