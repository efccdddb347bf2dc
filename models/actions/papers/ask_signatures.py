"""Clock job: tells whoever signs of each paper that waits for his signature."""

from datetime import datetime

from models.actions.clocks.keep_asked import Asked, keep_asked
from models.actions.papers.in_turn.waiting import Waiting, waiting_signatures
from models.actions.papers.own_service.outcome import settle_stale
from models.actions.papers.sign_document import way_of_draft
from models.rules.papers.documents import paper_title
from models.rules.papers.signed_elsewhere import SentState
from models.rules.papers.signing_ways import row_of

KIND = "tanda_tangan"
_SERVICE_WAITS = "tanda tangan Anda lewat layanan tanda tangan"
_SERVICE_BACK = "penegasan Anda: PDF-nya sudah kembali dari layanan tanda tangan"
_SERVICE_UNSURE = "kepastian Anda: mungkin sudah ditandatangani di layanan tanda tangan"


def ask_signatures(now: datetime) -> int:
    """Tell of every paper that waits for a signature, once, and again after a return; return how many changed."""
    settle_stale(now)
    return keep_asked(KIND, [_asked(one) for one in waiting_signatures()], now)


def _what(one: Waiting) -> str:
    """Return what a draft waits for, as its signer is told."""
    sent = one.sent
    row = row_of(sent.way if sent is not None else way_of_draft(one.draft))
    where = row.elsewhere
    if row.service:
        if sent is None:
            return _SERVICE_WAITS
        return _SERVICE_BACK if sent.state == SentState.KEMBALI else _SERVICE_UNSURE
    if sent is None:
        return f"diserahkan ke {where}" if where else "tanda tangan Anda"
    return f"penegasan Anda: PDF-nya sudah kembali dari {where}" if sent.sha256 else f"tanda tangan Anda di {where}"


def _asked(one: Waiting) -> Asked:
    """Return what a draft asks of its signer."""
    draft, sent = one.draft, one.sent
    number = f"{draft.complaint.number}: " if draft.complaint is not None else ""
    text = f"{number}{paper_title(draft)} menunggu {_what(one)}."
    key = f"tandatangan:{draft.id}:{one.returns}" + (f":{sent.state}" if sent is not None else "")
    return Asked(key, text, (one.signer,), draft.complaint_id, None if one.at_service else draft.drafted_by_id)
