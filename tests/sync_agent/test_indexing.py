"""The agent keeps the search's index at every tick; what fails there stops nothing else and tells nobody's words."""

import logging
from typing import Any

import pytest
from peewee import OperationalError

from models.tables import SearchDue, SearchEntry
from sync_agent import indexing
from sync_agent.indexing import update_index
from tests.office import new_complaint


def test_what_came_in_is_indexed(account: Any) -> None:
    new_complaint(account)
    assert SearchDue.select().exists()
    update_index()
    assert not SearchDue.select().exists()
    assert sorted(row.kind for row in SearchEntry.select()) == ["kasus", "pesan"]


def test_what_fails_is_said_by_its_kind_and_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks() -> None:
        raise ValueError("Paspor saya belum jadi")

    monkeypatch.setattr(indexing, "catch_up", breaks)
    with caplog.at_level(logging.WARNING):
        update_index()
    assert "ValueError" in caplog.text
    assert "Paspor" not in caplog.text


def test_a_lost_database_is_the_agents_business(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost() -> None:
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(indexing, "catch_up", lost)
    with pytest.raises(OperationalError):
        update_index()
