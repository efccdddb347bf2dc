"""The days on which a changed limit holds otherwise."""

from datetime import date

import pytest

from models.rules.clocks.past_limits import Days, changed_days


def day(number: int) -> date:
    return date(2026, 11, number)


@pytest.mark.parametrize(
    ("before", "after", "other", "expected"),
    [
        (None, (day(5), None), False, [(day(5), None)]),
        ((day(5), None), (day(5), None), False, []),
        ((day(5), None), (day(5), None), True, [(day(5), None), (day(5), None)]),
        ((day(5), None), (day(3), None), False, [(day(3), day(4))]),
        ((day(5), None), (day(5), day(9)), False, [(day(10), None)]),
        ((day(5), day(9)), (day(5), day(12)), False, [(day(10), day(12))]),
        ((day(1), day(5)), (day(10), day(15)), False, [(day(1), day(9)), (day(6), day(15))]),
    ],
)
def test_the_days_that_change_are_named(before: Days | None, after: Days, other: bool, expected: list[Days]) -> None:
    assert changed_days(before, after, other) == expected
