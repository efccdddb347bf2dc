"""The error bodies of the Cloud API, a row each: the ones channels.md §1.3 names, worded as Meta words them."""

from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Row:
    """One error: HTTP status, code, what it says, and the details Meta adds (empty: none)."""

    status: int
    code: int
    message: str
    details: str = ""
    subcode: int = 0


class CloudError(Exception):
    """An answer that is an error."""

    def __init__(self, row: Row) -> None:
        """Keep what to answer."""
        super().__init__(row.code)
        self.row = row

    def body(self) -> dict[str, Any]:
        """Return the body as Meta sends it."""
        row = self.row
        error: dict[str, Any] = {"message": row.message, "type": "OAuthException", "code": row.code}
        error |= {"error_subcode": row.subcode} if row.subcode else {}
        data = {"messaging_product": "whatsapp", "details": row.details}
        error |= {"error_data": data} if row.details else {}
        return {"error": error | {"fbtrace_id": "AcontohJejakGalat0000"}}

    def as_news(self) -> dict[str, Any]:
        """Return the error as it stands in the pushed news of a failed message."""
        row = self.row
        words = {"code": row.code, "title": row.message, "message": row.message}
        return words | {"error_data": {"details": row.details or row.message}}


# The names are what the fake's settings (`trouble`, `send_trouble`, `late_trouble`) switch on.
ERRORS: dict[str, Row] = {
    "auth": Row(401, 0, "AuthException"),
    "method": Row(500, 3, "(#3) Application does not have the capability to make this API call."),
    "permission": Row(403, 10, "(#10) Application does not have permission for this action"),
    "permission_missing": Row(403, 200, "(#200) You do not have the necessary permissions required"),
    "token_expired": Row(
        401, 190, "Error validating access token: Session has expired on Tuesday, 24-Nov-26 00:00:00 PST.", "", 463
    ),
    "app_limit": Row(400, 4, "(#4) Application request limit reached"),
    "account_limit": Row(400, 80007, "(#80007) Rate limit issues"),
    "throughput": Row(429, 130429, "(#130429) Rate limit hit", "Message failed: throughput has been reached."),
    "spam": Row(400, 131048, "(#131048) Spam rate limit hit", "Message failed: restrictions on this number."),
    "pair_rate": Row(400, 131056, "(#131056) (Business Account, Consumer Account) pair rate limit hit"),
    "policy": Row(403, 368, "(#368) Temporarily blocked for policies violations"),
    "locked": Row(403, 131031, "(#131031) Account has been locked"),
    "outside_window": Row(
        400,
        131047,
        "(#131047) Re-engagement message",
        "Message failed to send because more than 24 hours have passed since the customer last replied.",
    ),
    "no_template": Row(404, 132001, "(#132001) Template name does not exist in the translation"),
    "template_places": Row(
        400, 132000, "(#132000) Number of parameters does not match the expected number of params"
    ),
    "undeliverable": Row(400, 131026, "(#131026) Message undeliverable", "Message Undeliverable."),
    "experiment": Row(400, 130472, "(#130472) User's number is part of an experiment"),
    "not_allowed": Row(400, 131030, "(#131030) Recipient phone number not in allowed list"),
    "payment": Row(400, 131042, "(#131042) Business eligibility payment issue"),
    "unregistered": Row(400, 133010, "(#133010) Account not registered"),
    "something": Row(500, 131000, "(#131000) Something went wrong", "Message failed to send: unknown error."),
    "unavailable": Row(500, 131016, "(#131016) Service unavailable"),
    "generic": Row(400, 135000, "(#135000) Generic user error"),
    "unknown": Row(500, 1, "An unknown error occurred"),
    "service": Row(503, 2, "(#2) Service temporarily unavailable"),
    "bad_parameter": Row(400, 100, "(#100) Invalid parameter"),
    "missing": Row(400, 131008, "(#131008) Required parameter is missing"),
    "not_found": Row(
        400,
        100,
        "Unsupported get request. Object with this ID does not exist, cannot be loaded due to missing permissions, "
        "or does not support this operation",
        "",
        33,
    ),
}


def cloud_error(name: str, details: str = "") -> CloudError:
    """Make the error of a row, with its own details where they name what was asked."""
    row = ERRORS.get(name, ERRORS["unknown"])
    return CloudError(replace(row, details=details) if details else row)
