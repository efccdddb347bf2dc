"""Three grades of being there, and being gone."""

from datetime import timedelta

import pytest

from models.rules.staff.presence import GRADE_LABELS, Grade, Heard, grade_of
from tests.office import NOW


@pytest.mark.parametrize(
    ("seconds", "writing", "grade"),
    [
        (0, False, Grade.SEEING),
        (0, True, Grade.WRITING),
        (15, True, Grade.WRITING),
        (16, True, Grade.OPEN),
        (16, False, Grade.OPEN),
        (180, False, Grade.OPEN),
        (181, True, None),
    ],
)
def test_the_grade_by_when_a_page_was_last_heard_of(seconds: int, writing: bool, grade: Grade | None) -> None:
    assert grade_of(Heard(NOW, writing), NOW + timedelta(seconds=seconds)) is grade


def test_every_grade_has_its_words() -> None:
    assert set(GRADE_LABELS) == set(Grade)
