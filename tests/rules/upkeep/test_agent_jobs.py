"""Which jobs by the clock stand still: each by its own edge, none without an agent, none in its first minutes."""

from datetime import datetime, timedelta

import pytest

from models.rules.upkeep.agent_jobs import AGENT_JOBS, AgentJob, kept_for, standing_still, stands_still_words

NOW = datetime(2026, 11, 25, 2, 0)
ONE, OTHER = "pc-depan-12-0a0a0a0a", "pc-12-0b0b0b0b"
BEGAN = {ONE: NOW - timedelta(days=3)}
BESIDE = [job for job, row in AGENT_JOBS.items() if row.beside_agent]


def test_every_job_says_what_stands_still_without_it() -> None:
    assert set(AGENT_JOBS) == set(AgentJob)
    assert len({row.stands_still for row in AGENT_JOBS.values()}) == len(AGENT_JOBS)


def whole(*agents: str) -> dict[tuple[str, str], datetime]:
    """All jobs have just gone through at these agents."""
    return {(str(job), kept_for(job, owner)): NOW for job in AgentJob for owner in agents}


@pytest.mark.parametrize("job", AgentJob)
def test_a_job_stands_still_from_its_edge_on_though_all_others_go_through(job: AgentJob) -> None:
    passed, key = whole(ONE), (str(job), kept_for(job, ONE))
    assert standing_still(passed, BEGAN, NOW) == ()
    limit, still = AGENT_JOBS[job].limit, ((job, kept_for(job, ONE)),)
    assert standing_still({**passed, key: NOW - limit}, BEGAN, NOW) == ()
    assert standing_still({**passed, key: NOW - limit - timedelta(seconds=1)}, BEGAN, NOW) == still
    assert standing_still({**passed, key: NOW + limit + timedelta(seconds=1)}, BEGAN, NOW) == still
    del passed[key]  # it never went through
    assert standing_still(passed, BEGAN, NOW) == still


def test_without_an_agent_and_right_after_its_start_nothing_is_told() -> None:
    assert standing_still({}, {}, NOW) == ()
    assert standing_still({}, {ONE: NOW - timedelta(minutes=10)}, NOW) == ()
    old = dict.fromkeys(whole(ONE), NOW - timedelta(days=9))
    assert standing_still(old, {ONE: NOW - timedelta(minutes=9)}, NOW) == ()


def test_of_an_agent_that_began_by_a_clock_that_was_ahead_its_passes_count() -> None:
    passed, ahead = whole(ONE), {ONE: NOW + timedelta(days=2)}
    assert standing_still(passed, ahead, NOW) == ()
    late = {**passed, (str(AgentJob.LIMITS), ""): NOW - timedelta(hours=1)}
    assert standing_still(late, ahead, NOW) == ((AgentJob.LIMITS, ""),)


@pytest.mark.parametrize("job", BESIDE)
def test_one_agent_hides_no_job_that_stands_still_beside_another(job: AgentJob) -> None:
    agents = {ONE: BEGAN[ONE], OTHER: NOW - timedelta(days=1)}
    passed = whole(ONE, OTHER)
    assert standing_still(passed, agents, NOW) == ()
    del passed[(str(job), OTHER)]
    assert standing_still(passed, agents, NOW) == ((job, OTHER),)
    assert stands_still_words(job, OTHER, 2) == f"{AGENT_JOBS[job].stands_still} di komputer pc"
    assert stands_still_words(job, ONE, 2) == f"{AGENT_JOBS[job].stands_still} di komputer pc-depan"
    assert stands_still_words(job, OTHER, 1) == AGENT_JOBS[job].stands_still


def test_what_one_agent_did_in_the_database_is_done_whatever_another_does() -> None:
    agents = {ONE: BEGAN[ONE], OTHER: BEGAN[ONE]}
    late = [(str(job), OTHER) for job in BESIDE]
    assert standing_still(whole(ONE) | dict.fromkeys(late, NOW), agents, NOW) == ()
