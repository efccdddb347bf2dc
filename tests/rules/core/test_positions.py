"""Places on the earth: what is one, and how it reads."""

import pytest

from models.rules.core.positions import Position, position_of, position_words


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(None, 103.0), (1.0, None), (91.0, 0.0), (-90.1, 0.0), (0.0, 180.5), (0.0, 0.0), (float("nan"), 1.0)],
)
def test_what_is_no_place_is_none(latitude: float | None, longitude: float | None) -> None:
    assert position_of(latitude, longitude) is None


@pytest.mark.parametrize(
    ("latitude", "longitude", "words"),
    [
        (1.1532, 103.8921, "1,15320° LU, 103,89210° BT"),
        (-6.2, -0.5, "6,20000° LS, 0,50000° BB"),
        (90.0, 180.0, "90,00000° LU, 180,00000° BT"),
        (0.0, 0.1, "0,00000° LU, 0,10000° BT"),
    ],
)
def test_a_place_reads_as_papers_write_it(latitude: float, longitude: float, words: str) -> None:
    position = position_of(latitude, longitude)
    assert position == Position(latitude, longitude)
    assert position is not None
    assert position_words(position) == words
