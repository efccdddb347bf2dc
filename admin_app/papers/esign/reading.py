"""Reads what the page of a paper signed through the own service shows: attempts, what came back, what is asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from admin_app.papers.srikandi.sent_words import SentWords, names_of, sent_words
from models.actions.core.actor import Actor
from models.actions.core.office_facts import office_settings
from models.actions.core.sent_papers import all_of, draft_is_older, mark_of, words_of
from models.actions.office.signing_service import service_in_use
from models.actions.papers.numbers.number_paper import booked_number, mode_of
from models.actions.papers.own_service.attempt import block_today, check_can_sign
from models.actions.papers.own_service.correct_declaration import declared_of
from models.actions.papers.own_service.finish import asked_of_service
from models.actions.papers.own_service.outcome import STALE_AFTER, is_signed_here
from models.actions.papers.paper_rights import document_row
from models.actions.papers.sent.sent_rights import check_confirmer, check_handler, post_of
from models.actions.papers.sign_document import way_of_draft
from models.rules.core.declarations import Harmless
from models.rules.core.errors import NotPermitted, NotVisible, RuleBroken
from models.rules.core.stored_moments import is_older
from models.rules.papers.copy_states import COPY_STATES, CopyStateRow, state_of
from models.rules.papers.documents import paper_title
from models.rules.papers.judge_copy import Verdict
from models.rules.papers.numbering import NumberMode
from models.rules.papers.same_words import Sameness
from models.rules.papers.signature_place import Placed
from models.rules.papers.signed_elsewhere import OPEN, Question, SentState, refusal
from models.rules.papers.signing_service import Asks
from models.rules.papers.signing_ways import row_of
from models.rules.papers.unfinished import UNSIGNED
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import ROLES
from models.tables import Complaint, Document, SentPaper, database


@dataclass(frozen=True)
class CameBackPdf:
    """A PDF of the service that does not count yet: what it is, what is asked, why it cannot count."""

    mark: Harmless[str]
    row: Harmless[CopyStateRow]
    signer: str
    signed_at: datetime | None
    questions: tuple[Question, ...]
    refusal: Harmless[str]
    difference: str
    declarable: Harmless[bool]  # it is surely no signed form of the paper
    older: Harmless[bool]  # the draft was put back, and its words are older than these


@dataclass(frozen=True)
class ServicePage:
    """One paper with what this person may do about its signing through the own service."""

    paper: Document
    title: Harmless[str]
    case: Complaint | None
    here: Harmless[bool]  # it is a draft signed through this service
    sent: SentPaper | None  # the open attempt
    running: Harmless[bool]  # somebody's press is at work now
    unsure: Harmless[bool]
    declared: Harmless[bool]  # somebody said that it was not signed, and may take that back
    past: tuple[SentWords, ...]
    found: CameBackPdf | None
    cannot: str  # why this person cannot sign it now
    seen: Harmless[str]  # the words on the page, so that nothing else is signed
    block: Harmless[Mapping[str, object]]  # what the signature of who looks would give it; empty where he cannot sign
    signs: str  # as whom
    code: Harmless[bool]  # a one-time code is typed, not a passphrase
    number: Harmless[str]  # that it keeps
    types_number: Harmless[bool]
    may_file: Harmless[bool]
    may_sign: Harmless[bool]
    signer: Harmless[str]
    raw: str  # what the service said, for administrators


def read_page(paper: Document, case: Complaint | None, actor: Actor, now: datetime) -> ServicePage:
    """Return what the page shows."""
    rows, row, settings = all_of(paper.id), document_row(paper.type), office_settings()
    names, draft = names_of(rows), paper.state in UNSIGNED and row_of(way_of_draft(paper)).service
    sent = next((one for one in reversed(rows) if one.state in OPEN), None)
    running, service = sent is not None and is_running(sent, now), service_in_use()
    number = booked_number(paper)
    cannot = _refused(lambda: _try_to_sign(paper, case, actor, now)) if draft and sent is None else ""
    block = block_today(paper, case, actor, now) if draft and sent is None and not cannot else {}
    return ServicePage(
        paper=paper,
        title=paper_title(paper),
        case=case,
        here=draft,
        sent=sent,
        running=running,
        unsure=sent is not None and sent.state != SentState.KEMBALI and not running,
        declared=draft and declared_of(paper) is not None,
        past=tuple(sent_words(each, names) for each in rows),
        found=_found(sent) if sent is not None and sent.state == SentState.KEMBALI else None,
        cannot=cannot,
        block=block,
        signs=_as_whom(block),
        seen=words_of(paper),
        code=service is not None and service.asks == Asks.CODE,
        number=number,
        types_number=not number and row.numbered and mode_of(settings) is NumberMode.EKSTERNAL,
        may_file=not _refused(lambda: check_handler(paper, case, sent, actor, now)),
        may_sign=not _refused(lambda: check_confirmer(paper, case, sent, actor, now)),
        signer=ROLES[post_of(paper, case, sent)].label,
        raw=rows[-1].said if rows and actor.may(Permission.KEEP_OFFICE) else "",
    )


def _as_whom(block: Mapping[str, object]) -> str:
    """Return the signature block in one line."""
    signer = block.get("signer")
    if not isinstance(signer, Mapping):
        return ""
    return f"{', '.join(signer['title_lines'])}: {signer['name'] or 'nama belum diisi'}"


def is_running(sent: SentPaper, now: datetime) -> bool:
    """Whether a press is at work on this attempt, as far as anybody can know."""
    begun = sent.state in (SentState.MULAI, SentState.DI_LUAR)
    return begun and not is_older(sent.sent_at, STALE_AFTER, now)


def _refused(check: Callable[[], object]) -> str:
    """Return the sentence by which something is refused, empty where it is not; nothing is changed."""
    try:
        check()
    except (NotVisible, NotPermitted):
        raise
    except RuleBroken as broken:
        return broken.sentence
    return ""


def _try_to_sign(paper: Document, case: Complaint | None, actor: Actor, now: datetime) -> None:
    with database.atomic():
        check_can_sign(paper, case, actor, now)


def _found(sent: SentPaper) -> CameBackPdf:
    state, words = state_of(sent.copy_state), Sameness(sent.compared or Sameness.UNKNOWN)
    where = Placed(sent.placed) if sent.placed in frozenset(Placed) else Placed.UNKNOWN
    return CameBackPdf(
        mark=mark_of(sent),
        row=COPY_STATES[state],
        signer=sent.signer,
        signed_at=sent.signed_at,
        questions=asked_of_service(sent, Verdict(state, sent.signer, sent.signed_at), where),
        refusal=refusal(state, words),
        difference=sent.difference,
        declarable=not is_signed_here(sent.document, sent),
        older=draft_is_older(sent),
    )
