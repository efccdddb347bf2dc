"""When a token or a version of an API is told of, what is known of either, and which version an account speaks."""

from datetime import date, datetime, timedelta

import pytest

from models.rules.channels.lifetimes import (
    API_VERSIONS,
    LIFE_WORDS,
    SPOKEN,
    VERSION_WARNED_BEFORE,
    TokenLife,
    ends_soon,
    life,
    spoken,
    warned_before,
)

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("left", "reached"),
    [
        (14 * DAY + timedelta(seconds=1), None),
        (14 * DAY, 14 * DAY),
        (3 * DAY + timedelta(seconds=1), 14 * DAY),
        (3 * DAY, 3 * DAY),
        (timedelta(0), timedelta(0)),
        (-DAY, timedelta(0)),
    ],
)
def test_a_token_is_told_of_fourteen_and_three_days_before_and_when_it_ended(
    left: timedelta, reached: timedelta | None
) -> None:
    assert warned_before(left) == reached


def test_nobody_told_is_not_the_same_as_lasting() -> None:
    end = datetime(2026, 12, 1)
    assert (life(None), life(None, lasts=True)) == (TokenLife.UNKNOWN, TokenLife.LASTS)
    assert (life(end), life(end, renewed=True)) == (TokenLife.ENDS, TokenLife.RENEWED)
    assert LIFE_WORDS[TokenLife.UNKNOWN] == "tidak diketahui"


def test_every_version_the_program_speaks_is_listed_with_its_source() -> None:
    for kind, (api, version) in SPOKEN.items():
        row = spoken(kind, {})
        assert row in API_VERSIONS and row is not None and (row.api, row.version) == (api, version)
    assert all(row.source.startswith("https://") for row in API_VERSIONS)
    assert all(row.read_on and row.read_on > date(2026, 1, 1) for row in API_VERSIONS if row.ends)
    assert spoken("waha", {}) is None


def test_the_office_may_set_another_version_of_the_graph_api_and_one_not_listed_has_no_known_end() -> None:
    row = spoken("facebook", {"version": "/v21.0/"})
    assert row is not None and (row.version, row.ends) == ("v21.0", date(2027, 1, 21))
    for version in ("v99.0", "terbaru"):
        row = spoken("facebook", {"version": version})
        assert row is not None and (row.version, row.ends) == (version, None)
    older = spoken("facebook", {"version": "v3.0"})
    assert older is not None and older.ends is not None and ends_soon(older, date(2026, 11, 28))
    row = spoken("x", {"version": "v21.0"})
    assert row is not None and row.version == "v2"


def test_a_version_is_told_of_ninety_days_before_its_end() -> None:
    row = spoken("instagram", {"version": "v21.0"})
    assert row is not None and row.ends is not None
    assert ends_soon(row, row.ends - VERSION_WARNED_BEFORE)
    assert not ends_soon(row, row.ends - VERSION_WARNED_BEFORE - timedelta(days=1))
    assert ends_soon(row, row.ends + timedelta(days=1))
    assert not ends_soon(spoken("x", {}), row.ends) and not ends_soon(None, row.ends)
