"""Children of a test get their share of a busy machine; at the lowest priority they would wait for other tests."""

import pytest

from docgen.file_text import recognising


@pytest.fixture(autouse=True)
def _in_haste(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "quietly" not in request.node.name:
        monkeypatch.setattr(recognising, "LOWEST", 0)
