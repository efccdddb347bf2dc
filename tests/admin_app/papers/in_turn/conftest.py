"""What was shown to whom is forgotten between tests, which see the same papers again in one program."""

import pytest
from cachetools import LRUCache

from admin_app.papers.in_turn import form


@pytest.fixture(autouse=True)
def nothing_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin as a program that was just started."""
    monkeypatch.setattr(form, "_shown", LRUCache(100))
