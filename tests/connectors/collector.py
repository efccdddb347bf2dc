"""Stands where the back office's webhook would be and keeps what a platform pushes."""

from typing import Any

from sync_agent.simulator.whatsapp_cloud.pushing import Pusher


class Collector(Pusher):
    """Keeps what is pushed."""

    def __init__(self, platform: Any) -> None:
        super().__init__(platform)
        self.bodies: list[str] = []

    def push(self, url: str, body: bytes) -> int:
        self.bodies.append(body.decode())
        return 200
