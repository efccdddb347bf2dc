"""The agent lets the search learn at every tick; what fails there stops nothing else and says no citizen's word."""

import logging
from typing import Any

import pytest
from peewee import OperationalError

from models.tables import SearchDue, SearchEntry
from sync_agent import learning
from sync_agent.learning import learn
from tests.office import new_complaint


def test_what_came_in_is_learned(account: Any) -> None:
    new_complaint(account)
    assert SearchDue.select().exists()
    learn()
    assert not SearchDue.select().exists()
    assert sorted(row.kind for row in SearchEntry.select()) == ["kasus", "pesan"]


def test_what_fails_is_said_by_its_kind_and_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks() -> None:
        raise ValueError("Paspor saya belum jadi")

    monkeypatch.setattr(learning, "catch_up", breaks)
    with caplog.at_level(logging.WARNING):
        learn()
    assert "ValueError" in caplog.text
    assert "Paspor" not in caplog.text


def test_a_lost_database_is_the_agents_business(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost() -> None:
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(learning, "catch_up", lost)
    with pytest.raises(OperationalError):
        learn()
