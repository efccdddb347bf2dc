"""One fake GOWA behind Prism for the whole session."""

from collections.abc import Iterator

import pytest

from tests.simulator.prism import CheckedGateway, checked_platform

SPEC = "contracts/whatsapp/gowa-openapi.yaml"


@pytest.fixture(scope="session")
def checked_gowa() -> Iterator[CheckedGateway]:
    """Run the fake behind a Prism that holds it, and who calls it, against GOWA's OpenAPI."""
    with checked_platform(SPEC, "gowa") as checked:
        yield checked
