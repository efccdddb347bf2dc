"""The answer still owed to a citizen whose complaint was merged: what was sent on the leading case."""

from dataclasses import dataclass
from datetime import datetime

from models.actions.core.answers.unanswered_merged import unanswered_merged
from models.actions.replies.awaited_answers import has_just_left
from models.actions.replies.queue_reply import is_on_its_way
from models.actions.replies.reply_reach import ways_to_reply
from models.rules.cases.sop import Stage
from models.rules.core.declarations import Harmless
from models.rules.replies.delivery import Purpose, ReplyState, may_go_out
from models.tables import Complaint, Outbox, ReplyFile

LATE_FORM = "jawab-gabungan"


@dataclass(frozen=True)
class LateAnswer:
    """What the form begins with: the words sent on the leading case, empty where they went another way."""

    text: str
    channel: Harmless[str]
    public: bool


def read_late_answer(case: Complaint, now: datetime) -> LateAnswer | None:
    """Return the answer to offer for a merged citizen who waits; None where he does not, or cannot be reached."""
    lead = Complaint.get_by_id(case.lead_id) if case.lead_id is not None else None
    if lead is None or not may_go_out(Purpose.JAWABAN, Stage(lead.stage), merged=True):
        return None
    waits = case.thread_id in {row.thread_id for row in unanswered_merged(lead)}
    if not waits or is_on_its_way(case, Purpose.JAWABAN) or has_just_left(case.id, Purpose.JAWABAN, now):
        return None
    way = next(iter(ways_to_reply(case.thread, case.account, now)), None)
    return LateAnswer(_sent(lead), way.channel.label, way.public) if way is not None else None


def _sent(lead: Complaint) -> str:
    words = (Outbox.complaint == lead.id) & (Outbox.purpose == str(Purpose.JAWABAN))
    words &= (Outbox.state == str(ReplyState.SENT)) & Outbox.id.not_in(ReplyFile.select(ReplyFile.reply))
    row = Outbox.select(Outbox.text).where(words).order_by(Outbox.id.desc()).first()
    return row.text if row else ""
