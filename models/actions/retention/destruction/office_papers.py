"""What papers of the office itself (recaps, registers, books of numbers) say of destroyed cases.

One such paper has lines of many cases, so it belongs to none of them. Drafts lose those lines' words in the
transaction of the destruction. Issued ones are records with a time of their own: they stay, and are named.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from peewee import ColumnBase

from models.actions.figures.line_words import WORDS
from models.actions.retention.destruction.emptying import empty
from models.rules.figures.months import month_of
from models.rules.papers.documents import DocumentState, paper_title
from models.rules.papers.signed_elsewhere import OPEN, SentState
from models.rules.retention.retention import DESTROYED
from models.tables import Complaint, Document, RegisterLine, SentPaper
from models.tables.core.database import is_sqlite

# What a line of a book of numbers says in somebody's words.
_OF_A_PAPER = frozenset({"subject", "recipient", "reason"})
_UNSIGNED = (str(DocumentState.KONSEP), str(DocumentState.DIPARAF))
_AT_ONCE = 400
_TAKEN_BACK = "Kasus yang disebutnya dimusnahkan. Batalkan juga konsepnya di sana."


def clear_drafts(cases: Collection[Complaint], now: datetime) -> tuple[int, set[str]]:
    """Take the words of these cases out of all drafts of the office; return how many had any, and files to remove.

    A draft that was initialled has to be initialled anew, as after every change of its words; one that is away to be
    signed is taken back, and its files go: they say what has to be destroyed. Needs a transaction.
    """
    drafts = list(_saying(cases, Document.sha256.is_null(), lock=True))
    for draft, left in drafts:
        values = {"facts": json.dumps(left, ensure_ascii=False), "version": Document.version + 1}
        state = {"state": str(DocumentState.KONSEP)} if draft.state in _UNSIGNED else {}
        Document.update(values | state).where(Document.id == draft.id).execute()
    files = _closed_ones(cases)  # first: what is taken back below says why
    return len(drafts), files | _taken_back([draft.id for draft, _left in drafts], now)


def _closed_ones(cases: Collection[Complaint]) -> set[str]:
    """Empty the hand-overs of these months that ended without a paper; return their files.

    What was taken back and worded anew, or replaced by another PDF, may hold lines that no draft has any more, and is
    nobody's record.
    """
    if not cases:
        return set()
    since = min(month_of(case.opened_at) for case in cases)
    papers = Document.select(Document.id).where(Document.complaint.is_null() & (Document.about >= since))
    kept = [str(state) for state in (*OPEN, SentState.SELESAI)]
    files: set[str] = empty(SentPaper, SentPaper.document.in_(papers) & SentPaper.state.not_in(kept))
    return files


def _taken_back(drafts: list[int], now: datetime) -> set[str]:
    """End the hand-overs of drafts that lost words, and empty them; return their files."""
    mine = SentPaper.document.in_(drafts)
    files: set[str] = empty(SentPaper, mine) if drafts else set()
    ended = {"state": str(SentState.DITARIK), "ended_at": now, "reason": _TAKEN_BACK}
    SentPaper.update(ended).where(mine & SentPaper.state.in_([str(state) for state in OPEN])).execute()
    return files


def drafts_with_words() -> list[int]:
    """Return the drafts of the office that still say something of a destroyed case."""
    return [draft.id for draft, _left in _saying(destroyed_cases(), Document.sha256.is_null())]


def issued_with_words(cases: Collection[Complaint]) -> list[str]:
    """Return the issued papers of the office that say something of these cases, each by title, month and number."""
    issued = (paper for paper, _left in _saying(cases, Document.sha256.is_null(False)))
    return [
        f"{paper_title(paper)} {paper.about}" + (f", nomor {paper.number}" if paper.number else "")
        for paper in issued
    ]


def destroyed_cases() -> list[Complaint]:
    """Return the destroyed cases, as far as this module asks of them."""
    columns = (Complaint.id, Complaint.number, Complaint.opened_at)
    return list(Complaint.select(*columns).where(Complaint.destroyed_at.is_null(False)))


def _saying(
    cases: Collection[Complaint], which: ColumnBase, *, lock: bool = False
) -> Iterator[tuple[Document, dict[str, Any]]]:
    """Yield the papers of the office that say something of these cases, each with its facts without that."""
    if not cases:
        return
    words = _words(cases)
    about = Document.about >= min(month_of(case.opened_at) for case in cases)
    query = Document.select().where(Document.complaint.is_null() & which & about).order_by(Document.id)
    for paper in query.for_update() if lock and not is_sqlite() else query:
        if any(number in paper.facts for number in words):
            facts = json.loads(paper.facts)
            left = _without(facts, words)
            if left != facts:
                yield paper, left


def _words(cases: Collection[Complaint]) -> dict[str, frozenset[str]]:
    """Return by number of a case or of a paper of it: which keys of a line with it hold words of somebody."""
    found: dict[str, frozenset[str]] = {}
    every = list(cases)
    for place in range(0, len(every), _AT_ONCE):
        some = {case.id: case for case in every[place : place + _AT_ONCE]}
        papers = Document.select(Document.number).where(
            Document.complaint.in_(list(some)) & Document.number.is_null(False)
        )
        found |= {str(number): _OF_A_PAPER for (number,) in papers.tuples()}
        typed = {case: set[str]() for case in some}
        for line in RegisterLine.select(RegisterLine.complaint, RegisterLine.typed).where(
            RegisterLine.complaint.in_(list(some))
        ):
            typed[line.complaint_id] |= set((line.typed or "").split())
        found |= {case.number: WORDS | typed[case.id] for case in some.values()}
    return found


def _without(value: Any, words: Mapping[str, frozenset[str]]) -> Any:
    """Return facts without the words of the lines with these numbers."""
    if isinstance(value, list):
        return [_without(one, words) for one in value]
    if not isinstance(value, dict):
        return value
    gone = words.get(str(value.get("number")), frozenset())
    return {
        name: _emptied(name, one)
        if name in gone
        else _sentences(one, words)
        if name == "corrected"
        else _without(one, words)
        for name, one in value.items()
    }


def _emptied(name: str, value: object) -> object:
    marked = value and name in ("name", "status", "category", "note", "reason")
    return DESTROYED if marked else "" if isinstance(value, str) else value


def _sentences(value: object, words: Mapping[str, frozenset[str]]) -> object:
    """Return the sentences on corrections, a line each, without those of these cases."""
    lines = str(value).split("\n")
    return "\n".join(line for line in lines if not any(f"({number})" in line for number in words))
