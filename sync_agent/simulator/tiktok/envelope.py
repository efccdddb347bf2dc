"""TikTok's envelope: every answer is HTTP 200, and what went wrong is told by a code inside (channels.md §5)."""

import json
from itertools import count
from typing import Any

_numbers = count(1)

# Code → what TikTok says beside it. The official appendix was not to be had; the words are those of its partners.
MESSAGES: dict[int, str] = {
    40001: "You don't have permission to perform this action.",
    40002: "There is a problem with the parameters in the request.",
    40006: "The schema does not exist.",
    40007: "The object does not exist.",
    40064: "The message was blocked due to messaging restrictions.",
    40100: "Requests are made too frequently. Please try again in 5 minutes.",
    40102: "The access token has expired.",
    40104: "The access token is empty.",
    40105: "The access token is missing or incorrect.",
    40908: "The file format is not supported.",
    50000: "System error.",
    51065: "System error. Please try again later.",
}


class TikTokError(Exception):
    """An answer that is a refusal: its code, and words where those of the table do not do."""

    def __init__(self, code: int, message: str = "") -> None:
        """Keep what is answered."""
        super().__init__(code)
        self.code, self.message = code, message or MESSAGES.get(code, "Request failed.")

    def body(self) -> dict[str, Any]:
        """Return the envelope of the refusal."""
        return wrapped({}, self.code, self.message)


def wrapped(data: dict[str, object], code: int = 0, message: str = "OK") -> dict[str, Any]:
    """Put data into the envelope."""
    return {"code": code, "message": message, "request_id": f"2026{next(_numbers):028d}", "data": data}


def whole(text: str | None, default: int, least: int, most: int) -> int:
    """Read a whole number of an address; raises TikTokError beyond its bounds."""
    if text is None:
        return default
    if not (text.isascii() and text.isdigit()) or not least <= int(text) <= most:
        raise TikTokError(40002, "Invalid value for a number parameter.")
    return int(text)


def list_of_texts(text: str | None) -> list[str]:
    """Read an argument that is a JSON list of texts; raises TikTokError where it is none."""
    try:
        value = json.loads(text or "[]")
    except ValueError:
        value = None
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise TikTokError(40002, "Invalid value for a list parameter.")
    return value
