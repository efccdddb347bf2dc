"""Near which moment a request of a machine counts; its refusals are in admin_app/channels/test_archive.py."""

from datetime import UTC, datetime, timedelta

import pytest

from models.actions.upkeep.updating.serving import LASTS, is_timely

NOW = datetime(2026, 3, 2, 8)


@pytest.mark.parametrize("away", [-LASTS, timedelta(), LASTS])
def test_a_moment_within_five_minutes_counts(away: timedelta) -> None:
    assert is_timely(str(int((NOW + away).replace(tzinfo=UTC).timestamp())), NOW)


@pytest.mark.parametrize("away", [-LASTS - timedelta(seconds=1), LASTS + timedelta(seconds=1)])
def test_a_moment_beyond_does_not(away: timedelta) -> None:
    assert not is_timely(str(int((NOW + away).replace(tzinfo=UTC).timestamp())), NOW)


@pytest.mark.parametrize("text", ["", "now", "-5", "1e9", "²", "9" * 400])
def test_what_is_no_moment_does_not(text: str) -> None:
    assert not is_timely(text, NOW)
