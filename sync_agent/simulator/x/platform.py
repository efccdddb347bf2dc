"""X as one of the simulator's platforms."""

from flask import Flask

from sync_agent.simulator.x.memory import XMemory
from sync_agent.simulator.x.routes import x
from sync_agent.simulator.x.sending import CLIENT_ID, CLIENT_SECRET


class X(XMemory):
    """The platform: its memory behind its routes."""

    kind, label, prefix = "x", "X", "/x"
    polls = "GET /x/2/users/*/mentions|GET /x/2/dm_events"
    sends = "POST /x/2/tweets|POST /x/2/dm_conversations/*"
    files = "GET /x/files/*"
    uploads_to = "POST /x/2/media/upload"
    carries_files = ("dm", "comment")

    def mount(self, app: Flask) -> None:
        """Add the platform's routes."""
        app.extensions["x"] = self
        app.register_blueprint(x)

    def account(self, base_url: str) -> tuple[dict[str, str], dict[str, str]]:
        """Return the settings and the secrets with which a connector reaches this fake at `base_url`."""
        secrets = {
            "access_token": self.tokens.access,
            "refresh_token": self.tokens.refresh,
            "client_secret": CLIENT_SECRET,
        }
        return {"base_url": base_url, "client_id": CLIENT_ID, "fields_name": self.settings.names}, secrets

    def username(self, name: str, number: int) -> str:
        """Make a user name as X allows them: letters, digits and underscores, at most fifteen."""
        letters = "".join(sign for sign in name.lower() if sign.isascii() and sign.isalnum())
        return f"{letters[:10] or 'warga'}_{number}"[:15]
