"""The clock job of the agent: everything is done, and one job that fails stops neither the others nor the agent."""

import logging
from datetime import timedelta
from typing import Any

import pytest

from models.tables import Complaint, StatutoryClock, WorkingBlock
from models.tables import Warning as WarningGiven
from sync_agent.keeping_time import keep_time
from tests.office import NOW, new_complaint


def test_limits_pauses_and_warnings_are_kept_in_one_round(sqlite_account: Any) -> None:
    case = new_complaint(sqlite_account)
    Complaint.update(source="lapor").where(Complaint.id == case.id).execute()
    keep_time(NOW + timedelta(minutes=2))
    assert StatutoryClock.select().count() == 2
    assert [row.grade for row in WarningGiven.select()] == ["50"]


def test_a_calendar_without_hours_ends_no_agent_and_says_nothing_private(
    sqlite_account: Any, caplog: pytest.LogCaptureFixture
) -> None:
    new_complaint(sqlite_account, "isi rahasia")
    WorkingBlock.delete().execute()
    with caplog.at_level(logging.INFO):
        keep_time(NOW + timedelta(minutes=2))
    assert "NoWorkingTime" in caplog.text
    assert "rahasia" not in caplog.text
