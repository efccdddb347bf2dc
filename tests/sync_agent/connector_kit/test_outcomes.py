"""Statuses: the whole table of what a read and a send come to."""

from datetime import datetime

import pytest

from sync_agent.connector_kit.errors import (
    ConnectorError,
    CursorRefused,
    NotThePlatform,
    OutcomeUnknown,
    Refused,
    SignInNeeded,
    TryLater,
)
from sync_agent.connector_kit.http import Answer
from sync_agent.connector_kit.outcomes import Outcome, check_status, just, retry_after

NOW = datetime(2026, 11, 25, 2, 0)


@pytest.mark.parametrize(
    ("status", "read", "send"),
    [
        (302, NotThePlatform, OutcomeUnknown),
        (400, TryLater, Refused),
        (401, SignInNeeded, SignInNeeded),
        (403, SignInNeeded, SignInNeeded),
        (404, TryLater, Refused),
        (408, TryLater, OutcomeUnknown),
        (409, TryLater, OutcomeUnknown),
        (410, CursorRefused, Refused),
        (429, TryLater, TryLater),
        (500, TryLater, OutcomeUnknown),
        (503, TryLater, OutcomeUnknown),
        (999, NotThePlatform, OutcomeUnknown),
    ],
)
def test_a_status_means_one_thing_on_a_read_and_one_on_a_send(
    status: int, read: type[ConnectorError], send: type[ConnectorError]
) -> None:
    for sends, expected in ((False, read), (True, send)):
        with pytest.raises(ConnectorError) as caught:
            check_status(Answer(status, {}, b"", sends))
        assert type(caught.value) is expected
        assert str(status) in caught.value.reason


def test_a_platform_s_own_row_goes_before_the_general_ones() -> None:
    rows = (Outcome(just(500), "no lid found", TryLater, Refused, "Nomor ini tidak ada."),)
    with pytest.raises(Refused):
        check_status(Answer(500, {}, b'{"message":"No LID found for 1"}', True), rows)
    with pytest.raises(OutcomeUnknown):
        check_status(Answer(500, {}, b"{}", True), rows)
    check_status(Answer(201, {}, b"", True), rows)


@pytest.mark.parametrize(
    ("stated", "date", "seconds"),
    [
        ("30", "", 30.0),
        ("1.5", "", 1.5),
        ("Wed, 25 Nov 2026 02:01:00 GMT", "", 60.0),
        ("Wed, 25 Nov 2026 02:01:00 GMT", "Wed, 25 Nov 2026 02:00:30 GMT", 30.0),
        ("Wed, 25 Nov 2026 01:00:00 GMT", "", 0.0),
        ("soon", "", None),
        ("", "", None),
    ],
)
def test_F23_retry_after_is_read_as_seconds_or_as_a_date(stated: str, date: str, seconds: float | None) -> None:
    answer = Answer(429, {"retry-after": stated, "date": date}, b"")
    assert retry_after(answer, NOW) == seconds


def test_F23_the_stated_time_travels_with_the_error() -> None:
    with pytest.raises(TryLater) as caught:
        check_status(Answer(429, {"retry-after": "7"}, b""))
    assert caught.value.after_seconds == 7.0


def test_the_words_of_an_answer_that_a_gateway_repeats_do_not_decide_what_its_error_means() -> None:
    rows = (Outcome(range(400, 600), r"\bbanned\b", SignInNeeded, SignInNeeded, "Nomor diblokir."),)
    repeated = b'{"statusCode":500,"request":{"body":{"text":"Your account was banned."}},"exception":"%s"}'
    for said, expected in ((b"timeout", OutcomeUnknown), (b"account banned", SignInNeeded)):
        with pytest.raises(ConnectorError) as caught:
            check_status(Answer(500, {}, repeated % said, True), rows)
        assert type(caught.value) is expected
