"""What a WAHA is told for the citizen's sake alone: that somebody types, that his messages were read."""

from collections.abc import Sequence

from sync_agent.connector_kit.http import Http
from sync_agent.connector_kit.outcomes import check_status
from sync_agent.connectors.waha import error_codes


def show_typing(http: Http, session: str, chat: str) -> None:
    """Show in a chat that somebody types, until the message comes. Raises ConnectorError."""
    body = {"session": session, "chatId": chat}
    check_status(http.post("/api/startTyping", body, sends=False), error_codes.ROWS)


def mark_read(http: Http, session: str, chat: str, messages: Sequence[str]) -> int:
    """Say of these messages, and no others, that they were read; return how many. Raises ConnectorError.

    Without their ids the gateway would mark the whole chat, also what nobody has opened.
    """
    if not messages:
        return 0
    body = {"session": session, "chatId": chat, "messageIds": list(messages)}
    check_status(http.post("/api/sendSeen", body, sends=False), error_codes.ROWS)
    return len(messages)
