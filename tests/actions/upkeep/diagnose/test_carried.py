"""Since when no checkpoint of the audit trail left this machine: never said better than it is."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.upkeep.diagnose.carried import look_at_carried, since_carried
from models.actions.upkeep.diagnose.findings import Level
from models.rules.core.moments import iso
from models.rules.upkeep.alerts import Told
from models.tables.core.settings import Settings, load_settings
from models.tables.upkeep.alert_book import Book, keep_book
from tests.actions.upkeep.trails import acted, noted, signing
from tests.office import NOW

AT = "2026-12-01T05:00:00+00:00"


@pytest.fixture
def settings(sqlite_account: Any, tmp_path: Path) -> Settings:
    """An office that notes where its trail ends."""
    found = replace(load_settings({}), data_dir=tmp_path / "data")
    signing(found.data_dir)
    acted("a")
    return found


def said(settings: Settings) -> list[tuple[Level, str]]:
    """Return what doctor says of it now."""
    return [(one.level, one.sentence) for one in look_at_carried(settings, NOW)]


def test_where_nothing_was_noted_nothing_is_said(settings: Settings) -> None:
    assert said(settings) == []


def test_where_no_letter_carried_one_it_is_said_since_when_they_are_noted(settings: Settings) -> None:
    noted(settings.data_dir)
    ((level, words),) = said(settings)
    assert (level, "No letter is known to have carried" in words) == (Level.WARNING, True)
    assert f"noted since {NOW:%Y-%m-%dT%H:%M}" in words
    keep_book(settings.data_dir, Book((), {"mail": Told((), NOW)}))  # a letter left, and carried none
    assert "No letter is known" in said(settings)[0][1]


@pytest.mark.parametrize(("hours", "level"), [(47, Level.OK), (49, Level.WARNING)])
def test_it_is_well_only_while_the_last_that_left_is_young(settings: Settings, hours: int, level: Level) -> None:
    noted(settings.data_dir)
    left = NOW - timedelta(hours=hours)
    keep_book(settings.data_dir, Book((), {"mail": Told((), NOW, left, AT), "webhook": Told((), NOW)}))
    ((found, words),) = said(settings)
    assert found is level and f"the checkpoint of {AT} left this machine by mail at {left:%Y-%m-%d %H:%M}" in words
    assert ("No checkpoint of the audit trail left since" in words) is (level is Level.WARNING)


def test_verify_is_told_since_when_nothing_left_and_how_much_was_noted_since(settings: Settings) -> None:
    assert since_carried(settings.data_dir) == ""
    noted(settings.data_dir)
    said = since_carried(settings.data_dir)
    assert said == f"no letter of this machine is known to have carried a checkpoint, noted since {iso(NOW)}."
    for left, more in ((NOW, ""), (NOW - timedelta(minutes=1), "; 1 of those kept since then did not")):
        keep_book(settings.data_dir, Book((), {"mail": Told((), NOW, left, AT), "webhook": Told((), NOW)}))
        words = f"the checkpoint of {AT} left this machine by mail at {left:%Y-%m-%d %H:%M} UTC"
        assert since_carried(settings.data_dir) == f"{words}, and none by a letter since{more}."


def test_of_two_ways_the_newest_counts(settings: Settings) -> None:
    noted(settings.data_dir)
    old, young = NOW - timedelta(days=3), NOW - timedelta(hours=3)
    keep_book(settings.data_dir, Book((), {"mail": Told((), NOW, old, AT), "webhook": Told((), NOW, young, AT)}))
    assert "by webhook at" in since_carried(settings.data_dir) and "by mail" not in since_carried(settings.data_dir)
