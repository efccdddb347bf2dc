"""When an agent's machine tries again to update by itself."""

from datetime import datetime, timedelta

import pytest

from models.rules.upkeep.agent_updates import Tried, may_try, pause_after, plain_name

NOW = datetime(2026, 3, 2, 8)


def test_the_pauses_grow_to_six_hours() -> None:
    minutes = [pause_after(times) / timedelta(minutes=1) for times in range(1, 12)]
    assert minutes == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]


@pytest.mark.parametrize(
    ("tried", "tries"),
    [
        (None, True),
        (Tried(1, NOW, ""), False),
        (Tried(1, NOW - timedelta(seconds=59), ""), False),
        (Tried(1, NOW - timedelta(minutes=1), ""), True),
        (Tried(4, NOW - timedelta(minutes=7), ""), False),
        (Tried(99, NOW - timedelta(hours=6), ""), True),
        (Tried(3, NOW + timedelta(days=400), ""), True),
    ],
)
def test_a_machine_tries_once_its_pause_is_over_and_no_wrong_clock_keeps_it(tried: Tried | None, tries: bool) -> None:
    assert may_try(tried, NOW) is tries


def test_a_version_laid_anew_is_the_same_version() -> None:
    assert [plain_name("1.0.1-0a1b2c3d-anew"), plain_name("1.0.1-0a1b2c3d")] == ["1.0.1-0a1b2c3d"] * 2
