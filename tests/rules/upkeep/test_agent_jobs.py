"""Which jobs by the clock stand still: each by its own edge, none without an agent, none in its first minutes."""

from datetime import datetime, timedelta

import pytest

from models.rules.upkeep.agent_jobs import AGENT_JOBS, AgentJob, standing_still

NOW = datetime(2026, 11, 25, 2, 0)
BEGAN = NOW - timedelta(days=3)


def test_every_job_says_what_stands_still_without_it() -> None:
    assert set(AGENT_JOBS) == set(AgentJob)
    assert len({row.stands_still for row in AGENT_JOBS.values()}) == len(AGENT_JOBS)


@pytest.mark.parametrize("job", AgentJob)
def test_a_job_stands_still_from_its_edge_on_though_all_others_go_through(job: AgentJob) -> None:
    passed = {str(one): NOW for one in AgentJob}
    assert standing_still(passed, BEGAN, NOW) == ()
    limit = AGENT_JOBS[job].limit
    assert standing_still({**passed, str(job): NOW - limit}, BEGAN, NOW) == ()
    assert standing_still({**passed, str(job): NOW - limit - timedelta(seconds=1)}, BEGAN, NOW) == (job,)
    assert standing_still({**passed, str(job): NOW + limit + timedelta(seconds=1)}, BEGAN, NOW) == (job,)
    del passed[str(job)]  # it never went through
    assert standing_still(passed, BEGAN, NOW) == (job,)


def test_without_an_agent_and_right_after_its_start_nothing_is_told() -> None:
    assert standing_still({}, None, NOW) == ()
    assert standing_still({}, NOW - timedelta(minutes=10), NOW) == ()
    old = {str(one): NOW - timedelta(days=9) for one in AgentJob}
    assert standing_still(old, NOW - timedelta(minutes=9), NOW) == ()


def test_of_an_agent_that_began_by_a_clock_that_was_ahead_its_passes_count() -> None:
    passed = {str(one): NOW for one in AgentJob}
    ahead = NOW + timedelta(days=2)
    assert standing_still(passed, ahead, NOW) == ()
    assert standing_still({**passed, str(AgentJob.LIMITS): NOW - timedelta(hours=1)}, ahead, NOW) == (
        AgentJob.LIMITS,
    )
