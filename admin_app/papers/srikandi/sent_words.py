"""What screens say of where a paper is signed: in few words, since when, by whom, and why it was taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from admin_app.shell.wording import wib
from models.actions.core.sent_papers import draft_is_older, latest_of
from models.actions.papers.sign_document import way_of_draft
from models.rules.core.declarations import Harmless
from models.rules.papers.signed_elsewhere import OPEN, SENT_STATES, SentState
from models.rules.papers.signing_ways import WayRow, row_of
from models.rules.papers.unfinished import UNSIGNED
from models.tables import Document, SentPaper, Staff


@dataclass(frozen=True)
class SentWords:
    """One hand-over as a screen says it."""

    label: Harmless[str]
    kind: Harmless[str]
    at: datetime | None
    by: str
    reason: str
    is_open: Harmless[bool]
    kept: Harmless[int] = 0  # the hand-over by whose id its PDF is asked for, where one came back and was not taken
    page: Harmless[str] = "srikandi.one"  # where it goes on
    older: Harmless[bool] = False  # its draft, put back from a backup, is worded anew until it is what was signed


def sent_words(row: SentPaper, names: Mapping[int, str]) -> SentWords:
    """Return what is said of one hand-over; `names` of the staff, by id."""
    state = SentState(row.state)
    told = SENT_STATES[state]
    said = told.label.format(where=row_of(row.way).elsewhere)
    by, at = getattr(row, f"{told.act}_by_id"), getattr(row, f"{told.act}_at")
    kept = row.id if row.sha256 and state not in (*OPEN, SentState.SELESAI) else 0
    page = page_of(row_of(row.way))
    who = names.get(by or 0, "")
    return SentWords(said, told.kind, at, who, row.reason, state in OPEN, kept, page, draft_is_older(row))


def words_by_paper(papers: list[Document]) -> dict[int, SentWords]:
    """Return what is said of the newest hand-over of each of these papers that ever had one."""
    rows = latest_of(paper.id for paper in papers)
    names = names_of(list(rows.values()))
    return {paper: sent_words(row, names) for paper, row in rows.items()}


def names_of(rows: list[SentPaper]) -> dict[int, str]:
    """Return the names of who handed over, brought back and ended."""
    ids = {each for row in rows for each in (row.sent_by_id, row.returned_by_id, row.ended_by_id) if each}
    return {row.id: row.name or row.username for row in Staff.select().where(Staff.id.in_(ids))} if ids else {}


def sent_label(words: SentWords | None) -> str | None:
    """Return the same in a column of a list."""
    return f"{words.label} {wib(words.at)}" if words is not None else None


def elsewhere_of(paper: Document) -> WayRow | None:
    """Return the way of a draft that is signed elsewhere; None for what is signed here, or is no draft any more."""
    row = row_of(way_of_draft(paper))
    return row if row.elsewhere and paper.state in UNSIGNED else None


def page_of(row: WayRow) -> str:
    """Return the page on which a paper signed in this way goes on."""
    return "esign.one" if row.service else "srikandi.one"
