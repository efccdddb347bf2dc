"""Every error row of Meta's, as Instagram's fake words it: what it means on a read and on a send."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from sync_agent.connector_kit.contract import FetchRequest
from sync_agent.connector_kit.errors import (
    ConnectorError,
    OutcomeUnknown,
    Refused,
    SignInNeeded,
    TryLater,
    WindowClosed,
)
from sync_agent.simulator.graph.errors import ERRORS
from tests.connectors.stage import OVERLAP, STAGES, NetworkStage, messages, now

_A, _R, _P, _U, _W = SignInNeeded, TryLater, Refused, OutcomeUnknown, WindowClosed
# channels.md §2: class on a read, class on a send, and the fake's rows of it.
_ROWS: tuple[tuple[type[ConnectorError], type[ConnectorError], tuple[str, ...]], ...] = (
    (_A, _A, ("token_expired", "token_invalid", "app_removed", "checkpoint", "password_changed", "unconfirmed")),
    (_A, _A, ("token_revoked", "role_lost", "session_invalid", "no_capability", "permission_withdrawn")),
    (
        _A,
        _A,
        ("permission_missing", "permission_other", "message_permission", "messages_off", "blocked", "as_person"),
    ),
    (_R, _W, ("outside_window", "outside_window_instagram")),
    (_R, _P, ("cannot_receive", "not_available", "not_found", "no_matching_user", "no_such_user", "bad_parameter")),
    (_R, _R, ("app_limit", "user_limit", "page_limit", "call_limit")),
    (_R, _R, ("pages_limit", "instagram_limit", "messenger_limit")),
    (_R, _U, ("duplicate", "unknown", "unavailable")),
)
CLASSES = {name: (on_read, on_send) for on_read, on_send, names in _ROWS for name in names}


@pytest.fixture
def stage() -> Iterator[NetworkStage]:
    with STAGES["instagram-dm"]() as stage:
        yield stage


def settings(stage: NetworkStage) -> Any:
    return stage.platform.settings


def test_every_row_of_the_fake_has_its_class() -> None:
    assert set(CLASSES) == set(ERRORS)


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_on_a_send_has_its_class_and_sends_nothing(stage: NetworkStage, name: str) -> None:
    wanted = stage.reply()
    settings(stage).send_trouble = name
    with pytest.raises(ConnectorError) as caught:
        stage.connector.send(wanted)
    assert type(caught.value) is CLASSES[name][1]
    assert stage.account.secrets["access_token"] not in str(caught.value)
    assert stage.visible() == []


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_on_a_read_has_its_class(stage: NetworkStage, name: str) -> None:
    assert stage.connector.check().ok
    settings(stage).read_trouble = name
    with pytest.raises(ConnectorError) as caught:
        stage.pages()
    assert isinstance(caught.value, CLASSES[name][0])


@pytest.mark.parametrize("name", ["instagram_limit", "call_limit"])
def test_F23_the_minutes_meta_states_are_waited(stage: NetworkStage, name: str) -> None:
    stage.happen("tetap ada")
    settings(stage).trouble, settings(stage).regain_minutes = name, 7
    for ask in (stage.connector.check, stage.pages):
        with pytest.raises(TryLater) as caught:
            ask()
        assert caught.value.after_seconds == 420.0
    settings(stage).trouble, settings(stage).regain_minutes = "", 0
    assert [one.text for one in messages(stage.pages())] == ["tetap ada"]


def test_a_quota_nearly_used_up_is_told_and_slows_reading_without_stopping_it(stage: NetworkStage) -> None:
    stage.happen("tetap ada")
    settings(stage).usage = 85
    health = stage.connector.check()
    assert health.quota_used == 85
    assert "85 %" in health.detail
    asked, moment = stage.asked(), now()
    assert stage.connector.check() == health  # nothing is asked that is known
    assert stage.asked() == asked
    first, soon, later = (
        stage.connector.fetch(FetchRequest("dm", None, OVERLAP, moment + timedelta(seconds=seconds)))
        for seconds in (0, 30, 61)
    )
    assert [[one.text for one in page.messages] for page in (first, soon, later)] == [
        ["tetap ada"],
        [],
        ["tetap ada"],
    ]
