"""The error bodies of WAHA, as seen in its documentation and in its issue threads (channels.md §1.1)."""

from datetime import UTC, datetime
from typing import Any

from sync_agent.simulator.waha.rendering import wire_address


class Refusal(Exception):
    """An answer that is an error: HTTP status and JSON body."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        """Keep the status and the body to answer with."""
        super().__init__(status)
        self.status, self.body = status, body


def unauthorized() -> Refusal:
    """Refuse a missing or wrong X-Api-Key."""
    return Refusal(401, {"message": "Unauthorized", "statusCode": 401})


def not_found(message: str) -> Refusal:
    """Say that something is not there."""
    return Refusal(404, {"message": message, "error": "Not Found", "statusCode": 404})


def no_such_session(name: str) -> Refusal:
    """Say that a session of this name was never started."""
    return not_found(
        f"We didn't find a session with name '{name}'.\n"
        f"Please start it first by using POST /api/sessions/{name}/start request"
    )


def bad_request(*problems: str) -> Refusal:
    """List what is wrong with a request."""
    return Refusal(400, {"message": list(problems), "error": "Bad Request", "statusCode": 400})


def not_working(session: str, status: str) -> Refusal:
    """Refuse a call while the session is not WORKING (waha#1225)."""
    return Refusal(
        422,
        {
            "error": "Session status is not as expected. Try again later or restart the session",
            "session": session,
            "status": status,
            "expected": ["WORKING"],
        },
    )


def no_account(chat: str, now: float) -> Refusal:
    """Answer as GOWS does for a number without WhatsApp: a 500 (waha#2094)."""
    details = f"no LID found for {wire_address(chat)} from server"
    exception = {"message": f"2 UNKNOWN: {details}", "code": 2, "details": details, "name": "Error"}
    moment = datetime.fromtimestamp(now, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return Refusal(500, {"statusCode": 500, "timestamp": moment, "exception": exception})
