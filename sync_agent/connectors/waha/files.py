"""Files of answers over WAHA: sent without an id of ours, and recognised by their name."""

from base64 import b64encode
from datetime import timedelta
from typing import Any

from models.rules.channels.messages import Finding, OutgoingFile, OutgoingReply, Readback
from models.rules.channels.reply_files import PICTURES
from models.rules.core.moments import to_unix
from sync_agent.connectors.waha import payloads

_BEFORE = timedelta(minutes=2)  # the gateway's clock and ours need not agree
_NEWEST = 100


def file_request(session: str, reply: OutgoingReply, file: OutgoingFile) -> tuple[str, dict[str, Any]]:
    """Return path and body of the send. WAHA takes no id here (OpenAPI: MessageImageRequest, MessageFileRequest)."""
    content = b64encode(file.content).decode("ascii")
    body: dict[str, Any] = {
        "session": session,
        "chatId": reply.thread_id,
        "file": {"mimetype": file.mime, "filename": file.filename, "data": content},
        "caption": reply.text,
    }
    return ("/api/sendImage" if file.mime in PICTURES else "/api/sendFile"), body


def question(reply: OutgoingReply) -> dict[str, Any]:
    """Return the query for our newest messages of the chat since the try."""
    since = {"filter.timestamp.gte": to_unix(reply.tried_at - _BEFORE)} if reply.tried_at else {}
    return {
        "limit": _NEWEST,
        "sortBy": "timestamp",
        "sortOrder": "desc",
        "downloadMedia": "false",
        "filter.fromMe": "true",
        **since,
    }


def found_among(rows: list[tuple[Any, str | None]], reply: OutgoingReply) -> Readback:
    """Whether one of our messages is the file; absence proves nothing while the gateway may still be sending."""
    for item, _ in rows:
        if isinstance(item, dict) and item.get("hasMedia") is True and item.get("fromMe") is True:
            said, found = item.get("body"), item.get("id")
            if isinstance(said, str) and said.strip() == reply.text and isinstance(found, str):
                return Readback(Finding.FOUND, found, payloads.ack_of(item))
    return Readback(Finding.UNDECIDED)
