"""A stage for every line of CONNECTORS."""

from collections.abc import Iterator

import pytest

from sync_agent.connectors import CONNECTORS
from tests.connectors.stage import STAGES, Stage
from tests.simulator.prism import checked_waha

__all__ = ["checked_waha"]


@pytest.fixture(params=CONNECTORS)
def stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    """Run the fake of one platform with a connector before it."""
    with STAGES[request.param]() as running:
        yield running
