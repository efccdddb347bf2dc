"""Which looks are recorded, and which are one."""

from datetime import timedelta

import pytest

from models.rules.privacy.looks import LOOKS, Look, is_same
from tests.office import NOW


def test_every_look_has_its_row() -> None:
    assert set(LOOKS) == set(Look)


@pytest.mark.parametrize(
    ("look", "minutes", "same"),
    [
        (Look.CASE, 0, True),
        (Look.CASE, 9, True),
        (Look.CASE, 10, False),
        (Look.CASE, -1, False),  # a clock that was ahead
        (Look.FILE, 9, True),
        (Look.SEARCH, 0, False),
        (Look.REFUSED, 0, False),
        (Look.FORM_REFUSED, 0, False),
    ],
)
def test_a_page_drawn_anew_is_the_same_look_for_ten_minutes(look: Look, minutes: int, same: bool) -> None:
    assert is_same(look, NOW, NOW + timedelta(minutes=minutes)) is same


def test_the_first_look_is_never_one_before() -> None:
    assert not any(is_same(look, None, NOW) for look in Look)


def test_files_are_recorded_before_they_are_shown() -> None:
    assert [look for look in Look if LOOKS[look].before_shown] == [Look.FILE]
