"""The fake GOWA and the connector together, with Prism between them that knows only GOWA's own OpenAPI."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests

from models.rules.channels.messages import Finding, Kind, OutgoingReply
from sync_agent.connector_kit.contract import AccountSettings, FetchRequest
from sync_agent.connector_kit.errors import AttachmentGone, Refused, SignInNeeded
from sync_agent.connectors.gowa.connector import GowaConnector
from sync_agent.simulator.gowa.gateway import GowaSettings
from sync_agent.simulator.gowa.platform import Gowa
from sync_agent.simulator.network.items import Draft, Media
from tests.simulator.prism import CheckedGateway

ANI, PHOTO = "6281200000001", b"\x89PNG foto"
JID = f"{ANI}@s.whatsapp.net"


@pytest.fixture
def fake(checked_gowa: CheckedGateway) -> Gowa:
    found = checked_gowa.running.practice.platforms["gowa"]
    assert isinstance(found, Gowa)
    found.settings = GowaSettings()
    return found


@pytest.fixture
def connector(checked_gowa: CheckedGateway, fake: Gowa) -> GowaConnector:
    settings, secrets = fake.account(checked_gowa.url)
    return GowaConnector(AccountSettings(settings, secrets, 15.0))


def _read(connector: GowaConnector, **more: Any) -> list[Any]:
    cursor, found = None, []
    for _ in range(20):
        now = datetime.now(UTC).replace(tzinfo=None)
        page = connector.fetch(FetchRequest("dm", cursor, timedelta(minutes=10), now, more.get("since")))
        found += page.messages
        cursor = page.cursor
        if not page.more:
            break
    return found


def test_everything_the_connector_asks_for_and_is_given_keeps_the_contract(
    connector: GowaConnector, fake: Gowa
) -> None:
    write = fake.network.write
    write(Draft(ANI, "kapan paspor saya jadi?", name="Ani Contoh"))
    write(Draft(ANI, "ini fotonya", media=(Media(PHOTO, "image/png", "paspor.png"),)))
    write(Draft(ANI, "dijawab dari telepon", from_office=True))
    write(Draft("99000000000001@lid", "tersembunyi", extra={"sender": JID}))
    write(Draft("120363000000000001@g.us", "rapat"))
    write(Draft("6281200000009", "", extra={"media_type": "call"}))
    assert connector.check().ok
    found = _read(connector)
    assert {message.text for message in found} >= {"kapan paspor saya jadi?", "ini fotonya", "tersembunyi"}
    week = datetime.now(UTC).replace(tzinfo=None) - timedelta(days=7)
    assert len(_read(connector, since=week)) == len(found)
    now = datetime.now(UTC).replace(tzinfo=None)
    reply = OutgoingReply("k", JID, Kind.DM, "Sudah, silakan diambil.", reply_to=found[0].external_id, tried_at=now)
    assert connector.mark_read(JID, [found[0].external_id]) == 1
    receipt = connector.send(reply)
    look = connector.find(reply)
    assert (look.alone.finding, look.alone.external_id) == (Finding.FOUND, receipt.external_id)


def test_refusals_the_contract_knows_pass_as_they_are(connector: GowaConnector, fake: Gowa) -> None:
    now = datetime.now(UTC).replace(tzinfo=None)
    fake.network.person("6281200000005").closed = True
    with pytest.raises(Refused):
        connector.send(OutgoingReply("k", "6281200000005@s.whatsapp.net", Kind.DM, "x", tried_at=now))
    with pytest.raises(AttachmentGone):
        connector.fetch_attachment({"chat": JID, "message": "TIDAKADA"}, 1000)
    fake.settings.device = "kantor"
    with pytest.raises(SignInNeeded):
        connector.check()


def test_the_refusal_the_contract_leaves_out_passes_as_the_gateway_s_source_has_it(
    connector: GowaConnector, fake: Gowa
) -> None:
    fake.settings.no_prior_chat = [ANI]
    with pytest.raises(Refused, match="belum pernah menulis"):
        connector.send(OutgoingReply("k", JID, Kind.DM, "x"))


def test_a_file_is_told_of_by_the_contract(checked_gowa: CheckedGateway, fake: Gowa) -> None:
    one = fake.network.write(Draft(ANI, "foto", media=(Media(PHOTO, "image/png"),))).id
    url = f"{checked_gowa.url}/message/{one}/download"
    answer = requests.get(url, params={"phone": JID}, auth=("aduan", "latihan"), timeout=20)
    assert (answer.status_code, answer.json()["results"]["file_size"]) == (200, len(PHOTO))


def test_a_page_beyond_a_hundred_is_refused_on_both_sides(checked_gowa: CheckedGateway, fake: Gowa) -> None:
    def status(url: str, limit: int) -> int:
        asked = {"params": {"limit": limit}, "auth": ("aduan", "latihan")}
        return requests.get(f"{url}/chats", timeout=20, **asked).status_code  # type: ignore[arg-type]

    straight = f"{checked_gowa.running.url}/gowa"
    assert (status(checked_gowa.url, 100), status(straight, 100)) == (200, 200)
    assert (status(checked_gowa.url, 101), status(straight, 101)) == (422, 400)  # Prism's own word, the server's


def test_a_body_without_phone_passes_the_contract_and_not_the_fake(checked_gowa: CheckedGateway, fake: Gowa) -> None:
    # The OpenAPI marks no field of the body as required; the running gateway does.
    answer = requests.post(f"{checked_gowa.url}/send/message", json={}, auth=("aduan", "latihan"), timeout=20)
    assert (answer.status_code, answer.json()["code"]) == (400, "VALIDATION_ERROR")


def test_prism_does_notice_an_answer_that_breaks_the_contract(
    connector: GowaConnector, checked_gowa: CheckedGateway, fake: Gowa
) -> None:
    fake.network.write(Draft(ANI, "x"))
    board = checked_gowa.running.practice.switchboard
    number = board.switch_on({"kind": "bad_item", "shape": "huge_id", "path": "/gowa/chat/*"}).number
    answer = requests.get(f"{checked_gowa.url}/chat/{JID}/messages", auth=("aduan", "latihan"), timeout=20)
    board.switch_off(number)
    assert (answer.status_code, "errors#VIOLATIONS" in answer.text) == (500, True)
