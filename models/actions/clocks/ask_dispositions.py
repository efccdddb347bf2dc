"""Clock job: tells whoever disposes (Kepala Kantor, or who stands in for him) of each case that waits for it."""

from datetime import datetime

from models.actions.clocks.keep_asked import Asked, keep_asked
from models.actions.core.case import section_of
from models.actions.core.recused_posts import recused_in_open_cases
from models.rules.cases.sop import Stage
from models.rules.cases.workflow import holder_of
from models.tables import Complaint

KIND = "disposisi"


def ask_dispositions(now: datetime) -> int:
    """Tell of every case that waits for a disposition, once each time it came there; return how many changed."""
    columns = (Complaint.id, Complaint.number, Complaint.stage, Complaint.section, Complaint.stage_since)
    waiting = Complaint.open & (Complaint.stage == str(Stage.DISPOSISI))
    cases = list(Complaint.select(*columns).where(waiting).order_by(Complaint.id))
    recused = recused_in_open_cases() if cases else {}
    asked = []
    for case in cases:
        holder = holder_of(Stage.DISPOSISI, section_of(case), recused.get(case.id, frozenset()))
        key = f"{KIND}:{case.id}:{case.stage_since:%Y%m%d%H%M%S}"
        asked.append(Asked(key, f"{case.number}: menunggu disposisi Anda.", (holder,), case.id))
    return keep_asked(KIND, asked, now)
