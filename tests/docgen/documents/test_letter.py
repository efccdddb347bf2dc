"""What a letter prints of itself: the day by which a translation names its letter, wherever that is signed."""

import pytest

from docgen.documents.examples import examples
from docgen.render import render
from tests.docgen.papers import lines


@pytest.mark.parametrize(
    ("mode", "day", "named"),
    [
        ("basah", "2025-03-25", "25 March 2025"),
        ("srikandi", None, "as above"),
        ("srikandi", "2025-03-25", "as above"),
    ],
)
def test_a_translation_has_no_indonesian_date(mode: str, day: str | None, named: str) -> None:
    facts = {**examples("SURAT")[0], "mode": mode, "date": day}
    assert f"dated {named}, on complaint" in "\n".join(lines(render("SURAT", facts)))
