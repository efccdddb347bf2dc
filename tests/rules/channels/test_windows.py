"""Windows: open, late where the platform granted more, shut; at the very second."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.channels.channels import CHANNELS, Proof, Reach
from models.rules.channels.windows import Window, longest, window_of

WROTE = datetime(2026, 11, 25, 2, 0)
FACEBOOK, TIKTOK = CHANNELS["facebook"].dm, CHANNELS["tiktok"].dm
GRANTED = {"human_agent": "ya"}
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("reach", "settings", "later", "window"),
    [
        (FACEBOOK, {}, timedelta(hours=24) - SECOND, Window.OPEN),
        (FACEBOOK, {}, timedelta(hours=24), Window.SHUT),
        (FACEBOOK, GRANTED, timedelta(hours=24), Window.LATE),
        (FACEBOOK, GRANTED, timedelta(days=7) - SECOND, Window.LATE),
        (FACEBOOK, GRANTED, timedelta(days=7), Window.SHUT),
        (FACEBOOK, {"human_agent": "tidak"}, timedelta(hours=25), Window.SHUT),
        (TIKTOK, GRANTED, timedelta(hours=48) - SECOND, Window.OPEN),
        (TIKTOK, GRANTED, timedelta(hours=48), Window.SHUT),
        (CHANNELS["waha"].dm, {}, timedelta(days=365), Window.OPEN),
    ],
)
def test_F49_a_window_stands_as_the_row_and_the_account_say(
    reach: Reach, settings: dict[str, str], later: timedelta, window: Window
) -> None:
    assert window_of(reach, settings, WROTE, WROTE + later) is window


def test_without_a_message_of_the_citizens_the_platform_decides() -> None:
    assert FACEBOOK
    assert window_of(FACEBOOK, {}, None, WROTE) is Window.OPEN
    assert longest(FACEBOOK, {}, None) is None


@given(hours=st.floats(0, 400), granted=st.booleans())
def test_a_window_is_shut_exactly_from_its_last_moment_on(hours: float, granted: bool) -> None:
    reach = Reach(
        10, Proof.REFUTABLE, window=timedelta(hours=24), longer_window=timedelta(days=7), longer_setting="s"
    )
    settings = {"s": "ya"} if granted else {}
    now = WROTE + timedelta(hours=hours)
    until = longest(reach, settings, WROTE)
    assert until
    assert (window_of(reach, settings, WROTE, now) is Window.SHUT) == (now >= until)
