"""Versions of the platforms' APIs: which an account speaks, and whether it ends soon."""

from datetime import date, timedelta

from models.rules.channels.api_versions import API_VERSIONS, SPOKEN, WARNED_BEFORE, ends_soon, spoken


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
    assert ends_soon(row, row.ends - WARNED_BEFORE)
    assert not ends_soon(row, row.ends - WARNED_BEFORE - timedelta(days=1))
    assert ends_soon(row, row.ends + timedelta(days=1))
    assert not ends_soon(spoken("x", {}), row.ends) and not ends_soon(None, row.ends)
