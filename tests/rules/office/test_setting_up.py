"""How a step of setting up stands: the data decide where they tell, else what was said; passed over is not done."""

import pytest

from models.rules.office.setting_up import KEYS, STEPS, Noted, StepState, state_of

COUNTED = next(row for row in STEPS if row.counted)
SAID = next(row for row in STEPS if not row.counted)


@pytest.mark.parametrize(
    ("counted", "lacking", "noted", "state"),
    [
        (True, False, "", StepState.SUDAH),
        (True, False, Noted.LEWATI, StepState.SUDAH),
        (True, True, "", StepState.BELUM),
        (True, True, Noted.SELESAI, StepState.BELUM),  # nobody talks missing data away
        (True, True, Noted.LEWATI, StepState.DILEWATI),
        (False, False, "", StepState.BELUM),
        (False, False, Noted.SELESAI, StepState.SUDAH),
        (False, False, Noted.LEWATI, StepState.DILEWATI),
    ],
)
def test_a_step_stands_as_its_data_or_its_people_say(counted: bool, lacking: bool, noted: str, state: str) -> None:
    assert state_of(COUNTED if counted else SAID, lacking, noted) is state


def test_every_step_has_its_own_key_and_says_what_it_is_for() -> None:
    assert len(set(KEYS)) == len(STEPS)
    assert all(row.purpose.endswith(".") and len(row.key) <= 20 for row in STEPS)
