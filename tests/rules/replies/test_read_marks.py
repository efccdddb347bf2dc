"""Rather no mark than one that is not true, and none by default."""

from datetime import timedelta

import pytest

from models.rules.channels.channels import CHANNELS
from models.rules.replies.read_marks import (
    LATEST,
    READ_MARKS,
    Covers,
    is_too_late,
    rest_after,
    wants_marks,
)
from tests.office import NOW


@pytest.mark.parametrize(
    ("settings", "wanted"),
    [({}, False), ({READ_MARKS: ""}, False), ({READ_MARKS: "tidak"}, False), ({READ_MARKS: "ya"}, True)],
)
def test_a_citizen_is_told_only_where_the_office_said_yes(settings: dict[str, str], wanted: bool) -> None:
    assert wants_marks(settings) is wanted


def test_only_a_channel_that_marks_single_messages_asks_whether_to() -> None:
    assert {kind: row.marks for kind, row in CHANNELS.items() if row.marks} == {
        "waha": Covers.NAMED,
        "gowa": Covers.NAMED,
        "whatsapp_cloud": Covers.EARLIER,
    }
    assert all((READ_MARKS in row.optional) is (row.marks is not None) for row in CHANNELS.values())


@pytest.mark.parametrize(
    ("before", "late"),
    [
        (timedelta(), False),
        (LATEST, False),
        (LATEST + timedelta(seconds=1), True),
        (timedelta(minutes=-10), False),
        (timedelta(days=-3), True),
    ],
)
def test_what_was_opened_long_ago_or_by_a_wrong_clock_is_told_no_more(before: timedelta, late: bool) -> None:
    assert is_too_late(NOW - before, NOW) is late


def test_each_failure_makes_the_account_rest_longer_up_to_an_hour() -> None:
    assert [rest_after(failures) for failures in (1, 2, 3, 7, 1000)] == [60.0, 120.0, 240.0, 3600.0, 3600.0]
