"""Three grades of being there, and being gone."""

from datetime import timedelta

import pytest

from models.rules.staff.presence import GRADE_LABELS, Grade, Heard, grade_of, is_news
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
        (-86_400, True, None),
    ],
)
def test_the_grade_by_when_a_page_was_last_heard_of(seconds: int, writing: bool, grade: Grade | None) -> None:
    assert grade_of(Heard(NOW, writing), NOW + timedelta(seconds=seconds)) is grade


def test_every_grade_has_its_words() -> None:
    assert set(GRADE_LABELS) == set(Grade)


@pytest.mark.parametrize(
    ("heard", "writing", "news"),
    [
        (None, False, True),
        (Heard(NOW, writing=False), False, False),
        (Heard(NOW, writing=False), True, True),
        (Heard(NOW, writing=True), False, True),
        (Heard(NOW - timedelta(seconds=5.9), writing=True), True, False),
        (Heard(NOW - timedelta(seconds=6), writing=True), True, True),
        (Heard(NOW + timedelta(seconds=1), writing=True), True, True),
    ],
)
def test_a_request_is_news_where_it_says_more_than_what_is_known(
    heard: Heard | None, writing: bool, news: bool
) -> None:
    assert is_news(heard, NOW, writing=writing) is news
