"""A paper tells when a case was recorded beside its receipt where the facts tell it; older ones do not."""

import pytest

from docgen.documents.printing import receipt
from docgen.documents.reading import FactsReader

RECEIVED = {"received": "2026-11-02T02:00:00+00:00"}


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, ""),
        ({"recorded": None}, ""),
        ({"recorded": "2026-11-25T03:12:00+00:00"}, ", dicatat 25 November 2026 pukul 10.12 WIB"),
    ],
)
def test_a_paper_tells_both_where_they_differ(told: dict[str, str | None], words: str) -> None:
    facts = FactsReader({**RECEIVED, **told})
    assert receipt(facts, "received") == f"2 November 2026 pukul 09.00 WIB{words}"
