"""A stage for every line of CONNECTORS whose platform has a fake, once for each stream."""

from collections.abc import Iterator

import pytest

from tests.connectors.stage import STAGES, Stage
from tests.simulator.prism import checked_waha

__all__ = ["checked_waha"]


@pytest.fixture(params=STAGES)
def stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    """Run the fake of one platform with a connector before it."""
    with STAGES[request.param]() as running:
        yield running
