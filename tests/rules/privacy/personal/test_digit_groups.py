"""Numbers in pieces: found over lines and words where they are built like a NIK or a mobile number."""

import pytest

from models.rules.privacy.personal.digit_groups import groups_in


def _found(text: str) -> list[str]:
    return sorted({text[start:end] for start, end in groups_in(text)})


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("nik\n2171\n0341\n0688\n0005", ["2171\n0341\n0688\n0005"]),
        ("217103/410688/0005", ["217103/410688/0005"]),
        ("depannya 217103 terus 410688 belakangnya 0005", ["0005", "217103", "410688"]),
        ("NIK 9999,9999,9999,9999", ["9999,9999,9999,9999"]),
        ("0812 lalu 7712 lalu 3456", ["0812", "3456", "7712"]),
        ("0812,7712,3456", ["0812,7712,3456"]),
        ("9999,9999,9999,9999", []),
        ("loket 3 dan 4, jam 8 dan 10", []),
        ("2171 orang, 0341 lainnya", []),
        ("", []),
    ],
)
def test_the_pieces_of_a_number_are_found(text: str, pieces: list[str]) -> None:
    assert _found(text) == pieces
