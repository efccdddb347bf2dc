"""The lists of X that make up a stream, how a page of one is read, and when it may be incomplete."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from models.rules.channels.messages import IncomingMessage, Kind, Page, Unreadable
from sync_agent.connector_kit.errors import SignInNeeded
from sync_agent.connector_kit.http import Answer
from sync_agent.connectors.x import error_codes, payloads
from sync_agent.connectors.x.payloads import Beside
from sync_agent.connectors.x.reading import Reading

Rows = list[tuple[Any, str | None]]
Read = Callable[[Any, Beside, str], IncomingMessage | Unreadable | None]
_FOR_EVER = timedelta(days=10**5)


@dataclass(frozen=True)
class List:
    """One list of X: its path, whether it takes since_id, and when it may have dropped unread items."""

    path: str
    sort: str
    read: Read
    kind: Kind
    by_id: bool = True
    most: int = 10**9  # rows X shows of it at most; deleted ones leave it a little short
    lasts: timedelta = _FOR_EVER


STREAMS: dict[str, tuple[List, ...]] = {
    "comment": (
        List("/2/users/{me}/mentions", "mentions", payloads.read_publication, Kind.COMMENT, most=780),
        List("/2/users/{me}/tweets", "tweets", payloads.read_publication, Kind.COMMENT),
    ),
    "dm": (List("/2/dm_events", "dm", payloads.read_event, Kind.DM, by_id=False, lasts=timedelta(days=30)),),
}


def page_of(answer: Answer) -> tuple[dict[str, Any], Rows]:
    """Return a list's page; without `meta` it is not X's, or says in `errors` that the account is gone."""
    envelope, rows = answer.json_page("data")
    if not isinstance(envelope.get("meta"), dict):
        if isinstance(envelope.get("errors"), list):
            raise SignInNeeded(error_codes.NO_ACCOUNT)
        answer.unreadable()
    return envelope, rows


def token_of(envelope: dict[str, Any]) -> str:
    """Return the token of the next page, empty where there is none."""
    found = envelope["meta"].get("next_token")
    return found if isinstance(found, str) else ""


def gaps_of(which: List, walked: Reading, page: Page, now: datetime) -> tuple[str, ...]:
    """Return the conversation at the end of a list as a gap if X may have cut the list before known items."""
    too_late = walked.edge < payloads.milliseconds(now - which.lasts)
    cut = walked.edge > 0 and (walked.rows >= which.most or too_late)
    return tuple(message.thread_id for message in page.messages[:1]) if cut else ()


def joined(pages: list[Page], cursor: str | None, more: bool, gaps: tuple[str, ...] = ()) -> Page:
    """Return pages joined under one cursor."""
    return Page(
        messages=tuple(message for page in pages for message in page.messages),
        unreadable=tuple(item for page in pages for item in page.unreadable),
        cursor=cursor,
        more=more,
        gaps=tuple(dict.fromkeys((*(gap for page in pages for gap in page.gaps), *gaps))),
    )
