"""Meta's errors by their numbers: what a read and a send come to, whatever else the answer says."""

import json
from typing import Any

import pytest

from sync_agent.connector_kit.errors import (
    ConnectorError,
    NotThePlatform,
    OutcomeUnknown,
    Refused,
    SignInNeeded,
    TryLater,
    WindowClosed,
)
from sync_agent.connector_kit.graph_errors import AskedWrong, NotThere, ObjectTrouble, check_listing, checked
from sync_agent.connector_kit.http import Answer


def answer(body: Any, status: int = 400, sends: bool = False, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, named, body.encode() if isinstance(body, str) else json.dumps(body).encode(), sends)


def error(code: Any, subcode: int | None = None, **more: Any) -> dict[str, Any]:
    return {"error": {"message": "rahasia", "type": "OAuthException", "code": code, "error_subcode": subcode, **more}}


@pytest.mark.parametrize(
    ("code", "subcode", "read", "send"),
    [
        (190, 492, SignInNeeded, SignInNeeded),
        (190, 463, SignInNeeded, SignInNeeded),
        (102, None, SignInNeeded, SignInNeeded),
        (10, None, SignInNeeded, SignInNeeded),
        (250, None, SignInNeeded, SignInNeeded),
        (10, 2018278, TryLater, WindowClosed),
        (10, 2534022, TryLater, WindowClosed),
        (10, 2018108, ObjectTrouble, Refused),
        (551, 1545041, ObjectTrouble, Refused),
        (200, 2534041, SignInNeeded, SignInNeeded),
        (100, 33, NotThere, Refused),
        (100, 2018001, NotThere, Refused),
        (100, 2534014, NotThere, Refused),
        (100, None, AskedWrong, Refused),
        (4, None, TryLater, TryLater),
        (80002, None, TryLater, TryLater),
        (368, None, SignInNeeded, SignInNeeded),
        (506, None, TryLater, OutcomeUnknown),
        (1705, None, SignInNeeded, SignInNeeded),
        (10900, None, TryLater, Refused),
        (1, None, ObjectTrouble, OutcomeUnknown),
        (2, None, ObjectTrouble, OutcomeUnknown),
    ],
)
@pytest.mark.parametrize("status", [200, 400, 500])
def test_a_code_decides_whatever_the_status(
    code: int, subcode: int | None, read: type[ConnectorError], send: type[ConnectorError], status: int
) -> None:
    for expected, sends in ((read, False), (send, True)):
        with pytest.raises(ConnectorError) as caught:
            checked(answer(error(code, subcode), status, sends))
        assert type(caught.value) is expected
        assert "rahasia" not in str(caught.value)


def test_F23_the_minutes_of_the_header_come_before_retry_after() -> None:
    usage = json.dumps({"1": [{"type": "pages", "call_count": 100, "estimated_time_to_regain_access": 3}]})
    for headers, seconds in (
        ({"x_business_use_case_usage": usage, "retry_after": "7"}, 180.0),
        ({"retry_after": "7"}, 7.0),
        ({}, None),
    ):
        with pytest.raises(TryLater) as caught:
            checked(answer(error(80001), **headers))
        assert caught.value.after_seconds == seconds


def test_an_unknown_code_is_judged_by_its_status_and_by_what_is_called_transient() -> None:
    for body, status, sends, expected in (
        (error(987_654), 400, True, Refused),
        (error(987_654), 403, False, SignInNeeded),
        (error(987_654), 503, True, OutcomeUnknown),
        (error(987_654, is_transient=True), 400, True, OutcomeUnknown),
        (error(987_654), 200, True, OutcomeUnknown),
        (error("190"), 200, False, TryLater),
    ):
        with pytest.raises(expected):
            checked(answer(body, status, sends))


def test_F32_what_is_no_answer_of_meta_s_is_not_taken_for_one() -> None:
    for body in ("<html>", "[]", "", '{"id":'):
        with pytest.raises(NotThePlatform):
            checked(answer(body, 200))
        with pytest.raises(OutcomeUnknown):
            checked(answer(body, 200, sends=True))
    with pytest.raises(NotThePlatform):
        check_listing(answer('{"id":"1"}', 200))


def test_a_good_answer_is_given_as_it_is() -> None:
    assert checked(answer({"id": "1"}, 200)) == {"id": "1"}


def test_a_list_comes_item_by_item_and_an_error_in_its_place_is_one() -> None:
    items, page = check_listing(answer({"data": [{"id": "1"}], "paging": {"next": "x"}}, 200))
    assert (items, page["paging"]) == ([({"id": "1"}, None)], {"next": "x"})
    for status in (200, 400):
        with pytest.raises(SignInNeeded):
            check_listing(answer(error(190), status))


def test_F35_one_monstrous_item_spoils_no_list() -> None:
    deep = "[" * 10_000 + "]" * 10_000
    items, page = check_listing(answer(f'{{"data":[{deep},{{"id":"2"}}],"paging":{{}}}}', 200))
    assert [item for item, _ in items] == [None, {"id": "2"}]
    assert "paging" in page
