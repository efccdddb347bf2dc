"""What the fake Cloud API remembers: one number of the office, its citizens, files, and how it behaves."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from sync_agent.simulator.network.items import Media, Person
from sync_agent.simulator.network.network import Network


@dataclass
class CloudSettings:
    """How the fake behaves. The control API can set every one."""

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
    token_expires_at: int = 0  # unix seconds; 0: never
    tells_tokens: bool = True  # the app may ask about its token
    trouble: str = ""  # a name of ERRORS, answered to every call
    send_trouble: str = ""  # the same for sends only
    late_trouble: str = ""  # taken at first, then pushed as failed
    window_hours: float = 24.0
    # Approved templates: name=body, several parted by a bar; {{1}} … are their places.
    templates: str = "kabar_jawaban=Yth. {{1}}, jawaban pengaduan {{2}} sudah ada. Balas pesan ini untuk menerimanya."
    usage: int = 0  # percent, told in X-App-Usage; 0: no header


class CloudMemory:
    """The fake's memory. A citizen's user name is his phone number without the plus."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Start empty; `clock` gives unix seconds."""
        numbers = count(1)
        self.network = Network(clock, lambda what: f"wamid.HBgM{what.upper()}{next(numbers):020d}A=")
        self.settings = CloudSettings()
        self.uploads: dict[str, Media] = {}
        self._numbers = numbers

    def keep_upload(self, media: Media) -> str:
        """Keep a file that was uploaded and return its id."""
        name = f"13{next(self._numbers):014d}"
        self.uploads[name] = media
        return name

    def value(self, person: Person, **parts: object) -> dict[str, Any]:
        """Write what stands around every pushed part: whose number, whose contact."""
        own = self.settings
        metadata = {"display_phone_number": own.phone_number, "phone_number_id": own.phone_number_id}
        contact = {"profile": {"name": person.name}, "wa_id": person.username}
        return {"messaging_product": "whatsapp", "metadata": metadata, "contacts": [contact], **parts}
