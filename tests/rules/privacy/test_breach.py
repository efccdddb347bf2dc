"""How sure a breach is of a person, which data, and how long a recorded look covers another."""

from datetime import datetime, timedelta

from models.rules.privacy.breach import COVERED, DATA_WORDS, LIMIT, Affected, Data, Found, Surety
from models.rules.privacy.looks import LOOKS, Look

AT = datetime(2026, 11, 25, 2, 0)


def test_a_look_covers_another_as_long_as_the_trail_takes_them_for_one() -> None:
    assert LOOKS[Look.CASE].same_within <= COVERED
    assert LOOKS[Look.FILE].same_within <= COVERED


def test_every_kind_of_data_has_its_words_and_lines_are_counted_by_how_sure_they_are() -> None:
    assert DATA_WORDS.keys() == set(Data)
    line = Affected(Surety.POSSIBLE, "", ("1",), (), frozenset(), AT, AT, ())
    found = Found((line, line), ())
    assert (found.count(Surety.CERTAIN), found.count(Surety.POSSIBLE)) == (0, 2)


def test_the_law_gives_three_times_twenty_four_hours() -> None:
    assert timedelta(days=3) == LIMIT
