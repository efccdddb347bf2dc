"""The assisted channel in the agent's hands: well without a network, silent, and never sending."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import requests

from models.actions.channels.look_at_account import is_account_deaf
from models.actions.intake.file_by_hand import KIND, Filing, file_by_hand
from models.actions.replies.queue_reply import queue_reply
from models.rules.channels.messages import Finding, Health, Kind, OutgoingReply, Page
from models.rules.core.errors import ReplyNotAllowed
from models.rules.intake.filing import Origin
from models.rules.replies.delivery import Purpose
from models.rules.staff.roles import Role
from models.tables import ChannelAccount, Outbox
from sync_agent.connector_kit.contract import AccountSettings, FetchRequest
from sync_agent.connector_kit.errors import AttachmentGone, Refused
from sync_agent.connectors.manual.connector import ManualConnector
from tests.office import NOW, actor


@pytest.fixture
def connector(monkeypatch: pytest.MonkeyPatch) -> Iterator[ManualConnector]:
    """The connector in a house without a network."""

    def nothing(*_args: Any, **_words: Any) -> None:
        raise AssertionError("the assisted channel used the network")

    monkeypatch.setattr(requests.Session, "request", nothing)
    yield ManualConnector(AccountSettings({}, {}))


def test_it_is_always_well_and_brings_nothing(connector: ManualConnector) -> None:
    assert connector.check() == Health(ok=True)
    assert connector.streams == ()
    assert connector.fetch(FetchRequest("dm", None, timedelta(0), NOW)) == Page()


def test_it_refuses_to_send_with_a_sentence_that_says_what_to_do(connector: ManualConnector) -> None:
    reply = OutgoingReply("kunci", "telepon:+62", Kind.DM, "halo")
    with pytest.raises(Refused, match="Salin jawabannya"):
        connector.send(reply)
    assert connector.find(reply).alone.finding is Finding.UNDECIDED
    assert connector.new_client_ref() is None
    with pytest.raises(AttachmentGone):
        connector.fetch_attachment({"sha256": "a" * 64}, 1)


def test_no_answer_is_queued_for_it_and_its_silence_is_no_fault(sqlite_account: Any) -> None:
    filing = Filing(Origin.LOKET, "Paspor hilang", NOW)
    case = file_by_hand(filing, (), "kunci-formulir-000001", actor(Role.PENGELOLA), NOW)
    assert case is not None
    with pytest.raises(ReplyNotAllowed, match="Sampaikan lewat cara lain"):
        queue_reply(case.id, "Yth.", Purpose.LAIN, "kunci", actor(Role.PENGELOLA), NOW)
    assert Outbox.select().count() == 0
    desk = ChannelAccount.get(ChannelAccount.kind == KIND)
    assert not is_account_deaf(desk.id, NOW + timedelta(days=60))
