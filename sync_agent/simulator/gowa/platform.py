"""GOWA as one of the simulator's platforms."""

from flask import Flask

from sync_agent.simulator.gowa.gateway import Gateway
from sync_agent.simulator.gowa.routes import gowa


class Gowa(Gateway):
    """The fake GOWA with its paths."""

    kind = "gowa"
    label = "WhatsApp (GOWA)"
    prefix = "/gowa"
    polls = "GET /gowa/chat*"
    sends = "POST /gowa/send/*"
    files = "GET /gowa/statics/*"

    def mount(self, app: Flask) -> None:
        """Add the gateway's routes."""
        app.extensions["gowa"] = self
        app.register_blueprint(gowa)

    def account(self, base_url: str) -> tuple[dict[str, str], dict[str, str]]:
        """Return the settings and the secrets with which a connector reaches this fake at `base_url`."""
        device = {"device_id": self.settings.device} if self.settings.device else {}
        settings = {"base_url": base_url, "username": self.settings.username, **device}
        return settings, {"password": self.settings.password or "latihan"}

    @staticmethod
    def username(_name: str, number: int) -> str:
        """Return the telephone number of a made-up citizen."""
        return f"62812{number:08d}"
