"""The papers of a case: who issues each, which are unfinished, lack their scan, or are not in the paper folder."""

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from peewee import fn

from models.actions.core.actor import Actor
from models.actions.core.own_types.catalogue import catalogue
from models.actions.core.recused_posts import recused_of
from models.rules.cases.left_papers import LeftPaper
from models.rules.cases.put_away import KEEPS_PAPER, folder_lacking
from models.rules.cases.sop import MOVES, Output, Stage
from models.rules.cases.workflow import holder_of
from models.rules.papers.copy_states import CopyState, counts_as_copy
from models.rules.papers.documents import DOCUMENTS, DocumentRow, DocumentState, signer_of
from models.rules.papers.unfinished import ON_PAPER, CasePaper, is_issued, left_papers, unscanned_papers
from models.rules.staff.roles import Role, Section
from models.rules.staff.standing_in import standing_in
from models.tables import Complaint, Document, FolderPlace, StepOutput

# The stages from which a move puts the case away; elsewhere its papers are not read.
_PUT_AWAY_FROM = frozenset(str(row.origin) for row in MOVES.values() if row.files)
_PUT_AWAY = frozenset(str(row.target) for row in MOVES.values() if row.files)


def files_the_case(case: Complaint, actor: Actor) -> bool:
    """Whether this person has the case on his desk to put it away, or has put it away."""
    holder = holder_of(Stage(case.stage), Section(case.section) if case.section else None, recused_of(case))
    return case.stage in (*_PUT_AWAY_FROM, *_PUT_AWAY) and actor.among([holder])


def signer_by_row(case: Complaint, row: DocumentRow, settings: Mapping[str, str], stage: Stage | None = None) -> Role:
    """Return which post signs a paper of this case: by the office's setting, its row, or its desk (at `stage`)."""
    chosen, section = settings.get(f"penandatangan_{row.code}"), Section(case.section) if case.section else None
    setting = Role(chosen) if chosen else None
    return standing_in(signer_of(row, stage or Stage(case.stage), section, setting), recused_of(case))


def case_paper(document: Document) -> CasePaper:
    """Return a paper as the rules need it."""
    mode = str(json.loads(document.facts).get("mode") or ON_PAPER)
    kept = counts_as_copy(document.signed_copy, document.signed_copy_state)
    state = DocumentState(document.state)
    return CasePaper(document.id, document.type, state, mode, kept, document.own_title)


def papers_left(
    case: Complaint,
    outputs: Collection[Output],
    settings: Mapping[str, str],
    papers: Iterable[Document] | None = None,
) -> tuple[tuple[LeftPaper, ...], tuple[str, ...]]:
    """Return the unfinished papers and those without their scan, both empty where no move puts the case away."""
    if case.stage not in _PUT_AWAY_FROM:
        return (), ()
    if papers is None:
        papers = Document.select().where(Document.complaint == case.id).order_by(Document.id)
    found = [case_paper(document) for document in papers]
    issuers = {code: signer_by_row(case, row, settings) for code, row in catalogue().items()}
    return left_papers(found, outputs, issuers), unscanned_papers(found)


def folder_lacks(case: Complaint, settings: Mapping[str, str]) -> str:
    """Return what the paper folder of a case lacks before a move puts it away; empty where none does."""
    if case.stage not in _PUT_AWAY_FROM or settings.get(KEEPS_PAPER) != "ya":
        return ""
    place = FolderPlace.get_or_none((FolderPlace.complaint == case.id) & FolderPlace.ended_at.is_null())
    return folder_lacking(True, place is not None, newer_papers(place) if place is not None else 0)


def newer_papers(place: FolderPlace) -> int:
    """Count the papers that came after a folder was last put away: signed, or their signed copy returned."""
    return newer_by_place([place.id]).get(place.id, 0)


def newer_by_place(places: Collection[int]) -> dict[int, int]:
    """Return the same of many folders, by the rows of their places; those without any are left out.

    A scan is of the very paper that lies in the folder, mostly made after it was put there.
    """
    returned = (Document.signed_copy_at > FolderPlace.placed_at) & (
        Document.signed_copy_state != str(CopyState.PINDAIAN)
    )
    since = (Document.signed_at > FolderPlace.placed_at) | returned
    counted = FolderPlace.select(FolderPlace.id, fn.COUNT(Document.id))
    counted = counted.join(Document, on=(Document.complaint == FolderPlace.complaint))
    return dict(counted.where(FolderPlace.id.in_(list(places)) & since).group_by(FolderPlace.id).tuples())


def count_issued(case: Complaint, document_id: int, actor: Actor, now: datetime) -> None:
    """Record the output of a paper of a locked case once it is issued; called after every act that may issue it."""
    document = Document.get_by_id(document_id)
    row, reference = DOCUMENTS.get(document.type), f"document:{document_id}"
    output = row.output if row is not None else None  # a paper of an own type counts as nothing
    if output is None or not is_issued(case_paper(document)):
        return
    if StepOutput.select().where((StepOutput.complaint == case.id) & (StepOutput.reference == reference)).exists():
        return  # counted before; where it was undone since, another paper has to be issued
    StepOutput.create(
        complaint=case.id,
        kind=str(output),
        step=case.step,
        round=case.round,
        text=document.subject,
        reference=reference,
        made_by=actor.staff_id,
        made_at=now,
    )
