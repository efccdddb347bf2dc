"""Weeks in seconds: agents are restarted, run two at a time and are killed half-way; every notice comes once."""

import subprocess
import sys
import threading
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from models.actions.clocks.give_warnings import give_warnings
from models.actions.clocks.message_officers import message_officers
from models.actions.core.office_facts import office_calendar
from models.actions.core.step_clock import running
from models.rules.cases.sop import Move, Output
from models.rules.clocks.working_time import add_minutes
from models.tables import Audit, ChannelAccount, Complaint, Notice, Outbox, Staff, StepRecord
from models.tables import Warning as WarningGiven
from models.tables.core.secrets import load_key
from models.tables.core.settings import load_settings
from sync_agent.agent import DONE, Agent
from sync_agent.keeping_time import keep_time
from tests.actions.clocks.test_give_warnings import SIGNED, forget, told
from tests.actions.walking import Walk
from tests.tools import ROOT

# Step 5 has 30 working minutes: just before, and on the minute of each grade, how many were given by then.
AGES = ((14, 0), (15, 1), (24, 2), (29, 2), (30, 3), (59, 3), (60, 4), (479, 4), (480, 5), (5000, 5))


@pytest.fixture
def agents(account: Any, database_url: str, tmp_path: Path) -> Any:
    """Start agents at a moment: each start is a new process of the office, its channels switched off."""
    environ = {"ADUAN_DATABASE_URL": database_url, "ADUAN_DATA_DIR": str(tmp_path / "data")}
    settings = load_settings(environ)
    key = load_key(settings.secret_key_file)

    def pass_at(moment: datetime, how_many: int = 2) -> list[int]:
        ChannelAccount.update(enabled=False).execute()
        codes: list[int] = []
        made = [Agent(settings, key, lambda: moment, [keep_time]) for _ in range(how_many)]
        threads = [threading.Thread(target=lambda agent=agent: codes.append(agent.once())) for agent in made]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return codes

    return pass_at


def test_a_complaint_left_alone_across_restarts_with_two_agents_is_told_of_as_the_table_says(
    account: Any, agents: Any
) -> None:
    walk = Walk(account).at_section()
    forget()
    record = running(walk.case)
    assert record is not None
    for age, count in AGES:
        moment = add_minutes(office_calendar(), record.started_at, age)
        assert agents(moment) == [DONE, DONE]
        steps = WarningGiven.select().where(WarningGiven.record == record.id)
        assert [row.grade for row in steps.order_by(WarningGiven.id)] == [grade for grade, *_ in SIGNED[:count]], age
    holder, kasi, kepala = {"kasi_lalintalkim"}, {"kasi_tikkim"}, {"kepala_kantor"}
    expected = {"50": holder, "80": holder, "100": holder, "kasi": holder | kasi, "kepala": holder | kepala}
    assert told() == expected
    assert max(Counter((row.staff_id, row.key) for row in Notice.select()).values()) == 1
    traced = Audit.select().where((Audit.event == "peringatan") & Audit.after.startswith("langkah:"))
    assert [row.after.rpartition(":")[2] for row in traced.order_by(Audit.id)] == list(expected)
    # It reports: the step counts as late, before and after it ends.
    assert Complaint.get_by_id(walk.id).due_at == record.due_at < moment
    walk.now = moment
    walk.write(Output.IDENTIFIKASI_SEKSI)
    walk.move(Move.DAPAT_DITANGANI)
    assert StepRecord.get_by_id(record.id).late is True


def test_after_a_standstill_of_weeks_a_restarted_agent_tells_everybody_the_gravest_once(
    account: Any, agents: Any
) -> None:
    walk = Walk(account).at_section()
    forget()
    assert agents(walk.now + timedelta(days=40), 1) == [DONE]
    assert agents(walk.now + timedelta(days=41), 2) == [DONE, DONE]
    assert told() == {"kepala": {"kasi_lalintalkim", "kepala_kantor"}, "kasi": {"kasi_tikkim"}}
    assert WarningGiven.select().where(WarningGiven.record.is_null(False)).count() == len(SIGNED)


def _contents() -> dict[str, list[Any]]:
    return {
        "warnings": [row.key for row in WarningGiven.select().order_by(WarningGiven.key)],
        "notices": [(row.key, row.text) for row in Notice.select().order_by(Notice.key)],
        "messages": [row.text for row in Outbox.select().where(Outbox.complaint.is_null()).order_by(Outbox.text)],
        "trail": sorted(row.after for row in Audit.select().where(Audit.event == "peringatan")),
    }


# The process dies at this writing statement; 100 stands for the commit itself.
@pytest.mark.parametrize("last", [0, 1, 3, 6, 100])
def test_F9_killed_in_the_middle_of_warning_the_next_agent_gives_each_once(
    last: int, account: Any, database_url: str
) -> None:
    Staff.update(phone="+628110009999", wants_messages=True).where(Staff.username == "kasi_lalintalkim").execute()
    moment = Walk(account).at_section().now + timedelta(minutes=31)
    forget()
    words = [sys.executable, "-m", "tests.sync_agent.fast_forward", database_url, moment.isoformat(), str(last)]
    ended = subprocess.run(words, cwd=ROOT, timeout=60, check=False)
    assert ended.returncode == -9
    assert _contents() | {"trail": []} == {"warnings": [], "notices": [], "messages": [], "trail": []}
    assert give_warnings(moment) == 3
    assert message_officers(moment) == 1
    after = _contents()
    assert [len(after[name]) for name in ("warnings", "notices", "messages")] == [3, 1, 1]
    assert give_warnings(moment) + message_officers(moment) == 0
    assert _contents() == after
