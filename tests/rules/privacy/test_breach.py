"""How sure a breach is of a person, which data, and how long a recorded look covers another."""

from datetime import datetime, timedelta

from models.rules.privacy.breach import (
    COVERED,
    DATA_WORDS,
    KIND_WORDS,
    LIMIT,
    TOLD,
    Affected,
    Data,
    Found,
    Kind,
    Surety,
    notice_words,
)
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


def test_a_notice_that_lacks_is_told_with_the_hours_left_or_that_they_are_over() -> None:
    assert KIND_WORDS.keys() == set(Kind)
    words = notice_words(7, Kind.BACKUP, AT + timedelta(hours=5, minutes=59), TOLD, AT)
    assert words == "no. 7 (cadangan hilang) kepada orangnya dan lembaga, 5 jam lagi"
    assert notice_words(7, Kind.BACKUP, AT, TOLD[1:], AT + timedelta(seconds=1)).endswith(
        "kepada lembaga, sudah lewat"
    )
