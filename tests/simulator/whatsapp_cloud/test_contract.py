"""The fake and its connector held against Meta's own contract (v23.0) by Prism, request by request."""

from collections.abc import Iterator

import pytest

from models.rules.channels.messages import Kind, OutgoingReply
from sync_agent.connector_kit.contract import AccountSettings
from sync_agent.connector_kit.errors import AttachmentGone, Refused
from sync_agent.connectors.whatsapp_cloud.connector import WhatsAppCloudConnector
from sync_agent.simulator.network.items import Draft, Media
from sync_agent.simulator.whatsapp_cloud.pushing import media_id
from tests.simulator.prism import CheckedGateway, checked_platform

ANI = "6281300000001"


@pytest.fixture(scope="module")
def checked() -> Iterator[CheckedGateway]:
    with checked_platform("contracts/whatsapp/meta-business-messaging-api_v23.0.yaml", "whatsapp_cloud") as running:
        yield running


@pytest.fixture
def connector(checked: CheckedGateway) -> WhatsAppCloudConnector:
    settings, secrets = checked.running.practice.platforms["whatsapp_cloud"].account(checked.url)
    return WhatsAppCloudConnector(AccountSettings(settings, secrets, 20.0))


def reply(**more: str) -> OutgoingReply:
    return OutgoingReply("kunci-1", ANI, Kind.DM, "Baik, kami periksa.", **more)  # type: ignore[arg-type]


def test_what_we_ask_and_what_the_fake_answers_is_as_the_contract_says(
    checked: CheckedGateway, connector: WhatsAppCloudConnector
) -> None:
    network = checked.running.practice.platforms["whatsapp_cloud"].network
    item = network.write(Draft(ANI, "halo", media=(Media(b"x", "image/png"),)))
    assert connector.check().ok
    assert connector.send(reply(reply_to=item.id)).external_id
    # The file's address is the fake's own, not the proxy's, so the connector rightly keeps its token to itself.
    with pytest.raises(AttachmentGone, match="bukan milik WhatsApp"):
        connector.fetch_attachment({"media": media_id(item)}, 1000)
    answered = [note["status"] for note in checked.running.practice.wire.requests]
    assert answered == [200, 200, 200]


def test_a_mark_of_reading_is_in_this_contracts_words_and_not_in_its_schema(
    checked: CheckedGateway, connector: WhatsAppCloudConnector
) -> None:
    # Its introduction marks a message as read at /messages; the schema of that address knows sending only.
    item = checked.running.practice.platforms["whatsapp_cloud"].network.write(Draft(ANI, "halo"))
    with pytest.raises(Refused, match="422"):
        connector.mark_read(ANI, [item.id])


def test_the_word_that_comes_back_is_the_one_field_this_contract_does_not_know(
    checked: CheckedGateway, connector: WhatsAppCloudConnector
) -> None:
    # Recorded news of delivery carry biz_opaque_callback_data (pywa); the contract has it for calls only.
    checked.running.practice.platforms["whatsapp_cloud"].network.write(Draft(ANI, "halo"))
    with pytest.raises(Refused, match="422"):
        connector.send(reply(client_ref="ref-1"))
