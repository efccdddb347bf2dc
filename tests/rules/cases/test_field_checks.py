"""How a field check stands, over every order of report and return."""

from datetime import datetime

import pytest

from models.rules.cases.field_checks import CheckState, check_state

EARLY, LATE = datetime(2026, 11, 25, 2), datetime(2026, 11, 25, 3)


@pytest.mark.parametrize(
    ("reported", "counts", "returned", "state"),
    [
        (None, False, None, CheckState.TO_DO),
        (None, False, EARLY, CheckState.TO_DO),
        (EARLY, True, None, CheckState.HANDED_IN),
        (EARLY, False, None, CheckState.RETURNED),
        (EARLY, False, LATE, CheckState.RETURNED),
        (EARLY, True, LATE, CheckState.RETURNED),
        (LATE, True, EARLY, CheckState.HANDED_IN),
        (LATE, True, LATE, CheckState.HANDED_IN),
        (LATE, False, EARLY, CheckState.RETURNED),
    ],
)
def test_the_state_follows_the_newest_of_report_and_return(
    reported: datetime | None, counts: bool, returned: datetime | None, state: CheckState
) -> None:
    assert check_state(reported, counts, returned) is state
