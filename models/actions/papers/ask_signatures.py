"""Clock job: tells whoever signs of each paper that waits for his signature."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime

from peewee import JOIN

from models.actions.clocks.keep_asked import Asked, keep_asked
from models.actions.core.case import holder_now
from models.actions.core.office_facts import office_settings
from models.actions.core.own_types.catalogue import catalogue
from models.actions.core.recused_posts import recused_in_open_cases
from models.actions.core.sent_papers import open_of
from models.actions.papers.own.own_words import unsaid_on
from models.actions.papers.own_service.outcome import RUNNING, settle_stale
from models.actions.papers.paper_rights import signing_role
from models.actions.papers.sign_document import way_of_draft
from models.rules.cases.sop import Stage
from models.rules.papers.documents import DocumentRow, DocumentState, asks_signer, paper_title, paraf_chain
from models.rules.papers.signing_ways import row_of
from models.rules.staff.roles import Role
from models.tables import Complaint, Document, Paraf, SentPaper

KIND = "tanda_tangan"
_SERVICE_WAITS = "tanda tangan Anda lewat layanan tanda tangan"
_SERVICE_UNSURE = "kepastian Anda: mungkin sudah ditandatangani di layanan tanda tangan"
_UNSIGNED = (str(DocumentState.KONSEP), str(DocumentState.DIPARAF))


def ask_signatures(now: datetime) -> int:
    """Tell of every paper that waits for a signature, once, and again after a return; return how many changed."""
    settle_stale(now)
    types, settings = catalogue(), office_settings()
    drafts = [draft for draft in _drafts() if draft.type in types]
    parafs: dict[int, list[Paraf]] = defaultdict(list)
    for paraf in Paraf.select().where(Paraf.document.in_([draft.id for draft in drafts])).order_by(Paraf.id):
        parafs[paraf.document_id].append(paraf)
    sent = open_of(draft.id for draft in drafts)
    asked = [_asked(draft, types[draft.type], parafs[draft.id], settings, sent.get(draft.id)) for draft in drafts]
    return keep_asked(KIND, [one for one in asked if one is not None], now)


def _drafts() -> list[Document]:
    """Return the unsigned papers of the office and of open cases, the passed-over posts of each case with it."""
    query = Document.select(Document, Complaint).join(Complaint, JOIN.LEFT_OUTER)
    here = Document.complaint.is_null() | Complaint.open
    drafts = list(query.where(Document.state.in_(_UNSIGNED) & here).order_by(Document.id))
    recused = recused_in_open_cases() if drafts else {}
    for draft in drafts:
        if draft.complaint is not None:
            draft.complaint.recused_posts = recused.get(draft.complaint.id, frozenset())
    return drafts


def _what(draft: Document, sent: SentPaper | None) -> str:
    """Return what a draft waits for, as its signer is told."""
    row = row_of(sent.way if sent is not None else way_of_draft(draft))
    where = row.elsewhere
    if row.service:
        return _SERVICE_WAITS if sent is None else _SERVICE_UNSURE
    if sent is None:
        return f"diserahkan ke {where}" if where else "tanda tangan Anda"
    return f"penegasan Anda: PDF-nya sudah kembali dari {where}" if sent.sha256 else f"tanda tangan Anda di {where}"


def _asked(
    draft: Document, row: DocumentRow, parafs: Collection[Paraf], settings: Mapping[str, str], sent: SentPaper | None
) -> Asked | None:
    """Return what a draft asks of its signer; None where it is still somebody else's turn."""
    case = draft.complaint
    signer = signing_role(case, draft.type, settings)
    current = [paraf for paraf in parafs if paraf.version == draft.version]
    given = {Role(paraf.role) for paraf in current if not paraf.returned}
    missing = [role for role in paraf_chain(row, signer) if role not in given]
    if any(paraf.returned for paraf in current) or unsaid_on(draft):
        return None
    if missing and (case is None or settings.get("paraf_wajib") == "ya"):
        return None
    if case is not None and not asks_signer(row, Stage(case.stage), signer, holder_now(case)):
        return None
    at_service = sent is not None and row_of(sent.way).service
    if at_service and sent is not None and sent.state in RUNNING:
        return None
    returns = sum(paraf.returned for paraf in parafs)
    number = f"{case.number}: " if case is not None else ""
    text = f"{number}{paper_title(draft)} menunggu {_what(draft, sent)}."
    key = f"tandatangan:{draft.id}:{returns}" + (f":{sent.state}" if sent is not None else "")
    return Asked(key, text, (signer,), draft.complaint_id, None if at_service else draft.drafted_by_id)
