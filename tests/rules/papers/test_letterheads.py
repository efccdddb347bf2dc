"""The emblem's size on paper and its fineness, and which version of the letterhead holds on a day."""

from dataclasses import dataclass
from datetime import date

import pytest

from models.rules.papers.letterheads import dots_per_inch, printed_mm, version_on


@dataclass(frozen=True)
class Version:
    """A version as the rule sees it."""

    id: int
    valid_from: date


@pytest.mark.parametrize(
    ("pixels", "tall", "printed"),
    [
        ((600, 600), 21, (21, 21)),
        ((480, 600), 25, (20, 25)),
        ((1200, 600), 21, (24, 12)),
        ((1, 4000), 21, (0.00525, 21)),
    ],
)
def test_an_emblem_is_as_high_as_asked_unless_it_is_too_wide(
    pixels: tuple[int, int], tall: int, printed: tuple[float, float]
) -> None:
    assert printed_mm(*pixels, tall) == pytest.approx(printed)


@pytest.mark.parametrize(
    ("pixels", "tall", "dpi"),
    [((600, 600), 21, 726), ((165, 165), 21, 200), ((83, 83), 21, 100), ((200, 100), 21, 212)],
)
def test_the_fineness_is_that_of_the_printed_size(pixels: tuple[int, int], tall: int, dpi: int) -> None:
    assert dots_per_inch(*pixels, tall) == dpi


FIRST, NEW, AGAIN, LATER = (
    *(Version(1, date(2025, 1, 1)), Version(2, date(2026, 3, 1))),
    *(Version(3, date(2026, 3, 1)), Version(4, date(2027, 1, 1))),
)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2024, 12, 31), FIRST),
        (date(2026, 2, 28), FIRST),
        (date(2026, 3, 1), AGAIN),
        (date(2026, 12, 31), AGAIN),
        (date(2027, 1, 1), LATER),
    ],
)
def test_the_latest_begun_version_holds_and_of_one_day_the_one_made_later(day: date, found: Version) -> None:
    assert version_on(day, [LATER, AGAIN, FIRST, NEW]) == found


def test_before_any_version_there_is_none() -> None:
    assert version_on(date(2026, 1, 1), []) is None
