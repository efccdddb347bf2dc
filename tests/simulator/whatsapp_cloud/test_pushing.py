"""The fake pushes as Meta does: signed, each thing once, again until somebody answers 200."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from sync_agent.simulator.network.items import Draft, Media
from sync_agent.simulator.whatsapp_cloud.platform import WhatsAppCloud
from tests.tools import shared

ANI = "6281300000001"


class Listener:
    """What listens at the webhook's address and answers with `status`."""

    def __init__(self) -> None:
        self.status = 200
        self.bodies: list[bytes] = []
        self.signatures: list[str] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            """Keeps what is pushed."""

            def do_POST(self) -> None:
                """Take one body."""
                outer.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
                outer.signatures.append(self.headers["X-Hub-Signature-256"])
                self.send_response(outer.status)
                self.end_headers()

            def log_message(self, *words: Any) -> None:
                """Say nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()

    def values(self) -> list[dict[str, Any]]:
        """Return what the bodies are about."""
        return [json.loads(body)["entry"][0]["changes"][0]["value"] for body in self.bodies]


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def platform(listener: Listener) -> WhatsAppCloud:
    made = WhatsAppCloud(lambda: 1_795_568_400.0)
    made.settings.webhook_url = f"http://127.0.0.1:{listener.server.server_port}/dorong/1"
    made.settings.retry_seconds = 0.0
    return made


def test_a_message_is_pushed_once_signed_over_its_bytes(platform: WhatsAppCloud, listener: Listener) -> None:
    item = platform.network.write(Draft(ANI, "halo", name="Ani Wijaya"))
    assert [platform.step(), platform.step()] == [1, 0]
    digest = hmac.new(platform.settings.app_secret.encode(), listener.bodies[0], hashlib.sha256).hexdigest()
    assert listener.signatures == [f"sha256={digest}"]
    (value,) = listener.values()
    assert value["messages"][0] == {
        "from": ANI,
        "timestamp": "1795568400",
        "id": item.id,
        "type": "text",
        "text": {"body": "halo"},
    }
    assert value["contacts"][0]["profile"]["name"] == "Ani Wijaya"


def test_what_is_not_answered_with_200_comes_again_in_order(platform: WhatsAppCloud, listener: Listener) -> None:
    for text in ("satu", "dua"):
        platform.network.write(Draft(ANI, text))
    listener.status = 500
    assert platform.step() == 0
    listener.status = 200
    assert platform.step() == 2
    assert [value["messages"][0]["text"]["body"] for value in listener.values()] == ["satu", "satu", "dua"]


def test_nothing_is_pushed_without_an_address_or_to_nobody(platform: WhatsAppCloud, listener: Listener) -> None:
    platform.network.write(Draft(ANI, "halo"))
    address, platform.settings.webhook_url = platform.settings.webhook_url, ""
    assert platform.step() == 0
    platform.settings.webhook_url = "http://127.0.0.1:9/"
    assert (platform.step(), platform.pusher.answers) == (0, [0])
    platform.settings.webhook_url = address
    assert platform.step() == 1


def test_changes_files_echoes_and_news_of_delivery_are_pushed(platform: WhatsAppCloud, listener: Listener) -> None:
    item = platform.network.write(Draft(ANI, "halo", media=(Media(b"x", "application/pdf", "surat.pdf"),)))
    platform.network.edit(item.id, "halo lagi")
    platform.network.remove(item.id)
    platform.network.write(Draft(ANI, "dari aplikasi", from_office=True))
    platform.network.write(Draft(ANI, "jawaban", from_office=True, source="api", extra={"callback": "ref"}))
    assert platform.step() == 6
    values = listener.values()
    kinds = [value["messages"][0]["type"] for value in values[:3]]
    assert kinds == ["document", "edit", "revoke"]
    assert values[0]["messages"][0]["document"]["filename"] == "surat.pdf"
    assert values[3]["message_echoes"][0]["to"] == ANI
    statuses = [value["statuses"][0] for value in values[4:]]
    assert [(status["status"], status["biz_opaque_callback_data"]) for status in statuses] == [
        ("sent", "ref"),
        ("delivered", "ref"),
    ]


def test_its_bodies_have_the_shape_of_recorded_ones(platform: WhatsAppCloud, listener: Listener) -> None:
    recorded = json.loads(shared("data/payloads/whatsapp_cloud_api_pywa/message.json").read_text("utf-8"))
    platform.network.write(Draft(ANI, "halo"))
    platform.step()
    ours, theirs = json.loads(listener.bodies[0]), recorded["text"]
    assert set(ours) == set(theirs)
    assert set(ours["entry"][0]) == set(theirs["entry"][0])
    assert set(ours["entry"][0]["changes"][0]) == set(theirs["entry"][0]["changes"][0])
    value, known = (body["entry"][0]["changes"][0]["value"] for body in (ours, theirs))
    assert set(value) == set(known)
    assert set(value["metadata"]) == set(known["metadata"])
    assert set(value["messages"][0]) == set(known["messages"][0])
