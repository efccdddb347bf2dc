"""What screens say of a paper's signed copies: state, signer, moment, and the copies that were replaced."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from models.rules.core.declarations import Harmless
from models.rules.papers.copy_states import COPY_STATES, CopyState, CopyStateRow, Tone, state_of
from models.tables import Document, ReplacedCopy, Staff

# Who vouches for the moment: without a trusted timestamp it is the signer's own clock.
_STAMPED = (CopyState.DIPERCAYA, CopyState.DIPERCAYA_LENGKAP, CopyState.BEBERAPA)


@dataclass(frozen=True)
class CopyWords:
    """One signed copy as a screen says it."""

    label: Harmless[str]
    sentence: Harmless[str]
    pill: Harmless[str]
    signer: str
    moment: datetime | None
    stamped: Harmless[bool]
    checked: datetime | None
    difference: str


def row_of(paper: Document) -> CopyStateRow:
    """Return the row of the state of a paper's copy."""
    return COPY_STATES[state_of(paper.signed_copy_state)]


def label_of(paper: Document) -> str:
    """Return the state of a paper's copy in a few words."""
    return row_of(paper).label


def copy_words(paper: Document) -> CopyWords | None:
    """Return what is said of a paper's signed copy; None without one."""
    if not paper.signed_copy:
        return None
    row = row_of(paper)
    return CopyWords(
        label=row.label,
        sentence=row.sentence,
        pill=f" pill-{row.tone}" if row.tone is not Tone.PLAIN else "",
        signer=paper.signed_copy_signer,
        moment=paper.signed_copy_time,
        stamped=state_of(paper.signed_copy_state) in _STAMPED,
        checked=paper.signed_copy_checked,
        difference=paper.signed_copy_difference,
    )


def replaced_of(papers: Iterable[Document]) -> dict[int, list[ReplacedCopy]]:
    """Return the replaced copies of these papers, by paper, the oldest first."""
    ids = [paper.id for paper in papers]
    rows = ReplacedCopy.select(ReplacedCopy, Staff.id, Staff.name).join(Staff, on=ReplacedCopy.replaced_by)
    found: dict[int, list[ReplacedCopy]] = {}
    for row in rows.where(ReplacedCopy.document.in_(ids)).order_by(ReplacedCopy.id) if ids else ():
        found.setdefault(row.document_id, []).append(row)
    return found
