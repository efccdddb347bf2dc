"""The Cloud API as one of the simulator's platforms, with the webhook it pushes to."""

from collections.abc import Callable

from flask import Flask

from sync_agent.simulator.whatsapp_cloud.memory import CloudMemory
from sync_agent.simulator.whatsapp_cloud.pushing import Pusher
from sync_agent.simulator.whatsapp_cloud.routes import routes


class WhatsAppCloud(CloudMemory):
    """The fake Cloud API: its memory behind its routes and its webhook."""

    kind = "whatsapp_cloud"
    label = "WhatsApp Cloud API"
    prefix = "/whatsapp_cloud"
    polls = "GET /whatsapp_cloud/v*"
    sends = "POST /whatsapp_cloud/*/messages"
    files = "GET /whatsapp_cloud/files/*"
    uploads_to = "POST /whatsapp_cloud/*/media*"

    def __init__(self, clock: Callable[[], float]) -> None:
        """Start empty; `clock` gives unix seconds."""
        super().__init__(clock)
        self.pusher = Pusher(self)

    def mount(self, app: Flask) -> None:
        """Add the platform's routes."""
        app.extensions["whatsapp_cloud"] = self
        app.register_blueprint(routes)

    def account(self, base_url: str) -> tuple[dict[str, str], dict[str, str]]:
        """Return the settings and the secrets with which a connector reaches this fake at `base_url`."""
        own = self.settings
        secrets = {"access_token": own.token, "app_secret": own.app_secret, "verify_token": own.verify_token}
        return {"base_url": base_url, "phone_number_id": own.phone_number_id}, secrets

    @staticmethod
    def username(_name: str, number: int) -> str:
        """Return the telephone number of a made-up citizen."""
        return f"62813{number:08d}"

    def step(self) -> int:
        """Push what is due; called again and again while the simulator runs."""
        return self.pusher.step()
