"""Reads the hand-overs of papers: which are open, what the newest of a paper is; and guards what is elsewhere."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from models.actions.core.actor import Actor
from models.rules.core.errors import DocumentNotAllowed
from models.rules.core.moments import to_wib
from models.rules.papers.same_words import Sameness
from models.rules.papers.signed_elsewhere import OPEN, SentState
from models.rules.papers.signing_ways import row_of
from models.rules.papers.unfinished import ON_PAPER
from models.tables import Document, SentPaper
from models.tables.core.prepared import prepared

MOST_REASON = 300  # characters
_OPEN = [str(state) for state in OPEN]
_PUT_BACK = [str(words) for words in Sameness if words.put_back]
LATE = (
    "Layanan menjawab sesudah naskah ini dinyatakan tidak ditandatangani, dan PDF-nya ada di sini. Cabut pernyataan "
    "itu pada halaman tanda tangannya, lalu tegaskan PDF-nya."
)


def open_of(documents: Iterable[int]) -> dict[int, SentPaper]:
    """Return the hand-over of each of these papers that is not over."""
    papers = list(documents)
    return {row.document_id: row for row in _open_of(papers)} if papers else {}


@prepared
def _open_of(documents: list[int]) -> Any:
    return SentPaper.select().where(SentPaper.document.in_(documents) & SentPaper.state.in_(_OPEN))


def latest_of(documents: Iterable[int]) -> dict[int, SentPaper]:
    """Return the newest hand-over of each of these papers, over or not."""
    papers = list(documents)
    rows = SentPaper.select().where(SentPaper.document.in_(papers)).order_by(SentPaper.id) if papers else ()
    return {row.document_id: row for row in rows}


def all_of(document: int) -> list[SentPaper]:
    """Return every hand-over of a paper, the first one first."""
    return list(SentPaper.select().where(SentPaper.document == document).order_by(SentPaper.id))


def end_open(document: int, state: SentState, reason: str, actor: Actor, now: datetime) -> None:
    """End the open hand-over of a paper, if it has one."""
    ended = {"state": str(state), "ended_by": actor.staff_id, "ended_at": now, "reason": reason[:MOST_REASON]}
    SentPaper.update(ended).where((SentPaper.document == document) & SentPaper.state.in_(_OPEN)).execute()


def check_here(document: Document) -> None:
    """Raise DocumentNotAllowed where a draft is elsewhere to be signed: what is signed there must not change here."""
    rows = all_of(document.id)
    _check_late(rows)
    sent = next((row for row in reversed(rows) if row.state in OPEN), None)
    if sent is not None:
        since = f" sejak {to_wib(sent.sent_at):%d-%m-%Y %H.%M}" if sent.sent_at else ""
        row, first = row_of(sent.way), "Ambil kembali dari sana lebih dahulu."
        if row.service:  # from there nothing is taken back
            first = "Buka halaman tanda tangannya; pastikan dahulu apa jadinya di sana."
        raise DocumentNotAllowed(f"Naskah ini ada di {row.elsewhere}{since}. {first}")


def check_wordable(document: Document) -> SentPaper | None:
    """Raise DocumentNotAllowed where a draft's words stand still: it is elsewhere, and no older than what went.

    Returns the attempt whose PDF it is older than.
    """
    sent = open_of([document.id]).get(document.id)
    if not draft_is_older(sent):
        check_here(document)
        return None
    return sent


def draft_is_older(sent: SentPaper | None) -> bool:
    """Whether what came back shows that its draft, put back from a backup, is older than what was sent."""
    return sent is not None and sent.state == SentState.KEMBALI and sent.compared in _PUT_BACK


def follow_words(document: Document) -> None:
    """Note that a draft which was older has other words by now: with these its PDF is compared."""
    older = (SentPaper.document == document.id) & (SentPaper.state == str(SentState.KEMBALI))
    older &= SentPaper.compared.in_(_PUT_BACK)
    SentPaper.update(words=words_of(document)).where(older).execute()


def check_surely_unsigned(document: Document) -> None:
    """Raise DocumentNotAllowed where the own service may have signed a draft: it is not discarded then."""
    check_none_late(document)
    sent = open_of([document.id]).get(document.id)
    if sent is not None and row_of(sent.way).service:
        raise DocumentNotAllowed(
            "Satu naskah kasus ini sedang di layanan tanda tangan. Pastikan dahulu apa jadinya pada halamannya."
        )


def check_none_late(document: Document) -> None:
    """Raise DocumentNotAllowed where the own service answered after somebody said that it signed nothing."""
    _check_late(all_of(document.id))


def _check_late(rows: Sequence[SentPaper]) -> None:
    if late_of(rows) is not None:
        raise DocumentNotAllowed(LATE)


def late_of(rows: Sequence[SentPaper]) -> SentPaper | None:
    """Return the last attempt of a paper declared unsigned whose PDF came after that and lies with no later row."""
    for place, row in reversed(list(enumerate(rows))):
        late = row.sha256 and row.returned_at and row.ended_at and row.returned_at > row.ended_at
        if row.state == SentState.TIDAK_JADI and late and all(one.sha256 != row.sha256 for one in rows[place + 1 :]):
            return row
    return None


def kept_way(document: Document) -> dict[str, object]:
    """Return the way of signing a draft keeps when it is worded anew: paper, where somebody chose that for it."""
    sent = latest_of([document.id]).get(document.id)
    return {"mode": ON_PAPER} if sent is not None and sent.state == SentState.KERTAS else {}


def made_as(document: Document) -> SentPaper | None:
    """Return the hand-over whose Word file and template are the paper's own; None where it is made of today's.

    It went out as that file, so that no later template or letterhead is what somebody signs, compares or files.
    """
    sent = latest_of([document.id]).get(document.id)
    return sent if sent is not None and sent.word and sent.state in (*OPEN, SentState.SELESAI) else None


def mark_of(sent: SentPaper) -> str:
    """Return by what a form says which hand-over, and which PDF of it, somebody looked at."""
    return f"{sent.id}-{sent.sha256 or ''}"


def words_of(document: Document) -> str:
    """Return the hash by which a draft's words are known again."""
    return hashlib.sha256(document.facts.encode("utf-8")).hexdigest()
