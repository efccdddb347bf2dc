"""Puts the toy into the tables a channel stands in, for as long as a block runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from models.rules.channels.channels import CHANNELS
from sync_agent.connectors import CONNECTORS
from sync_agent.simulator.platforms import PLATFORMS
from tests.toy_queue.connector import QueueConnector
from tests.toy_queue.platform import Queue
from tests.toy_queue.row import KIND, ROW


@contextmanager
def installed() -> Iterator[None]:
    """Let the programs know the toy: a row, a connector, a fake."""
    with (
        patch.dict(CHANNELS, {KIND: ROW}),
        patch.dict(CONNECTORS, {KIND: QueueConnector}),
        patch.dict(PLATFORMS, {KIND: Queue}),
    ):
        yield
