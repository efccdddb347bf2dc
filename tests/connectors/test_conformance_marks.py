"""What every connector owes that tells citizens what was read: only that, and quickly or not at all."""

import threading
from collections.abc import Sequence

import pytest

from models.rules.channels.channels import CHANNELS
from models.rules.channels.messages import IncomingMessage
from sync_agent.connector_kit.contract import ReadMarker
from sync_agent.connector_kit.errors import ConnectorError, TryLater
from sync_agent.connectors import CONNECTORS
from tests.connectors.capabilities import needing
from tests.connectors.stage import BUDI, NetworkStage, Stage, now
from tests.simulator.caller import until

PATHS = {"waha": "*/api/sendSeen", "gowa": "*/message/*/read", "whatsapp_cloud": "*/messages"}


def is_read(stage: Stage, message_id: str) -> bool:
    """Whether the citizen's phone says of his message that it was read."""
    if isinstance(stage, NetworkStage):
        return stage.platform.network.items[message_id].read
    found = stage.running.practice.gateway.find(message_id)
    assert found is not None
    return stage.running.practice.gateway.ack(found) == 3


def told(stage: Stage, messages: Sequence[IncomingMessage], connector: object = None) -> int:
    """Tell of messages of one conversation until all are told of; return how often that took."""
    marker = connector or stage.connector
    assert isinstance(marker, ReadMarker)
    names = [message.external_id for message in messages]
    times = 0
    while names:
        done = marker.mark_read(messages[0].thread_id, names)
        assert done > 0
        names, times = names[done:], times + 1
    return times


def written(stage: Stage, *texts: str) -> list[IncomingMessage]:
    """Let a citizen write, a second apart, and return his messages as they were read."""
    moment = now().timestamp() - 60
    return [stage.received(text, at=moment + number) for number, text in enumerate(texts)]


def test_a_connector_can_tell_exactly_where_its_row_says_so(stage: Stage) -> None:
    assert isinstance(stage.connector, ReadMarker) is (CHANNELS[stage.kind].marks is not None)


@needing("marks")
def test_nothing_that_is_read_or_checked_tells_a_citizen_anything(stage: Stage) -> None:
    (message,) = written(stage, "satu")
    stage.connector.check()
    stage.pages()
    stage.connector.send(stage.reply(to=message))
    assert not is_read(stage, message.external_id)


@needing("marks")
def test_a_message_told_of_is_blue_on_the_phone_and_one_that_came_later_is_not(stage: Stage) -> None:
    first, second, third = written(stage, "satu", "dua", "tiga")
    other = stage.received("empat", BUDI)
    told(stage, [first, second])
    shown = [is_read(stage, one.external_id) for one in (first, second, third, other)]
    assert shown == [True, True, False, False]


@needing("marks", "marks_only_named")
def test_a_message_before_it_that_was_not_named_stays_as_it_is(stage: Stage) -> None:
    first, second = written(stage, "satu", "dua")
    told(stage, [second])
    assert [is_read(stage, one.external_id) for one in (first, second)] == [False, True]


@needing("marks")
def test_told_again_it_changes_nothing_and_no_message_is_sent(stage: Stage) -> None:
    (message,) = written(stage, "satu")
    assert [told(stage, [message]), told(stage, [message])] == [1, 1]
    assert (is_read(stage, message.external_id), stage.visible()) == (True, [])


@needing("marks")
def test_of_no_message_nothing_is_told(stage: Stage) -> None:
    (message,) = written(stage, "satu")
    before = stage.asked()
    assert isinstance(stage.connector, ReadMarker)
    assert stage.connector.mark_read(message.thread_id, []) == 0
    assert (is_read(stage, message.external_id), stage.asked()) == (False, before)


@needing("marks")
@pytest.mark.parametrize("fault", ["delay", "timeout_before", "slow_drip"])
def test_a_platform_that_hangs_over_it_is_not_waited_for(stage: Stage, fault: str) -> None:
    (message,) = written(stage, "satu")
    connector = stage.again(http_seconds=600.0)
    hangs = {"seconds_per_byte" if fault == "slow_drip" else "seconds": 600.0}
    stage.fault(fault, path=PATHS[stage.kind], **hangs)
    caught: list[ConnectorError] = []

    def ask() -> None:
        try:
            told(stage, [message], connector)
        except ConnectorError as err:
            caught.append(err)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    until(lambda: caught)
    asking.join()
    assert isinstance(caught[0], TryLater)


@needing("marks")
@pytest.mark.parametrize("status", [401, 404, 422, 429, 500])
def test_whatever_a_platform_answers_is_a_failure_of_the_mark_alone(stage: Stage, status: int) -> None:
    (message,) = written(stage, "satu")
    stage.fault("status", status=status, body="{}", path=PATHS[stage.kind])
    with pytest.raises(ConnectorError) as caught:
        told(stage, [message])
    assert isinstance(caught.value, ConnectorError) and not is_read(stage, message.external_id)


def test_every_platform_with_marks_has_its_path_here() -> None:
    assert set(PATHS) == {kind for kind in CONNECTORS if CHANNELS[kind].marks is not None}
