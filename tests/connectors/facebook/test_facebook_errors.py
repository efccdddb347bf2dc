"""Every row of Meta's errors (channels.md §2), met over HTTP: what it means on a read, on a message, on a comment."""

from collections.abc import Iterator
from typing import Any

import pytest

from sync_agent.connector_kit.errors import (
    ConnectorError,
    OutcomeUnknown,
    Refused,
    SignInNeeded,
    TryLater,
    WindowClosed,
)
from sync_agent.simulator.graph.errors import ERRORS
from tests.connectors.stage import STAGES, Stage

A, R, W, P, U = SignInNeeded, TryLater, TryLater, Refused, OutcomeUnknown
EXPECTED: dict[str, tuple[type[ConnectorError], type[ConnectorError]]] = {
    "token_expired": (A, A),  # 190 (463)
    "token_invalid": (A, A),  # 190
    "app_removed": (A, A),  # 190 (458)
    "checkpoint": (A, A),  # 190 (459)
    "password_changed": (A, A),  # 190 (460)
    "unconfirmed": (A, A),  # 190 (464)
    "token_revoked": (A, A),  # 190 (467)
    "role_lost": (A, A),  # 190 (492)
    "session_invalid": (A, A),  # 102
    "no_capability": (A, A),  # 3
    "permission_withdrawn": (A, A),  # 10
    "permission_missing": (A, A),  # 200
    "permission_other": (A, A),  # 299
    "message_permission": (A, A),  # 230
    "outside_window": (R, WindowClosed),  # 10 (2018278)
    "outside_window_instagram": (R, WindowClosed),  # 10 (2534022)
    "cannot_receive": (R, P),  # 10 (2018108)
    "not_available": (R, P),  # 551 (1545041)
    "messages_off": (A, A),  # 200 (2534041)
    "not_found": (R, P),  # 100 (33)
    "no_matching_user": (R, P),  # 100 (2018001)
    "no_such_user": (R, P),  # 100 (2534014)
    "bad_parameter": (R, P),  # 100
    "app_limit": (W, W),  # 4
    "user_limit": (W, W),  # 17
    "page_limit": (W, W),  # 32
    "call_limit": (W, W),  # 613 (2534040)
    "pages_limit": (W, W),  # 80001
    "instagram_limit": (W, W),  # 80002
    "messenger_limit": (W, W),  # 80006
    "blocked": (A, A),  # 368
    "duplicate": (R, U),  # 506
    "as_person": (A, A),  # 1705
    "unknown": (R, U),  # 1
    "unavailable": (R, U),  # 2
}
LIMITS = [name for name, (read, send) in EXPECTED.items() if send is W and name != "duplicate"]


@pytest.fixture(params=["facebook-dm", "facebook-comment"])
def page(request: pytest.FixtureRequest) -> Iterator[Stage]:
    with STAGES[request.param]() as stage:
        yield stage


def settings(stage: Stage) -> Any:
    return stage.running.practice.platforms["facebook"].settings


def test_no_row_is_forgotten() -> None:
    assert set(EXPECTED) == set(ERRORS)


@pytest.mark.parametrize("name", EXPECTED)
def test_F21_F23_F27_each_error_means_what_the_facts_say(page: Stage, name: str) -> None:
    wanted = page.reply()
    on_read, on_send = EXPECTED[name]
    settings(page).read_trouble = settings(page).send_trouble = name
    with pytest.raises(on_read) as reading:
        page.pages()
    with pytest.raises(on_send) as sending:
        page.connector.send(wanted)
    assert page.visible() == []
    for caught in (reading, sending):
        assert str(ERRORS[name].code) in caught.value.reason
        assert ERRORS[name].message not in caught.value.reason


@pytest.mark.parametrize("name", LIMITS)
def test_F23_the_minutes_meta_states_are_waited(page: Stage, name: str) -> None:
    wanted = page.reply()
    settings(page).usage, settings(page).regain_minutes = 100, 7
    settings(page).trouble = name
    for ask in (page.pages, lambda: page.connector.send(wanted), lambda: page.connector.find(wanted)):
        with pytest.raises(TryLater) as caught:
            ask()
        assert caught.value.after_seconds == 420.0


@pytest.mark.parametrize("status", [200, 400, 500])
def test_an_error_is_an_error_whatever_the_http_status(page: Stage, status: int) -> None:
    wanted = page.reply()
    body = '{"error":{"message":"x","type":"OAuthException","code":190,"error_subcode":463,"fbtrace_id":"A"}}'
    page.fault("status", status=status, body=body)
    for ask in (page.pages, lambda: page.connector.send(wanted), page.connector.check):
        with pytest.raises(SignInNeeded):
            ask()


@pytest.mark.parametrize(
    ("body", "on_send"),
    [
        ('{"error":{"message":"x","code":987654}}', Refused),
        ('{"error":{"message":"x","code":987654,"is_transient":true}}', OutcomeUnknown),
        ('{"error":"rusak"}', Refused),
        ('{"error":{"code":"190"}}', Refused),
    ],
)
def test_F27_an_unknown_code_is_judged_by_its_status(page: Stage, body: str, on_send: type[ConnectorError]) -> None:
    wanted = page.reply()
    page.fault("status", status=400, body=body)
    with pytest.raises(TryLater):
        page.pages()
    with pytest.raises(on_send):
        page.connector.send(wanted)
