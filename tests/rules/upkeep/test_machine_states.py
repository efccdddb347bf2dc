"""How a gateway's PC stands, for every kind of newest sign; only a sign of now, of the office's version, is well."""

from datetime import datetime, timedelta

import pytest

from models.rules.core.stored_moments import AHEAD
from models.rules.upkeep.machine_states import COLOURS, MachineState, Sign, is_behind, state_of

NOW = datetime(2026, 3, 2, 8)
GONE, OFFICE = NOW - timedelta(minutes=1), "1.0.1"
FRESH = Sign(NOW, OFFICE)
LAST_YEAR = NOW - timedelta(days=400)


@pytest.mark.parametrize(
    ("sign", "state"),
    [
        (None, MachineState.NEVER),
        (FRESH, MachineState.WORKS),
        (Sign(GONE, OFFICE), MachineState.WORKS),
        (Sign(NOW + AHEAD, OFFICE), MachineState.WORKS),
        (Sign(GONE - timedelta(seconds=1), OFFICE), MachineState.SILENT),
        (Sign(NOW + AHEAD + timedelta(seconds=1), OFFICE), MachineState.SILENT),
        (Sign(LAST_YEAR, OFFICE), MachineState.SILENT),
        (Sign(NOW, None), MachineState.WORKS),
        (Sign(NOW, OFFICE, NOW), MachineState.STOPPED),
        (Sign(LAST_YEAR, OFFICE, LAST_YEAR), MachineState.STOPPED),
        (Sign(NOW, OFFICE, None, "Jam komputer ini salah."), MachineState.SENDS_NOTHING),
        (Sign(GONE - timedelta(hours=1), OFFICE, None, "Jam komputer ini salah."), MachineState.SILENT),
        (Sign(NOW, "1.0.0"), MachineState.OLDER),
        (Sign(LAST_YEAR, "1.0.0", LAST_YEAR), MachineState.OLDER),
        (Sign(NOW, "1.0.2"), MachineState.WORKS),
    ],
)
def test_a_machine_stands_as_its_newest_sign_says(sign: Sign | None, state: MachineState) -> None:
    assert state_of(sign, False, GONE, NOW, OFFICE) is state
    assert state_of(sign, True, GONE, NOW, OFFICE) is MachineState.REVOKED


def test_only_one_that_works_is_green() -> None:
    assert [state for state, colour in COLOURS.items() if colour == "good"] == [MachineState.WORKS]
    assert COLOURS.keys() == set(MachineState)


def test_versions_are_compared_as_numbers_and_an_unknown_one_waits_for_nothing() -> None:
    assert [is_behind(one, "1.0.10") for one in ("1.0.9", "1.0.10", "1.1.0", None)] == [True, False, False, False]
