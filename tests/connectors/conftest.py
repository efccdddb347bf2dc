"""A stage for every line of CONNECTORS whose platform has a fake, once for each stream."""

from collections.abc import Iterator

import pytest

from tests.connectors.capabilities import stages_for
from tests.connectors.stage import STAGES, Stage
from tests.simulator.prism import checked_waha

__all__ = ["checked_waha"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test of the suite on every stage that can do what it needs."""
    if "test_conformance" in metafunc.module.__name__ and "stage" in metafunc.fixturenames:
        chosen = stages_for(metafunc.function, metafunc.module)
        metafunc.parametrize("stage", chosen, indirect=True)


@pytest.fixture
def stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    """Run the fake of one platform with a connector before it."""
    with STAGES[request.param]() as running:
        yield running
