"""A file is as secret as the most secret in it."""

import pytest

from models.rules.papers.file_class import file_class


@pytest.mark.parametrize(
    ("given", "protected", "conduct", "wanted"),
    [
        ("", False, False, "B"),
        ("B", True, False, "T"),
        ("B", False, True, "R"),
        ("R", True, False, "R"),
        ("SR", True, True, "SR"),
    ],
)
def test_a_file_is_as_secret_as_the_most_secret_in_it(
    given: str, protected: bool, conduct: bool, wanted: str
) -> None:
    assert file_class(given, protected=protected, conduct=conduct) == wanted
