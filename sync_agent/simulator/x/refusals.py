"""X's error answers word for word: problems (RFC 7807) with their type, and the plain `{code, message}`."""

from typing import Any


class Refusal(Exception):
    """An answer that is an error: HTTP status and JSON body."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        """Keep the status and the body to answer with; a type without a host gets X's own."""
        super().__init__(status)
        self.status, self.body = status, body


_BLANK = "about:blank"


def plain(status: int, title: str, detail: str) -> Refusal:
    """Make a problem without a type of its own."""
    return Refusal(status, {"title": title, "type": _BLANK, "status": status, "detail": detail})


def forbidden(detail: str) -> Refusal:
    """Refuse one action."""
    return plain(403, "Forbidden", detail)


def unauthorized() -> Refusal:
    """Refuse a token that is missing, wrong or past its two hours."""
    return plain(401, "Unauthorized", "Unauthorized")


def too_many() -> Refusal:
    """Say that a quota of fifteen minutes is used up."""
    return plain(429, "Too Many Requests", "Too Many Requests")


def invalid(parameter: str, value: str, message: str) -> Refusal:
    """Refuse a parameter."""
    detail = "One or more parameters to your request was invalid."
    errors = [{"parameters": {parameter: [value]}, "message": message}]
    return Refusal(400, {"errors": errors, "title": "Invalid Request", "detail": detail, "type": "invalid-request"})


def not_found(kind: str, parameter: str, value: str) -> Refusal:
    """Say that something is not there."""
    return Refusal(404, missing(kind, parameter, value))


def missing(kind: str, parameter: str, value: str) -> dict[str, Any]:
    """Write what stands in `errors` of a 200 too, for something an answer refers to that is not there."""
    return {
        "value": value,
        "detail": f"Could not find {kind} with {parameter}: [{value}].",
        "title": "Not Found Error",
        "resource_type": kind,
        "parameter": parameter,
        "resource_id": value,
        "type": "resource-not-found",
    }


def token_refused() -> Refusal:
    """Refuse a refresh token that was used before or withdrawn (OAuth 2, RFC 6749 §5.2)."""
    description = "Value passed for the token was invalid."
    return Refusal(400, {"error": "invalid_request", "error_description": description})


DUPLICATE = "You are not allowed to create a Tweet with duplicate content."
NOT_INVITED = (
    "Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the "
    "author of the post you are replying to."
)
NO_UPLOAD = "You are not permitted to perform this action. Your access token lacks media.write."
NO_DM = "You do not have permission to DM one or more participants."
GONE = "You attempted to reply to a Tweet that is deleted or not visible to you."

# What can be switched on for every call of a sort, by the name the control API takes.
TROUBLES: dict[str, Refusal] = {
    "unauthorized": unauthorized(),
    "client_forbidden": Refusal(
        403,
        {
            "client_id": "20000001",
            "required_enrollment": "Appropriate Level of API Access",
            "registration_url": "https://developer.twitter.com/en/docs/projects/overview",
            "title": "Client Forbidden",
            "detail": "When authenticating requests to the Twitter API v2 endpoints, you must use keys and tokens "
            "from a Twitter developer App that is attached to a Project.",
            "reason": "client-not-enrolled",
            "type": "client-forbidden",
        },
    ),
    "suspended": forbidden("Your account is suspended and is not permitted to access this feature."),
    "forbidden": forbidden("You are not permitted to perform this action."),
    "oauth1_permissions": Refusal(
        403,
        {
            "title": "Forbidden",
            "detail": "Your client app is not configured with the appropriate oauth1 app permissions for this "
            "endpoint.",
            "type": "oauth1-permissions",
            "status": 403,
        },
    ),
    "usage_capped": Refusal(
        429,
        {
            "account_id": 20000002,
            "period": "Monthly",
            "scope": "Product",
            "title": "UsageCapExceeded",
            "detail": "Usage cap exceeded: Monthly product cap",
            "type": "usage-capped",
        },
    ),
    "usage_capped_403": Refusal(
        403, {"title": "UsageCapExceeded", "detail": "Usage cap exceeded", "type": "usage-capped"}
    ),
    "credits": Refusal(
        402,
        {
            "account_id": 20000002,
            "title": "CreditsDepleted",
            "detail": "Your enrolled account does not have any credits to fulfill this request.",
            "type": "credits",
        },
    ),
    "duplicate": forbidden(DUPLICATE),
    "not_invited": forbidden(NOT_INVITED),
    "no_dm": forbidden(NO_DM),
    "gone": forbidden(GONE),
    "invalid": invalid("text", "", "The text is not valid."),
    "not_found": not_found("tweet", "id", "1"),
    "too_many": too_many(),
    "unavailable": plain(503, "Service Unavailable", "Service Unavailable"),
    "internal": Refusal(500, {"code": 131, "message": "Internal error"}),
}


def at_host(problem: dict[str, object], host: str) -> dict[str, Any]:
    """Write the type of a problem as the address it is."""
    kind = problem.get("type")
    return problem if kind in (None, _BLANK) else {**problem, "type": f"{host}/2/problems/{kind}"}
