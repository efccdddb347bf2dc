"""Which papers of a case were made from words that were put right since, and how their lists say so."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from models.rules.cases.corrections import FIELD_LABELS
from models.rules.cases.identification import URGENCY_LABELS, Urgency
from models.rules.core.moments import to_wib
from models.rules.papers.documents import DocumentState, Sifat
from models.rules.privacy.masking import Mask
from models.tables import Category, Document, OutputCorrection, Staff


def outdated_papers(
    papers: Iterable[Document], corrections: Iterable[OutputCorrection], mask: Mask
) -> dict[int, str]:
    """Return by paper which later correction it does not know; papers that never held the old words are not in it.

    `mask` is the case's: papers of a protected case hold masked words.
    """
    found: dict[int, str] = {}
    rows = list(corrections)
    for paper in papers:
        made = paper.drafted_at
        later = [row for row in rows if made is not None and row.made_at > made]
        if not later or paper.state == DocumentState.BATAL:
            continue
        held = list(_texts(json.loads(paper.facts)))
        old = [row for row in later if _holds(held, row, mask)]
        if old:
            what = ", ".join(dict.fromkeys(FIELD_LABELS.get(row.field, row.kind) for row in old))
            found[paper.id] = f"dibuat dari uraian sebelum pembetulan {_moment(old[-1].made_at)} ({what})"
    return found


def corrections_of(complaint_id: int) -> list[OutputCorrection]:
    """Return what was put right on a case, in order."""
    mine = OutputCorrection.complaint == complaint_id
    rows = OutputCorrection.select(OutputCorrection, Staff.id, Staff.name).join(Staff)
    return list(rows.where(mine).order_by(OutputCorrection.id))


def shown_words(field: str, words: str) -> str:
    """Return a stored wording as screens and papers show it."""
    if field == "urgency":
        return URGENCY_LABELS[Urgency(words)] if words else ""
    if field == "category":
        row = Category.get_or_none(Category.key == words)
        return str(row.label) if row else words
    return words


def without_old_words(
    changes: Mapping[str, str], draft: Document | None, corrections: Iterable[OutputCorrection]
) -> dict[str, str]:
    """Return the wording of a draft made anew without fields sent back as they were, where these hold old words."""
    if draft is None:
        return dict(changes)
    later = [row for row in corrections if draft.drafted_at is None or row.made_at > draft.drafted_at]
    was = json.loads(draft.facts)
    return {
        key: text
        for key, text in changes.items()
        if text.strip() != str(was.get(key, "")).strip()
        or not any(row.before and row.before in text for row in later)
    }


def _holds(held: list[str], row: OutputCorrection, mask: Mask) -> bool:
    if row.field == "urgency":
        sifat = Sifat.SEGERA if row.before == Urgency.BIASA else Sifat.SANGAT_SEGERA
        return shown_words(row.field, row.before) in held or str(sifat) in held
    if row.field == "category":
        return shown_words(row.field, row.before) in held
    wanted = {" ".join(words.split()) for words in (row.before, mask(row.before))} - {""}
    return any(words in " ".join(text.split()) for words in wanted for text in held)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _moment(at: datetime) -> str:
    return f"{to_wib(at):%d-%m-%Y %H.%M} WIB"
