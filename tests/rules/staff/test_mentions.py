"""Who is named in a note, and what only looks like a name."""

import pytest

from models.rules.staff.mentions import mentioned


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ()),
        ("@rani tolong dicek", ("rani",)),
        ("Sudah, @Rani. Juga @dewi-s, dan @rani!", ("rani", "dewi-s")),
        ("(@budi.contoh)", ("budi.contoh",)),
        ("kirim ke rani@example.org atau a.@dewi", ()),
        ("@@rani dan @ rani", ()),
        ("baris satu\n@dewi", ("dewi",)),
    ],
)
def test_the_names_in_a_note(text: str, names: tuple[str, ...]) -> None:
    assert mentioned(text) == names
