"""What the database says of the office: its schema, the jobs by the clock, its last write."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import peewee
import psycopg
import pytest

from models.actions.channels.serve_account import beat
from models.actions.upkeep.office_watch import look_at_jobs, look_at_office, schema_sign, signs_of_life, stamp_jobs
from models.rules.upkeep.agent_jobs import AgentJob
from models.rules.upkeep.clock_readings import ClockReading
from models.rules.upkeep.conditions.row import Seen, Sign
from models.rules.upkeep.conditions.table import judge
from models.tables import AgentHeartbeat, JobPass, Outbox, database
from models.tables.core.database import is_sqlite
from models.tables.upkeep import half_moved, moved_away
from tests.actions.sending import queue
from tests.actions.walking import Walk
from tests.admin_app.asked import listening
from tests.office import NOW

POLL = 10.0


@pytest.fixture
def history(account: Any) -> Iterator[Any]:
    """The list of migrations this database has had, put back afterwards."""
    with database.atomic() as undone:
        yield lambda sql: database.execute_sql(sql)
        undone.rollback()


def test_an_old_program_on_a_new_schema_and_a_new_one_on_an_old_are_told_by_that_alone(history: Any) -> None:
    assert schema_sign() is None
    history("INSERT INTO schema_migration (name, applied) VALUES ('0999_of_tomorrow', '2026-11-25 00:00:00')")
    assert [one.key for one in look_at_office(NOW, POLL)] == ["schema_newer"]
    history("DELETE FROM schema_migration WHERE name IN ('0999_of_tomorrow', '0066_file_texts')")
    assert schema_sign() is Sign.SCHEMA_OLDER
    assert [(one.key, str(one.weight)) for one in look_at_office(NOW, POLL)] == [("schema_older", "not ready")]


@pytest.mark.parametrize(
    ("mark", "key"),
    [(half_moved.mark, "office_half_moved"), (lambda: moved_away.mark("sqlite:///x"), "office_moved")],
    ids=["into", "out of"],
)
def test_a_database_the_office_does_not_work_in_is_not_called_older(
    history: Any, mark: Callable[[], None], key: str
) -> None:
    mark()
    assert [one.key for one in look_at_office(NOW, POLL)] == [key]


def test_a_job_by_the_clock_that_does_not_go_through_is_told_while_an_agent_lives(account: Any) -> None:
    AgentHeartbeat.create(owner="pc", started_at=NOW - timedelta(days=1), seen_at=NOW)
    stamp_jobs(AgentJob, "pc", NOW)
    stamp_jobs([AgentJob.PAUSES], "pc", NOW - timedelta(minutes=10))
    assert look_at_jobs(NOW, POLL) == look_at_office(NOW, POLL) == ()
    beat("pc", NOW + timedelta(seconds=1))
    stamp_jobs(set(AgentJob) - {AgentJob.PAUSES}, "pc", NOW + timedelta(seconds=1))
    (found,) = look_at_jobs(NOW + timedelta(seconds=1), POLL)
    assert (found.key, str(found.weight), "langkah yang dijeda" in found.says) == ("agent_jobs", "degraded", True)
    assert JobPass.select().count() == len(AgentJob)
    AgentHeartbeat.update(stopped_at=NOW).execute()
    assert look_at_jobs(NOW + timedelta(hours=1), POLL) == ()  # that none lives is told elsewhere


def test_a_table_another_program_keeps_locked_is_told_though_an_agent_still_gives_signs_of_life(
    account: Any, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if is_sqlite():
        pytest.skip("SQLite locks the whole file, and no agent can give a sign then")
    monkeypatch.setattr("models.actions.upkeep.self_watch._LOCK_SECONDS", 0.05)
    AgentHeartbeat.create(owner="pc", started_at=NOW - timedelta(days=1), seen_at=NOW)
    stamp_jobs(AgentJob, "pc", NOW)
    with psycopg.connect(database_url) as other:
        other.execute("SELECT count(*) FROM message")  # who reads hinders nobody
        assert look_at_office(NOW, POLL) == ()
        other.execute("LOCK TABLE message IN EXCLUSIVE MODE")
        (found,) = look_at_office(NOW, POLL)
        assert (found.key, str(found.weight)) == ("locked", "not ready")
        database.execute_sql("SET lock_timeout = '50ms'")
        with pytest.raises(peewee.OperationalError, match="lock timeout"):
            queue(Walk(account), "a")
        database.execute_sql("RESET lock_timeout")
    assert look_at_office(NOW, POLL) == ()
    assert database.execute_sql("SHOW lock_timeout").fetchone() == ("10s",)  # nobody waits for ever


@pytest.mark.parametrize("way", ["it fails there", "it never went through there"])
def test_what_stands_still_beside_one_agent_is_told_though_another_lives_and_names_its_pc(
    account: Any, way: str
) -> None:
    for owner in ("pc-depan-1-a", "pc-belakang-2-b"):
        AgentHeartbeat.create(owner=owner, started_at=NOW - timedelta(days=1), seen_at=NOW)
        stamp_jobs(AgentJob, owner, NOW)
    assert look_at_jobs(NOW, POLL) == ()
    there = (JobPass.job == str(AgentJob.ATTEMPTS)) & (JobPass.owner == "pc-belakang-2-b")
    JobPass.update(passed_at=NOW - timedelta(hours=2)).where(there).execute()
    if way == "it never went through there":
        JobPass.delete().where(there).execute()
    (found,) = look_at_jobs(NOW, POLL)
    assert "attempts.log tidak disalin dan tidak diringkas di komputer pc-belakang. " in found.says


def test_the_passes_of_agents_long_gone_are_not_read(account: Any) -> None:
    for start in range(30):  # as `run_agent.py --once` leaves them, each time under another name
        stamp_jobs(AgentJob, f"pc-{start}-a", NOW)
    AgentHeartbeat.create(owner="pc-0-a", started_at=NOW - timedelta(days=1), seen_at=NOW)
    with listening() as asked:
        assert look_at_jobs(NOW, POLL) == ()
    ((sql, params),) = [one for one in asked if 'FROM "job_pass"' in one[0]]
    assert len(database.execute_sql(sql, params).fetchall()) == len(AgentJob)


def test_an_agent_whose_clock_is_wrong_hides_nothing_of_another_and_is_not_told_to_start_anew(account: Any) -> None:
    far = judge(Seen(clock=ClockReading(timedelta(days=3), "graph.facebook.com")))
    AgentHeartbeat.create(owner="pc-a-1-a", started_at=NOW - timedelta(days=1), seen_at=NOW)
    AgentHeartbeat.create(
        owner="pc-b-2-b", started_at=NOW - timedelta(days=1), seen_at=NOW, sending_stopped=far[0].says
    )
    stamp_jobs(set(AgentJob) - {AgentJob.ATTEMPTS}, "pc-a-1-a", NOW)
    (found,) = look_at_jobs(NOW, POLL)
    assert "tetapi attempts.log tidak disalin dan tidak diringkas. " in found.says


def test_the_last_write_is_whoevers_wrote_last_and_the_oldest_answer_the_one_that_waits_longest(account: Any) -> None:
    walk = Walk(account)
    made = queue(walk, "a").created_at
    queue(walk, "b")
    later = made + timedelta(hours=1)
    assert signs_of_life(later).oldest_answer == made
    stamp_jobs([AgentJob.PAUSES], "pc", later)
    assert signs_of_life(later).last_write == later
    beat("pc", later + timedelta(seconds=2))
    assert signs_of_life(later).last_write == later + timedelta(seconds=2)
    beat("another", later + timedelta(days=3))  # before its clock was set back
    assert signs_of_life(later).last_write == later + timedelta(seconds=2)
    Outbox.update(state="sent").execute()
    assert signs_of_life(later).oldest_answer is None


def test_a_database_that_may_only_be_read_is_told(account: Any) -> None:
    if is_sqlite():
        pytest.skip("a server's own setting")
    assert look_at_office(NOW, POLL) == ()
    with database.atomic():
        database.execute_sql("SET TRANSACTION READ ONLY")
        assert [one.key for one in look_at_office(NOW, POLL)] == ["only_read"]
