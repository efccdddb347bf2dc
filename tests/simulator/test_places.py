"""Where faults strike: patterns with and without a method, and what a platform that says nothing gets."""

from types import SimpleNamespace

import pytest

from sync_agent.simulator.places import Places, matches, pattern, places_of


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [("*", True), ("POST /x/*", True), ("GET /x/*", False), ("GET *|*/tweets", True), ("/y/*|/z/*", False)],
)
def test_a_pattern_may_name_a_method_and_may_be_several(wanted: str, expected: bool) -> None:
    assert matches(wanted, "POST", "/x/2/tweets") is expected


def test_a_platform_that_says_nothing_reads_by_get_and_sends_by_post() -> None:
    silent = places_of(SimpleNamespace(prefix="/x"))
    assert silent == Places("/x/*", "GET /x/*", "POST /x/*", "GET /x/files/*")
    assert places_of(SimpleNamespace(prefix="/x", sends="*/tweets")).sends == "*/tweets"
    assert pattern({"x": silent}, "x", "polls") == "GET /x/*"
    assert pattern({"x": silent}, None, "everything") == "*"
