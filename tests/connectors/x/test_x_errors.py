"""Every error X can give, and what the agent makes of it on a read and on a send, in both forms X writes them."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from sync_agent.connector_kit.errors import (
    ConnectorError,
    CursorRefused,
    OutcomeUnknown,
    Refused,
    SignInNeeded,
    TryLater,
)
from sync_agent.connector_kit.http import Answer
from sync_agent.connectors.x.quotas import Quotas, rest_stated
from tests.connectors.x_stage import XStage, x_stage

Kinds = tuple[type[ConnectorError], type[ConnectorError]]
PERSON: Kinds = (SignInNeeded, SignInNeeded)

# channels.md §4, "Errors": name of the fake's trouble → class on a read, class on a send
TROUBLES: dict[str, Kinds] = {
    "unauthorized": PERSON,
    "credits": PERSON,
    "usage_capped": PERSON,
    "usage_capped_403": PERSON,
    "client_forbidden": PERSON,
    "oauth1_permissions": PERSON,
    "suspended": PERSON,
    "forbidden": (SignInNeeded, Refused),
    "not_invited": (SignInNeeded, Refused),
    "no_dm": (SignInNeeded, Refused),
    "gone": (TryLater, Refused),
    "duplicate": (TryLater, OutcomeUnknown),
    "invalid": (TryLater, Refused),
    "not_found": (TryLater, Refused),
    "unavailable": (TryLater, OutcomeUnknown),
    "internal": (TryLater, OutcomeUnknown),
}
# What the fake has no switch for: status and body → the same.
BODIES: list[tuple[int, str, Kinds]] = [
    (403, "User is over daily status update limit.", (TryLater, TryLater)),
    (403, "To protect our users from spam, this account is temporarily locked.", PERSON),
    (403, "Unsupported Authentication https://api.twitter.com/2/problems/unsupported-authentication", PERSON),
    (400, "The `pagination_token` query parameter value [x] is not valid", (CursorRefused, Refused)),
    (400, "The `since_id` query parameter value [x] is not valid", (CursorRefused, Refused)),
    (400, "The query parameter [tweet.fields] is not one of [id]", (SignInNeeded, Refused)),
    (429, "Too Many Requests", (TryLater, TryLater)),
    (408, "", (TryLater, OutcomeUnknown)),
    (409, "", (TryLater, OutcomeUnknown)),
    (502, "<html>bad gateway</html>", (TryLater, OutcomeUnknown)),
    (504, "", (TryLater, OutcomeUnknown)),
    (302, "", (TryLater, OutcomeUnknown)),
]


@pytest.fixture(params=["comment", "dm"])
def x(request: pytest.FixtureRequest) -> Iterator[XStage]:
    with x_stage(request.param) as stage:
        yield stage


def raised(x: XStage, expected: Kinds, turn_on: object) -> list[ConnectorError]:
    """Read and send under a trouble; return what was raised after checking its class, and that nothing went out."""
    wanted = x.reply()
    assert callable(turn_on)
    turn_on()
    found = []
    for ask, kind in ((x.pages, expected[0]), (lambda: x.connector.send(wanted), expected[1])):
        with pytest.raises(ConnectorError) as caught:
            ask()
        assert type(caught.value) is kind or (kind is TryLater and isinstance(caught.value, TryLater))
        assert wanted.text not in caught.value.reason
        assert caught.value.reason[-1] in ".)"
        found.append(caught.value)
    assert x.visible() == []
    return found


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("trouble", TROUBLES)
def test_each_error_of_the_fact_sheet_has_its_class_in_both_forms(x: XStage, trouble: str, plain: bool) -> None:
    x.x.settings.plain_errors = plain
    raised(x, TROUBLES[trouble], lambda: setattr(x.x.settings, "trouble", trouble))


@pytest.mark.parametrize(("status", "detail", "expected"), BODIES)
def test_each_other_error_has_its_class(x: XStage, status: int, detail: str, expected: Kinds) -> None:
    body = detail if detail.startswith("<") else json.dumps({"title": "x", "detail": detail, "status": status})
    raised(x, expected, lambda: x.fault("status", status=status, body=body, path="/x/2/*"))


def test_a_404_of_the_account_calls_a_person(x: XStage) -> None:
    body = json.dumps({"parameter": "id", "resource_type": "user", "title": "Not Found Error"})
    raised(x, (SignInNeeded, Refused), lambda: x.fault("status", status=404, body=body, path="/x/2/*"))


NOW = datetime(2026, 11, 25, 2, 0)
RESET = 1_795_572_000 + 60  # a minute after NOW
DATE = "Wed, 25 Nov 2026 02:00:30 GMT"


def headers(family: str = "x-rate-limit", remaining: int = 0, reset: int = RESET) -> dict[str, str]:
    return {f"{family}-limit": "15", f"{family}-remaining": str(remaining), f"{family}-reset": str(reset)}


@pytest.mark.parametrize(
    ("given", "now", "seconds"),
    [
        (headers(), NOW, 60.0),
        (headers() | {"date": DATE}, NOW, 30.0),
        (headers() | {"date": DATE}, None, 30.0),
        (headers() | {"date": "kemarin"}, NOW, 60.0),
        (headers(), None, None),
        (headers(reset=5), NOW, 0.0),
        (headers(remaining=3) | headers("x-user-limit-24hour", 0, RESET + 3600), NOW, 3660.0),
        (headers(remaining=3), NOW, 60.0),
        ({}, NOW, None),
        ({**headers(), "x-rate-limit-reset": "9" * 40}, NOW, None),
        ({**headers(), "x-rate-limit-reset": "²"}, NOW, None),
    ],
)
def test_F23_the_rest_is_counted_to_the_reset_from_the_answer_s_own_time(
    given: dict[str, str], now: datetime | None, seconds: float | None
) -> None:
    assert rest_stated(Answer(429, given, b""), now) == seconds


def test_how_full_the_fullest_quota_is() -> None:
    quotas = Quotas()
    assert quotas.used() is None
    quotas.note("dm", Answer(200, headers(remaining=3), b""), NOW)
    quotas.note("mentions", Answer(200, headers(remaining=15), b""), NOW)
    assert quotas.used() == 80
    assert quotas.seconds_to_rest("dm", NOW) == 0
    quotas.note("dm", Answer(200, headers(), b""), NOW)
    assert quotas.seconds_to_rest("dm", NOW + timedelta(seconds=20)) == 40
    assert quotas.seconds_to_rest("mentions", NOW) == 0
