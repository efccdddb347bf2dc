"""Reads what the page of a paper signed elsewhere shows: where it is, what came back of it, and what is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from admin_app.papers.papers import lost_of
from admin_app.papers.srikandi.packing import fields_of
from admin_app.papers.srikandi.sent_words import SentWords, names_of, sent_words
from models.actions.core.actor import Actor
from models.actions.core.case import is_visible
from models.actions.core.sent_papers import all_of, mark_of
from models.actions.papers.sent.confirm import Answers, asked_of, expected_of
from models.actions.papers.sent.hand_over import check_may_go
from models.actions.papers.sent.receive import CameBack
from models.actions.papers.sent.sent_rights import check_confirmer, check_handler, post_of
from models.actions.papers.sign_document import way_of_draft
from models.actions.privacy.check_masked import check_masked
from models.rules.core.declarations import Harmless
from models.rules.core.errors import NotPermitted, NotVisible, RuleBroken
from models.rules.core.texts import storable
from models.rules.papers.copy_states import COPY_STATES, CopyStateRow, state_of
from models.rules.papers.documents import paper_title
from models.rules.papers.judge_copy import Verdict
from models.rules.papers.same_words import Sameness
from models.rules.papers.signed_elsewhere import OPEN, Expected, Question, SentState, refusal
from models.rules.papers.signing_ways import row_of
from models.rules.papers.srikandi_form import FormField
from models.rules.papers.unfinished import UNSIGNED
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import ROLES
from models.tables import Complaint, Document, SentPaper
from models.tables.core.settings import Settings


@dataclass(frozen=True)
class Found:
    """What came back: what the program read in it, what the office knows, what is asked, why it cannot count."""

    mark: Harmless[str]  # of this PDF, so that nobody says yes to another
    row: Harmless[CopyStateRow]
    signer: str
    signed_at: datetime | None
    number: str
    day: date | None
    expected: Expected
    questions: tuple[Question, ...]
    refusal: Harmless[str]
    difference: str


@dataclass(frozen=True)
class ElsewherePage:
    """One paper with what this person may do about its signing elsewhere."""

    paper: Document
    title: Harmless[str]
    case: Complaint | None
    where: Harmless[str]  # the system; empty: it is signed on paper
    draft: Harmless[bool]
    sent: SentPaper | None  # the open hand-over
    past: tuple[SentWords, ...]
    fields: tuple[FormField, ...]
    found: Found | None
    cannot_go: str  # why this person cannot hand it over now
    may_file: Harmless[bool]
    may_sign: Harmless[bool]
    signer: Harmless[str]


def find_paper(public_id: str, actor: Actor, now: datetime) -> tuple[Document, Complaint | None]:
    """Return a paper this person may see, and its case. Raises NotVisible, NotPermitted."""
    paper = Document.get_or_none(Document.public_id == storable(public_id))
    case = paper.complaint if paper is not None and paper.complaint_id else None
    if paper is None or (case is not None and not is_visible(case, actor)):
        raise NotVisible
    if case is None and not actor.may(Permission.SEE_MONTHS):
        raise NotVisible
    check_masked(paper, actor, now, case)
    return paper, case


def read_page(
    paper: Document,
    case: Complaint | None,
    actor: Actor,
    stored: Settings,
    now: datetime,
    typed: Answers | None = None,
) -> ElsewherePage:
    """Return what the page shows; `typed`: what was sent in and refused, which may ask something of its own."""
    rows, where, draft = all_of(paper.id), row_of(way_of_draft(paper)).elsewhere, paper.state in UNSIGNED
    names = names_of(rows)
    sent = next((row for row in reversed(rows) if row.state in OPEN), None)
    return ElsewherePage(
        paper=paper,
        title=paper_title(paper),
        case=case,
        where=where,
        draft=draft,
        sent=sent,
        past=tuple(sent_words(each, names) for each in rows),
        fields=fields_of(paper, case, sent, actor, stored, now) if sent is not None else (),
        found=_found(paper, sent, typed, stored) if sent is not None and sent.state == SentState.KEMBALI else None,
        cannot_go=_refused(lambda: check_may_go(paper.id, actor, now)) if draft and where and sent is None else "",
        may_file=not _refused(lambda: check_handler(paper, case, sent, actor, now)),
        may_sign=not _refused(lambda: check_confirmer(paper, case, sent, actor, now)),
        signer=ROLES[post_of(paper, case, sent)].label,
    )


def _refused(check: Callable[[], object]) -> str:
    """Return the sentence by which something is refused, empty where it is not; nothing is changed."""
    try:
        check()
    except (NotVisible, NotPermitted):
        raise
    except RuleBroken as broken:
        return broken.sentence
    return ""


def _found(paper: Document, sent: SentPaper, typed: Answers | None, stored: Settings) -> Found:
    state, words = state_of(sent.copy_state), Sameness(sent.compared or Sameness.UNKNOWN)
    day = date.fromisoformat(sent.found_day) if sent.found_day else None
    lost = lost_of(paper, stored)
    came = CameBack("", Verdict(state, sent.signer, sent.signed_at), sent.found_number, day, lost=lost)
    return Found(
        mark=mark_of(sent),
        row=COPY_STATES[state],
        signer=sent.signer,
        signed_at=sent.signed_at,
        number=sent.found_number,
        day=day,
        expected=expected_of(paper, sent, lost),
        questions=asked_of(paper, sent, came, typed or Answers(sent.found_number, day)),
        refusal=refusal(state, words),
        difference=sent.difference,
    )
