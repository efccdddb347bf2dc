"""A running simulator, and a small caller for it."""

from collections.abc import Iterator

import pytest

from sync_agent.simulator.app import build
from sync_agent.simulator.serve import Running, start
from tests.simulator.caller import Caller
from tests.simulator.prism import checked_waha

__all__ = ["checked_waha"]


@pytest.fixture
def running() -> Iterator[Running]:
    """Run a quiet simulator on a free port."""
    with start(build(seed=7)) as simulator:
        yield simulator


@pytest.fixture
def call(running: Running) -> Caller:
    """Return a caller with the API key set."""
    return Caller(running.url)
