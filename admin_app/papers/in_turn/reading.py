"""Reads what waits for a person's signature, as he walks along it: what is signed here, and why something is not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from admin_app.papers.in_turn.form import form_on
from admin_app.shell.masking import mask_rows
from models.actions.core.actor import Actor
from models.actions.core.case import facts_of
from models.actions.core.office_facts import office_settings
from models.actions.core.sent_papers import check_here
from models.actions.office.signing_service import service_in_use
from models.actions.papers.drafts.shortfalls import check_ready
from models.actions.papers.in_turn.waiting import Waiting, waiting_for
from models.actions.papers.numbers.number_paper import booked_number, mode_of
from models.actions.papers.own_service.attempt import check_can_sign
from models.actions.papers.paper_rights import document_row
from models.actions.papers.pending_signatures import pending_of
from models.actions.papers.sign_document import signs_as, way_of_draft
from models.actions.privacy.check_masked import check_masked
from models.rules.cases.sop import MOVES, MoveRow
from models.rules.cases.workflow import missing, moves_open_to
from models.rules.core.errors import DocumentNotAllowed, RuleBroken
from models.rules.core.moments import to_wib
from models.rules.papers.documents import paper_title
from models.rules.papers.numbering import NumberMode
from models.rules.papers.signing_service import Asks
from models.rules.papers.signing_ways import WayRow, row_of
from models.tables import Complaint, Document, PendingSignature, database
from models.tables.core.one_look import one_look
from models.tables.core.settings import Settings

MOST = 40  # papers signed on one walk: more drafts than anybody looks at before a pause
_LOOKED_AT = 3 * MOST  # what is signed elsewhere stands among them and takes no place of theirs
ONE_CODE = "Satu kode berlaku untuk satu naskah. Buka halaman tanda tangannya."


@dataclass(frozen=True)
class Turn:
    """One paper of the walk. `cannot`: why it is not signed here; without it, `mark` is the form it is shown in."""

    paper: Document
    title: str
    case: Complaint | None
    way: WayRow
    cannot: str = ""
    mark: str = ""
    types_number: bool = False
    booked: str = ""  # the number it keeps from an earlier attempt
    gets_number: bool = False  # at its signature, by the office's own series
    onward: MoveRow | None = None  # the move that its signature opens, with nothing else to be asked


@dataclass(frozen=True)
class Walk:
    """All that waits for a person: as many as one walk has, how many more there are, how many are being signed.

    `mine`: of these, the signatures he can still take back himself.
    """

    turns: tuple[Turn, ...]
    more: int
    pending: int
    mine: tuple[PendingSignature, ...] = ()


def read_walk(actor: Actor, settings: Settings, now: datetime) -> Walk:
    """Return what waits for this person's signature, the oldest draft first."""
    waiting = waiting_for(actor, now)
    pending = pending_of(one.draft.id for one in waiting)
    here = [one for one in waiting if one.draft.id not in pending]
    with one_look():
        turns = _turns(here, actor, settings, now)
    mine = tuple(one for one in pending.values() if one.staff_id == actor.staff_id)
    mask_rows([*(turn.paper for turn in turns), *(one.document for one in mine)], "complaint_id")
    return Walk(turns, len(here) - len(turns), len(pending), mine)


def _turns(here: Sequence[Waiting], actor: Actor, settings: Settings, now: datetime) -> tuple[Turn, ...]:
    """Return the oldest papers as far as the last of MOST that can be signed here."""
    turns, signable = list[Turn](), 0
    for one in here[:_LOOKED_AT]:
        if signable == MOST:
            break
        turns.append(_turn(one, actor, settings, now))
        signable += not turns[-1].cannot
    return tuple(turns)


def why_not_here(paper: Document, case: Complaint | None, actor: Actor, now: datetime) -> str:
    """Return why a draft cannot be signed on the walk by who may sign it; empty where it can. Nothing is changed."""
    try:
        check_masked(paper, actor, now, case)
        check_here(paper)
        with database.atomic():
            _check_way(paper, case, actor, now)
    except RuleBroken as broken:
        return broken.sentence
    return ""


def _check_way(paper: Document, case: Complaint | None, actor: Actor, now: datetime) -> None:
    way = row_of(way_of_draft(paper))
    if way.service:
        check_can_sign(paper, case, actor, now)
        service = service_in_use()
        if service is not None and service.asks == Asks.CODE:
            raise DocumentNotAllowed(ONE_CODE)
        return
    if way.elsewhere:
        raise DocumentNotAllowed(f"Naskah ini ditandatangani di {way.elsewhere}, jadi tidak dari sini.")
    row, settings, day = document_row(paper.type), office_settings(), to_wib(now).date()
    check_ready(paper, case, row, signs_as(case, row.code, actor, settings, day), settings)


def _turn(one: Waiting, actor: Actor, settings: Settings, now: datetime) -> Turn:
    draft, case, way = one.draft, one.draft.complaint, row_of(way_of_draft(one.draft))
    cannot, form = why_not_here(draft, case, actor, now), None
    if not cannot:
        try:
            form = form_on(draft, actor, settings, now)
        except RuleBroken as broken:
            cannot = broken.sentence
    mark, booked = (form.mark, form.booked) if form is not None else ("", booked_number(draft))
    typed = one.row.numbered and not booked and mode_of(office_settings()) is NumberMode.EKSTERNAL
    gets = not typed and not booked and (one.row.numbered or bool(one.row.agenda))
    onward = None if cannot or way.service else _onward(one, actor, now)
    return Turn(draft, paper_title(draft), case, way, cannot, mark, typed, booked, gets, onward)


def _onward(one: Waiting, actor: Actor, now: datetime) -> MoveRow | None:
    """Return the usual move where this paper is all it lacks and it asks for nothing, as on the case's page."""
    if one.draft.complaint is None or one.row.output is None:
        return None
    facts = facts_of(one.draft.complaint, now)
    rows = {row.move: row for role in actor.roles for row in moves_open_to(role, facts)}
    ways = (rows[move] for move in MOVES if move in rows)
    usual = next((row for row in ways if not row.back and not row.by_delivery), None)
    if usual is None or usual.reason or usual.section or usual.files or missing(usual, facts) != [one.row.output]:
        return None
    return usual
