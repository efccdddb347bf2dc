"""Every error WAHA can give (channels.md §1.1), and what the agent makes of it on a read and on a send."""

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest

from sync_agent.connector_kit.errors import (
    ConnectorError,
    NumberBlocked,
    OutcomeUnknown,
    Refused,
    SignInNeeded,
    TryLater,
)
from sync_agent.connectors.waha.error_codes import ROWS as TABLE
from tests.connectors.stage import ANI, STAGES, Stage, reply

Kinds = tuple[type[ConnectorError], type[ConnectorError]]
BANNED: Kinds = (NumberBlocked, NumberBlocked)
PERSON: Kinds = (SignInNeeded, SignInNeeded)
LATER: Kinds = (TryLater, TryLater)
UNKNOWN: Kinds = (TryLater, OutcomeUnknown)


def session(status: str) -> dict[str, Any]:
    """Return the body of a call while the session is in a status (waha#1225)."""
    said = "Session status is not as expected. Try again later or restart the session"
    return {"error": said, "session": "default", "status": status, "expected": ["WORKING"]}


# Status, body → class on a read, class on a send.
ROWS: list[tuple[int, dict[str, Any], Kinds]] = [
    (403, {"message": "account temporarily banned", "statusCode": 403}, BANNED),
    (500, {"message": "connect failure: temporary ban", "statusCode": 500}, (NumberBlocked, OutcomeUnknown)),
    (401, {"message": "Unauthorized", "statusCode": 401}, PERSON),
    (403, {"message": "Forbidden resource", "statusCode": 403}, PERSON),
    (422, session("STARTING"), LATER),
    (422, session("FAILED"), LATER),
    (422, session("SCAN_QR_CODE"), PERSON),
    (422, session("STOPPED"), PERSON),
    (422, {"message": "Session 'x' does not exist", "statusCode": 422}, PERSON),
    (404, {"message": "Session not found", "statusCode": 404}, PERSON),
    (404, {"message": "Cannot GET /lain/api/sessions/default", "statusCode": 404}, PERSON),
    (404, {"message": "Cannot GET /api/default/new-message-id", "statusCode": 404}, PERSON),
    (400, {"message": 'Enable NOWEB store "config.noweb.store.enabled=True"', "statusCode": 400}, PERSON),
    (400, {"message": "text should not be empty", "statusCode": 400}, (TryLater, Refused)),
    (429, {"message": "Too Many Requests", "statusCode": 429}, LATER),
    (500, {"message": "rpc error: no LID found for 628 from server", "statusCode": 500}, (TryLater, Refused)),
    (500, {"message": "Internal server error", "statusCode": 500}, UNKNOWN),
    (502, {}, UNKNOWN),
    (504, {}, UNKNOWN),
]


@pytest.fixture
def waha() -> Iterator[Stage]:
    with STAGES["waha"]() as stage:
        yield stage


@pytest.mark.parametrize(("status", "body", "expected"), ROWS)
def test_each_error_of_the_fact_sheet_has_its_class(
    waha: Stage, status: int, body: dict[str, Any], expected: Kinds
) -> None:
    waha.fault("status", status=status, body=json.dumps(body), path="/waha/*")
    with pytest.raises(ConnectorError) as read:
        waha.pages()
    with pytest.raises(ConnectorError) as sent:
        waha.connector.send(reply())
    assert (type(read.value), type(sent.value)) == expected
    assert waha.visible() == []


def test_every_row_of_the_table_decides_something_here() -> None:
    used = set()
    for status, body, _ in ROWS:
        said = json.dumps(body).lower()
        used |= {next((row for row in TABLE if status in row.statuses and _fits(row.says, said)), None)}
    assert set(TABLE) <= used


def _fits(pattern: str, said: str) -> bool:
    return bool(re.search(pattern, said))


def test_no_secret_no_number_and_no_text_is_in_any_error_or_log(
    waha: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    told = [repr(waha.account), repr(waha.connector)]
    for status, body, _ in ROWS:
        waha.well()
        waha.fault("status", status=status, body=json.dumps({**body, "about": f"{ANI} teks warga"}), path="/waha/*")
        for ask in (
            waha.connector.check,
            waha.pages,
            waha.connector.new_client_ref,
            lambda: waha.connector.send(reply("teks warga")),
            lambda: waha.connector.fetch_attachment({"chat": ANI, "message": "X"}, 1000),
        ):
            with pytest.raises(ConnectorError) as caught:
                ask()
            told.append(f"{caught.value!r} {caught.value}")
    told += [record.getMessage() for record in caplog.records if record.name.startswith("sync_agent.conn")]
    for word in (*waha.account.secrets.values(), ANI.partition("@")[0], "teks warga"):
        assert word not in " ".join(told)
