"""The Cloud API's fake: one number of the office, the citizens who write to it, and the webhook it pushes to."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from flask import Flask

from sync_agent.simulator.network.items import Media, Person
from sync_agent.simulator.network.network import Network
from sync_agent.simulator.whatsapp_cloud.pushing import Pusher
from sync_agent.simulator.whatsapp_cloud.routes import routes


@dataclass
class CloudSettings:
    """How the fake behaves. The control door can set every one."""

    token: str = "EAAW-contoh-token"
    app_secret: str = "rahasia-aplikasi-contoh"
    verify_token: str = "token-verifikasi-contoh"
    phone_number: str = "622150001234"
    phone_number_id: str = "106540352242922001"
    business_id: str = "102290129340398001"
    webhook_url: str = ""  # the back office's /dorong/<number>; while empty nothing is pushed
    retry_seconds: float = 1.0
    statuses: str = "sent delivered"  # what is pushed about each answer
    quality: str = "GREEN"
    trouble: str = ""  # a name of ERRORS, answered to every call
    send_trouble: str = ""  # the same for sends only
    late_trouble: str = ""  # taken at first, then pushed as failed
    window_hours: float = 24.0
    # Approved templates: name=body, several parted by a bar; {{1}} … are their places.
    templates: str = "kabar_jawaban=Yth. {{1}}, jawaban pengaduan {{2}} sudah ada. Balas pesan ini untuk menerimanya."
    usage: int = 0  # percent, told in X-App-Usage; 0: no header


class WhatsAppCloud:
    """The fake Cloud API. A citizen's user name is his phone number without the plus."""

    kind = "whatsapp_cloud"
    label = "WhatsApp Cloud API"
    prefix = "/whatsapp_cloud"
    polls = "GET /whatsapp_cloud/v*"
    sends = "POST /whatsapp_cloud/*/messages"
    files = "GET /whatsapp_cloud/files/*"
    uploads_to = "POST /whatsapp_cloud/*/media*"

    def __init__(self, clock: Callable[[], float]) -> None:
        """Start empty; `clock` gives unix seconds."""
        numbers = count(1)
        self.network = Network(clock, lambda what: f"wamid.HBgM{what.upper()}{next(numbers):020d}A=")
        self.settings = CloudSettings()
        self.pusher = Pusher(self)
        self.uploads: dict[str, Media] = {}
        self._numbers = numbers

    def mount(self, app: Flask) -> None:
        """Add the platform's routes."""
        app.extensions["whatsapp_cloud"] = self
        app.register_blueprint(routes)

    def keep_upload(self, media: Media) -> str:
        """Keep a file that was uploaded and give its id."""
        name = f"13{next(self._numbers):014d}"
        self.uploads[name] = media
        return name

    def account(self, base_url: str) -> tuple[dict[str, str], dict[str, str]]:
        """Give the settings and the secrets with which a connector reaches this fake at `base_url`."""
        own = self.settings
        secrets = {"access_token": own.token, "app_secret": own.app_secret, "verify_token": own.verify_token}
        return {"base_url": base_url, "phone_number_id": own.phone_number_id}, secrets

    @staticmethod
    def username(_name: str, number: int) -> str:
        """Give the telephone number of a made-up citizen."""
        return f"62813{number:08d}"

    def step(self) -> int:
        """Push what is due; called again and again while the simulator runs."""
        return self.pusher.step()

    def value(self, person: Person, **parts: Any) -> dict[str, Any]:
        """Write what stands around every pushed part: whose number, whose contact."""
        own = self.settings
        metadata = {"display_phone_number": own.phone_number, "phone_number_id": own.phone_number_id}
        contact = {"profile": {"name": person.name}, "wa_id": person.username}
        return {"messaging_product": "whatsapp", "metadata": metadata, "contacts": [contact], **parts}
