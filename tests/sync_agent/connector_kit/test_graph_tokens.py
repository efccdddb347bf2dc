"""What debug_token says of an end: the first of both, none, or nothing known."""

from datetime import datetime

import pytest

from sync_agent.connector_kit.graph_tokens import end_of


@pytest.mark.parametrize(
    ("about", "end"),
    [
        ({"expires_at": 0, "data_access_expires_at": 0}, (None, True)),
        ({"expires_at": 0}, (None, True)),
        ({}, (None, False)),
        ({"expires_at": "besok"}, (None, False)),
        ({"expires_at": 0, "data_access_expires_at": 1_800_000_000}, (datetime(2027, 1, 15, 8, 0), False)),
        (
            {"expires_at": 1_800_000_000, "data_access_expires_at": 1_900_000_000},
            (datetime(2027, 1, 15, 8, 0), False),
        ),
        ({"expires_at": True}, (None, False)),
    ],
)
def test_the_first_end_counts_and_what_nobody_says_is_not_known(
    about: dict[str, object], end: tuple[datetime | None, bool]
) -> None:
    assert end_of(about) == end
