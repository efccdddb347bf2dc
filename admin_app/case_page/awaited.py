"""Which answers in a conversation left and are not there yet, while their case waits for them."""

from datetime import datetime

from admin_app.case_page.conversation import Conversation
from models.actions.replies.awaited_answers import awaited_answers
from models.rules.cases.workflow import CaseFacts
from models.rules.channels.awaited import Awaiting
from models.rules.replies.delivery import PURPOSES, Purpose


def awaited_in(facts: CaseFacts, conversation: Conversation, now: datetime) -> dict[Purpose, Awaiting]:
    """Return which answers that left are not there yet; asked only where one left and the case waits for it."""
    left = {
        (entry.reply.complaint_id, entry.reply.purpose) for entry in conversation.entries if entry.reply is not None
    }
    waits = {case for case, purpose in left if case and PURPOSES[Purpose(purpose)].stage is facts.stage}
    return {one.purpose: one.awaiting for one in awaited_answers(now, waits)} if waits else {}
