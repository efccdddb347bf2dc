"""F52: a channel that is connected but brings nothing is said once, and its return once."""

from datetime import timedelta
from typing import Any

import pytest

from models.tables import ChannelAccount
from sync_agent.watching import FlowWatch
from tests.office import NOW, citizen_message, take_in


def test_F52_a_silence_is_said_once_and_its_end_once(sqlite_account: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    for hour in range(30):
        take_in(sqlite_account, citizen_message(), now=NOW - timedelta(hours=hour))
    ChannelAccount.update(last_inbound_at=NOW).execute()
    watch = FlowWatch()
    watch.look(NOW + timedelta(minutes=5))
    assert caplog.text == ""
    later = NOW + timedelta(days=12)
    watch.look(later)
    watch.look(later)
    take_in(sqlite_account, citizen_message(), now=later)
    watch.look(later)
    assert caplog.text.count("no citizen wrote") == 1
    assert caplog.text.count("messages arrive again") == 1
