"""A stage of X, with settings, secrets and quotas of a test's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from models.rules.channels.messages import Page
from sync_agent.connector_kit.contract import AccountSettings, FetchRequest
from sync_agent.connectors.x.connector import XConnector
from sync_agent.simulator.app import build
from sync_agent.simulator.platforms import account_of
from sync_agent.simulator.serve import start
from sync_agent.simulator.x.platform import X
from tests.connectors.stage import OVERLAP, NetworkStage, now


class XStage(NetworkStage):
    """X, looked at through one stream."""

    @property
    def x(self) -> X:
        """Return the fake as what it is."""
        platform = self.platform
        assert isinstance(platform, X)
        return platform

    def connect(self, **more: Any) -> XConnector:
        """Return another connector; `secrets`, `keep` and settings may be other ones."""
        secrets = {**self.account.secrets, **more.pop("secrets", {})}
        keep = {"keep": more.pop("keep")} if "keep" in more else {}
        return XConnector(AccountSettings({**self.account.settings, **more}, secrets, 3.0, **keep))

    def poll(self, stream: str, cursor: str | None = None, at: datetime | None = None, **more: Any) -> Page:
        """Fetch once."""
        request = FetchRequest(stream, cursor, more.get("overlap", OVERLAP), at or now(), more.get("since"))
        return (more.get("connector") or self.connector).fetch(request)


@contextmanager
def x_stage(stream: str = "comment") -> Iterator[XStage]:
    """Run the fake with a connector before it."""
    with start(build(seed=3, kinds=("x",))) as running:
        settings, secrets = account_of(running.practice.platforms["x"], running.url)
        yield XStage("x", stream, running, AccountSettings(settings, secrets, 3.0))
