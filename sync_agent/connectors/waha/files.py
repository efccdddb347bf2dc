"""Files of answers over WAHA: sent without an id of ours, and recognised by their name."""

from base64 import b64encode
from datetime import timedelta
from typing import Any
from urllib.parse import quote, unquote

from models.rules.channels.messages import Look, OutgoingFile, OutgoingReply, Sighting
from models.rules.channels.reply_files import PICTURES
from models.rules.core.moments import to_unix
from sync_agent.connector_kit.errors import AttachmentGone
from sync_agent.connector_kit.http import split_address
from sync_agent.connectors.waha import error_codes, payloads
from sync_agent.connectors.waha.addresses import parse_id

_BEFORE = timedelta(minutes=2)  # the gateway's clock and ours need not agree
_NEWEST = 100
FILES = "/api/files/"


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


def look_among(rows: list[tuple[Any, str | None]], reply: OutgoingReply) -> Look:
    """Return our messages that may be the file; absence proves nothing while the gateway may still be sending."""
    return Look(tuple(sighting for item, _ in rows if (sighting := _sighting(item, reply.text)) is not None))


def _sighting(item: Any, name: str) -> Sighting | None:
    if not isinstance(item, dict) or item.get("hasMedia") is not True or item.get("fromMe") is not True:
        return None
    said, found = item.get("body"), item.get("id")
    if not isinstance(said, str) or said.strip() != name or not isinstance(found, str):
        return None
    # The same message stands under a telephone number in one answer and under a hidden address in another.
    names = (parse_id(found).bare,)
    return Sighting(found, payloads.ack_of(item), float(payloads.moment_of(item) or 0), names=names)


def file_path(url: str) -> str:
    """Return only the file's name: the gateway may name itself by another host than we use."""
    _, found, name = split_address(url).path.partition(FILES)
    if not found or not name or ".." in unquote(name).split("/"):
        raise AttachmentGone(error_codes.FOREIGN_FILE)
    return FILES + quote(unquote(name), safe="/@")
