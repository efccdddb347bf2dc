"""One running practice: the web application, the fakes behind it, their faults and the citizens who write."""

from dataclasses import dataclass, field

from flask import Flask

from sync_agent.simulator.faults import Switchboard
from sync_agent.simulator.life import Life
from sync_agent.simulator.platforms import Platform
from sync_agent.simulator.waha.gateway import Gateway
from sync_agent.simulator.wire import FaultyWire


@dataclass
class Practice:
    """Everything that makes up one running practice."""

    app: Flask
    gateway: Gateway
    switchboard: Switchboard
    wire: FaultyWire
    life: Life
    platforms: dict[str, Platform] = field(default_factory=dict)
