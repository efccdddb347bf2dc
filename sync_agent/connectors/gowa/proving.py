"""What a GOWA shows of itself: its version, whether its password holds, the newest message of its chats."""

import uuid
from base64 import b64encode
from collections.abc import Iterator, Mapping

from models.rules.channels.gateways import unfit
from models.rules.channels.messages import IncomingMessage
from sync_agent.connector_kit.errors import ConnectorError, OpenToAll, SignInNeeded
from sync_agent.connector_kit.http import Http
from sync_agent.connectors.gowa import error_codes, payloads
from sync_agent.connectors.gowa.addresses import address
from sync_agent.connectors.gowa.reading import LIMIT, Get, messages_of, rows_of

_TRIED = 5  # chats opened to find a message


def check_version(version: str) -> None:
    """Raise SignInNeeded where the version is one we cannot use."""
    why = unfit("gowa", version)
    if why:
        raise SignInNeeded(why)


def check_lock(base_url: str, user: str, device: Mapping[str, str], seconds: float) -> None:
    """Raise OpenToAll where a request without a password, or with a wrong one, is answered."""
    wrong = b64encode(f"{user}:{uuid.uuid4().hex}".encode()).decode()
    if is_let_in(Http(base_url, device, seconds, own=True)):
        raise OpenToAll(error_codes.NO_PASSWORD)
    if is_let_in(Http(base_url, {**device, "Authorization": f"Basic {wrong}"}, seconds, own=True)):
        raise OpenToAll(error_codes.ANY_PASSWORD)


def is_let_in(stranger: Http) -> bool:
    """Whether a stranger's question is answered; no answer at all lets nobody in."""
    try:
        return 200 <= stranger.get("/app/status").status < 300
    except ConnectorError:
        return False


def newest_items(get: Get, own: str) -> Iterator[tuple[str, IncomingMessage]]:
    """Yield the newest message of each chat with a citizen, asked for without a time, with its chat; `own`: ours."""
    rows = rows_of(get("/chats", {"limit": LIMIT, "offset": 0}))
    read = [payloads.read_chat(item) for item, _ in rows]
    chats = [chat for chat in read if isinstance(chat, payloads.Chat) and address(chat.jid) != own]
    chats.sort(key=lambda chat: chat.moved or 0, reverse=True)
    for chat in chats[:_TRIED]:
        for item, _ in rows_of(get(*messages_of(chat.jid, 0, 1))):
            found = payloads.read_item(item, chat.jid)
            if isinstance(found, IncomingMessage):
                yield chat.jid, found
