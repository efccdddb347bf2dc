"""Stands where the back office's webhook would be and keeps what a platform pushes."""

from threading import Lock
from typing import Any

from sync_agent.simulator.whatsapp_cloud.pushing import Pusher


class Collector(Pusher):
    """Keeps what is pushed; the simulator's own thread may push as well."""

    def __init__(self, platform: Any) -> None:
        super().__init__(platform)
        self.bodies: list[str] = []
        self._one_at_a_time = Lock()

    def step(self) -> int:
        with self._one_at_a_time:
            return super().step()

    def push(self, url: str, body: bytes) -> int:
        self.bodies.append(body.decode())
        return 200
