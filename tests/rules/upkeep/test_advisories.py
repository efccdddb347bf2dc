"""Comparing libraries with a list: a fault is found by its versions, and silence proves nothing of an old list."""

from datetime import date, timedelta
from typing import Any

import pytest

from models.rules.upkeep.advisories import MOST_DAYS, ListUnreadable, canonical, compare, read_advisories

DAY = date(2026, 12, 1)


def listed(*rows: dict[str, Any], packages: tuple[str, ...] = ("pillow", "lxml")) -> dict[str, Any]:
    return {"as_of": "2026-12-01", "source": "x", "packages": list(packages), "advisories": list(rows)}


def fault(*spans: tuple[str, str], versions: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"key": "PYSEC-1", "package": "pillow", "spans": [list(one) for one in spans], "versions": list(versions)}


@pytest.mark.parametrize(
    ("version", "hit"),
    [("9.5.0", True), ("10.0.0", False), ("10.0.0rc1", True), ("10.1", False), ("11.2", True), ("0.1", True)],
)
def test_a_fault_is_of_the_versions_from_one_on_and_before_another(version: str, hit: bool) -> None:
    found = compare(read_advisories(listed(fault(("0", "10.0.0"), ("11.0", "")))), {"pillow": version}, DAY)
    assert (found.faulty == (f"pillow {version}: PYSEC-1",), found.clean) == (hit, not hit)


def test_a_fault_may_name_its_versions_one_by_one() -> None:
    found = read_advisories(listed(fault(versions=("1.0", "1.1"))))
    assert compare(found, {"pillow": "1.1.0"}, DAY).faulty
    assert not compare(found, {"pillow": "1.2"}, DAY).faulty


@pytest.mark.parametrize(("days", "clean"), [(0, True), (MOST_DAYS, True), (MOST_DAYS + 1, False), (-1, False)])
def test_of_an_old_list_nothing_follows_nor_of_one_that_is_still_to_come(days: int, clean: bool) -> None:
    found = compare(read_advisories(listed()), {"pillow": "12.0"}, DAY + timedelta(days=days))
    assert (found.clean, found.old) == (clean, not clean)


@pytest.mark.parametrize("installed", [{}, {"pillow": "12.0", "other": "1"}, {"pillow": "not a version"}])
def test_what_the_list_was_not_made_of_is_not_clean(installed: dict[str, str]) -> None:
    assert not compare(read_advisories(listed()), installed, DAY).clean


@pytest.mark.parametrize(
    "said",
    [
        None,
        [],
        {},
        listed() | {"as_of": "soon"},
        listed() | {"packages": "pillow"},
        listed(fault()),
        listed(fault(("0", "x"))),
        listed(fault(("0", "1")), packages=("lxml",)),
        listed() | {"advisories": ["PYSEC-1"]},
    ],
)
def test_what_is_no_list_is_refused(said: object) -> None:
    with pytest.raises(ListUnreadable):
        read_advisories(said)


def test_a_name_is_compared_as_the_index_does() -> None:
    assert canonical("Flask_WTF") == "flask-wtf"
