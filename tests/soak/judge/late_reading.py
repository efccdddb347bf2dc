"""What a channel's row says may be read late (`unseen`): TikTok's answers below comments that no poll comes to.

A poll reads a video's comments newest first and stops behind the first page on which nothing is new (channels.md §5).
What came below a comment further back is found by the daily second reading, or by reading everything.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from models.rules.channels.channels import channel
from tests.soak.reading import Reader

_KIND = "tiktok"
_ROWS = """SELECT m.external_id, m.reply_to, m.permalink, m.sent_at, m.direction FROM message m
JOIN channel_account a ON a.id = m.account_id WHERE a.kind = 'tiktok' AND m.kind = 'comment'"""
_PAGE, _SHOWN_BELOW = 30, 3  # comments on a page, and of each the answers shown beside it
_OVERLAP = timedelta(minutes=10)  # so far before what it saw last a poll still looks


@dataclass(frozen=True)
class Comment:
    """A comment of the database; `above`: the one it answers, empty where it answers the video."""

    id: str
    above: str
    video: str
    at: datetime
    ours: bool


def may_be_late(reader: Reader) -> frozenset[tuple[str, str]]:
    """Return what no poll had to read yet, as channel and id. Raises one of reading.TROUBLE."""
    if not channel(_KIND).unseen:
        return frozenset()
    return frozenset((_KIND, one) for one in out_of_reach([_read(*row) for row in reader.rows(_ROWS)]))


def _read(number: str, above: str | None, video: str | None, at: Any, direction: str) -> Comment:
    return Comment(number, above or "", video or "", datetime.fromisoformat(str(at)), direction == "out")


def out_of_reach(comments: Iterable[Comment]) -> frozenset[str]:
    """Return the office's answers below a comment that stood, when they were written, behind a page without news."""
    rows = list(comments)
    return frozenset(one.id for one in rows if one.ours and one.above and _is_behind_an_old_page(one, rows))


def _is_behind_an_old_page(answer: Comment, rows: list[Comment]) -> bool:
    tops = [one for one in rows if not one.above and one.video == answer.video and one.at <= answer.at]
    tops.sort(key=lambda one: (one.at, one.id), reverse=True)
    place = next((number for number, one in enumerate(tops) if one.id == answer.above), 0)
    seen = max((one.at for one in rows if one.at < answer.at), default=answer.at)
    pages = (tops[start : start + _PAGE] for start in range(0, place // _PAGE * _PAGE, _PAGE))
    return any(max(_newest(one, answer, rows) for one in page) < seen - _OVERLAP for page in pages)


def _newest(top: Comment, answer: Comment, rows: list[Comment]) -> datetime:
    """Return the newest moment shown at a comment while a poll could still take the answer for new."""
    below = sorted(one.at for one in rows if one.above == top.id and one.at <= answer.at + _OVERLAP)
    return max([top.at, *(below if len(below) <= _SHOWN_BELOW else ())])
