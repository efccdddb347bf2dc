"""A column is typed where its words are no choice, and stays so in every line that corrects this one."""

import pytest

from models.rules.figures.typed_keys import typed_keys

KNOWN = {"status": ("Selesai", "Ditutup"), "category": ("Paspor",), "section": ("",)}
WRONG = {"status": "Selesai", "category": "Paspor", "section": "", "follow_up": "Jawaban terkirim", "name": "Sari"}


@pytest.mark.parametrize(
    ("before", "changes", "typed"),
    [
        ("", {"name": "Budi"}, ""),
        ("", {"status": "Ditutup"}, ""),
        ("", {"status": "Selesai kata Sari"}, "status"),
        ("", {"follow_up": "Dijawab kepada Sari", "section": "Sari"}, "follow_up section"),
        ("follow_up status", {"name": "Budi"}, "follow_up status"),
        ("follow_up status", {"status": "Ditutup"}, "follow_up"),
    ],
)
def test_what_a_line_holds_of_typed_words(before: str, changes: dict[str, str], typed: str) -> None:
    assert typed_keys(before, WRONG, WRONG | changes, KNOWN) == typed
