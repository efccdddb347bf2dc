"""A certificate is told of before it ends, by its own life, and by the reason for which it is refused."""

from datetime import timedelta

import pytest

from models.rules.upkeep.front_end import Shown, Trouble, for_operators, for_staff, trouble_of_front
from tests.office import NOW

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("life", "left", "trouble"),
    [
        (365 * DAY, 14 * DAY, None),
        (365 * DAY, 14 * DAY - HOUR, Trouble.ENDING),
        (90 * DAY, 15 * DAY, None),
        (90 * DAY, 13 * DAY, Trouble.ENDING),
        (45 * DAY, 8 * DAY, None),
        (12 * HOUR, 4 * HOUR, None),  # Caddy renews its own now
        (12 * HOUR, HOUR, Trouble.ENDING),
        (12 * HOUR, -HOUR, Trouble.ENDING),
    ],
)
def test_what_is_left_counts_against_a_fortnight_and_against_its_life(
    life: timedelta, left: timedelta, trouble: Trouble | None
) -> None:
    ends = NOW + left
    assert trouble_of_front(Shown("aduan.kantor.lan", 0, ends - life, ends), NOW) is trouble


@pytest.mark.parametrize(
    ("number", "trouble"),
    [
        (9, Trouble.NOT_YET),
        (10, Trouble.ENDED),
        (62, Trouble.OTHER_NAME),
        (18, Trouble.UNKNOWN),
        (20, Trouble.UNKNOWN),
    ],
)
def test_why_it_is_refused_is_told_whatever_its_dates(number: int, trouble: Trouble) -> None:
    assert trouble_of_front(Shown("aduan.kantor.lan", number), NOW) is trouble


@pytest.mark.parametrize("trouble", Trouble)
def test_each_trouble_has_words_with_the_address_for_both(trouble: Trouble) -> None:
    shown = Shown("aduan.kantor.lan", 0, NOW, NOW + DAY)
    assert all("https://aduan.kantor.lan" in words(shown, trouble) for words in (for_operators, for_staff))
    assert ("2026-11-26" in for_staff(shown, trouble)) is (trouble is Trouble.ENDING)
