"""What a WAHA shows of itself: its version and engine, whether its lock holds, the newest message of its chats."""

import uuid
from collections.abc import Callable, Collection, Iterator
from typing import Any
from urllib.parse import quote

from models.rules.channels.ban_signs import BANNED, tells_of_ban
from models.rules.channels.gateways import unfit
from sync_agent.connector_kit.errors import ConnectorError, NumberBlocked, OpenToAll, SignInNeeded
from sync_agent.connector_kit.http import Answer, Http
from sync_agent.connector_kit.outcomes import check_status
from sync_agent.connectors.waha import error_codes, payloads
from sync_agent.connectors.waha.addresses import address, is_citizen, is_skipped

Get = Callable[[str, dict[str, Any] | None], Answer]

_FORBIDDEN = 403
_CHATS, _TRIED = 20, 5  # chats asked for, and how many of a citizen's are opened to find a message


def check_version(answer: Answer) -> None:
    """Raise SignInNeeded where /api/version names a version or engine we cannot use.

    A key for one session only may not ask it; that version gives such keys out, so it is new enough.
    """
    if answer.status == _FORBIDDEN:
        return
    check_status(answer, error_codes.ROWS)
    told = answer.json()
    if not isinstance(told, dict):
        answer.unreadable()
    why = unfit("waha", str(told.get("version") or ""), str(told.get("engine") or ""))
    if why:
        raise SignInNeeded(why)


def check_ban(answer: Answer) -> None:
    """Raise NumberBlocked where what the gateway says of a session that does not work tells of a ban."""
    if tells_of_ban(answer.text()):
        raise NumberBlocked(BANNED)


def check_lock(base_url: str, path: str, seconds: float) -> None:
    """Raise OpenToAll where a request without a key, or with a wrong one, is answered."""
    for key, reason in (("", error_codes.NO_KEY), (uuid.uuid4().hex, error_codes.ANY_KEY)):
        headers = {"Accept": "application/json", **({"X-Api-Key": key} if key else {})}
        if is_let_in(Http(base_url, headers, seconds, own=True), path):
            raise OpenToAll(reason)


def is_let_in(stranger: Http, path: str) -> bool:
    """Whether a stranger's question is answered; no answer at all lets nobody in."""
    try:
        return 200 <= stranger.get(path).status < 300
    except ConnectorError:
        return False


def newest_items(get: Get, path: str, own: Collection[str]) -> Iterator[Any]:
    """Yield the newest message of each chat with a citizen, the chat that moved last first; `own`: our number."""
    params = {"limit": _CHATS, "sortBy": "conversationTimestamp", "sortOrder": "desc"}
    rows = get(f"{path}/chats", params).json_list()
    names = [row.get("id") for row, _ in rows if isinstance(row, dict)]
    chats = [one for one in names if isinstance(one, str) and address(one) not in own]
    citizens = [one for one in chats if is_citizen(address(one)) and not is_skipped(one)]
    for chat in citizens[:_TRIED]:
        asked = {"limit": 1, "sortBy": "timestamp", "sortOrder": "desc", "downloadMedia": "false"}
        found = get(f"{path}/chats/{quote(chat, safe='@')}/messages", asked).json_list()
        yield from (item for item, _ in found[:1] if payloads.moment_of(item) and payloads.raw_id(item))
