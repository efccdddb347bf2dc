"""The error bodies of the Graph API, a row each: the ones channels.md §2 names, worded as Meta words them."""

import hashlib
from dataclasses import dataclass, replace
from typing import Any

_OAUTH, _METHOD = "OAuthException", "GraphMethodException"
_BUSY = "Wait a bit and try again. For more info, please refer to https://developers.facebook.com/docs/graph-api/"
_POLICY = "https://developers.facebook.com/docs/messenger-platform/policy-overview"


@dataclass(frozen=True)
class Row:
    """One error: HTTP status, code, subcode (0: none is sent), what it says, its type."""

    status: int
    code: int
    subcode: int
    message: str
    type: str = _OAUTH
    title: str = ""
    user_message: str = ""
    transient: bool = False


class GraphError(Exception):
    """An answer that is an error."""

    def __init__(self, row: Row) -> None:
        """Keep what to answer."""
        super().__init__(row.code)
        self.row = row

    @property
    def status(self) -> int:
        """Return the HTTP status."""
        return self.row.status

    def body(self) -> dict[str, Any]:
        """Return the body as Meta sends it."""
        row = self.row
        error: dict[str, Any] = {"message": row.message, "type": row.type, "code": row.code}
        error |= {"error_subcode": row.subcode} if row.subcode else {}
        error |= {"is_transient": row.transient} if row.transient or row.title else {}
        error |= {"error_user_title": row.title, "error_user_msg": row.user_message} if row.title else {}
        trace = hashlib.sha256(f"{row.code}/{row.subcode}/{row.message}".encode()).hexdigest()[:22]
        return {"error": error | {"fbtrace_id": f"A{trace}"}}


def _limit(code: int, whose: str, subcode: int = 0) -> Row:
    return Row(400, code, subcode, f"(#{code}) There have been too many calls to this {whose}. {_BUSY}")


_DEAD = "Error validating access token: "
# The names are what a fake's settings (`trouble`, `send_trouble`) switch on.
ERRORS: dict[str, Row] = {
    "token_expired": Row(400, 190, 463, f"{_DEAD}Session has expired on Tuesday, 24-Nov-26 00:00:00 PST."),
    "token_invalid": Row(400, 190, 0, "Invalid OAuth access token - Cannot parse access token"),
    "app_removed": Row(400, 190, 458, f"{_DEAD}The user has not authorized application 1020304050."),
    "checkpoint": Row(400, 190, 459, f"{_DEAD}You cannot access the app till you log in to www.facebook.com."),
    "password_changed": Row(
        400, 190, 460, f"{_DEAD}The session has been invalidated because the user changed their password."
    ),
    "unconfirmed": Row(400, 190, 464, f"{_DEAD}Sessions for the user are not allowed because he is not confirmed."),
    "token_revoked": Row(400, 190, 467, f"{_DEAD}This may be because the user logged out."),
    "role_lost": Row(400, 190, 492, f"{_DEAD}The user does not have a role on the Page."),
    "session_invalid": Row(400, 102, 0, "Session key invalid or no longer valid"),
    "no_capability": Row(400, 3, 0, "(#3) Application does not have the capability to make this API call."),
    "permission_withdrawn": Row(400, 10, 0, "(#10) Application does not have permission for this action"),
    "permission_missing": Row(403, 200, 0, "(#200) Requires extended permission"),
    "permission_other": Row(403, 299, 0, "(#299) Permissions error"),
    "message_permission": Row(403, 230, 0, "(#230) Requires pages_messaging permission to manage the object"),
    "outside_window": Row(
        400, 10, 2018278, f"(#10) This message is sent outside of allowed window. Learn more: {_POLICY}"
    ),
    "outside_window_instagram": Row(
        400, 10, 2534022, f"(#10) This message is sent outside of allowed window. Learn more: {_POLICY}"
    ),
    "cannot_receive": Row(400, 10, 2018108, "(#10) This Person Cannot Receive Messages"),
    "not_available": Row(400, 551, 1545041, "(#551) This person isn't available right now."),
    "messages_off": Row(
        403, 200, 2534041, "(#200) The owner of this account has disabled access to Instagram direct messages."
    ),
    "not_found": Row(
        400,
        100,
        33,
        "Unsupported request. Object does not exist, cannot be loaded due to missing permissions, "
        "or does not support this operation.",
        _METHOD,
    ),
    "no_matching_user": Row(400, 100, 2018001, "(#100) No matching user found"),
    "no_such_user": Row(400, 100, 2534014, "(#100) The requested user cannot be found."),
    "bad_parameter": Row(400, 100, 0, "(#100) Invalid parameter"),
    "app_limit": Row(403, 4, 0, "(#4) Application request limit reached", transient=True),
    "user_limit": Row(400, 17, 0, "(#17) User request limit reached"),
    "page_limit": Row(400, 32, 0, "(#32) Page request limit reached"),
    "call_limit": Row(400, 613, 2534040, "(#613) Calls to this api have exceeded the rate limit."),
    "pages_limit": _limit(80001, "Page account"),
    "instagram_limit": _limit(80002, "Instagram account"),
    "messenger_limit": _limit(80006, "Messenger account"),
    "blocked": Row(
        400,
        368,
        0,
        "The action attempted has been deemed abusive or is otherwise disallowed",
        title="You're Temporarily Blocked",
        user_message="It looks like you were misusing this feature by going too fast.",
    ),
    "duplicate": Row(400, 506, 0, "(#506) Duplicate status message"),
    "as_person": Row(400, 1705, 0, "(#1705) There was an error posting to this wall"),
    "unknown": Row(500, 1, 0, "An unknown error occurred", transient=True),
    "unavailable": Row(
        500, 2, 0, "An unexpected error has occurred. Please retry your request later.", transient=True
    ),
}


def graph_error(name: str, message: str = "") -> GraphError:
    """Make the error of a row, with its own words where they name what was asked."""
    row = ERRORS[name]
    return GraphError(replace(row, message=message) if message else row)
