"""How long each job of a channel may go without a whole pass, and what its last pass says of the sending."""

from datetime import datetime, timedelta

import pytest

from models.rules.channels.passes import JOBS, Halt, Job, Pass, halt_of, overdue

NOW = datetime(2026, 11, 25, 2, 0)
MINUTES = {Job.POLL: 5, Job.DELIVER: 3, Job.PUSHES: 3, Job.TESTS: 5, Job.MEDIA: 15, Job.SWEEP: 15}


def test_every_job_has_its_row_with_words_of_its_own() -> None:
    assert {job: row.limit for job, row in JOBS.items()} == {job: timedelta(minutes=MINUTES[job]) for job in Job}
    assert all(row.stands_still and row.operators for row in JOBS.values())
    assert (
        len({row.stands_still for row in JOBS.values()}) == len({row.operators for row in JOBS.values()}) == len(Job)
    )


@pytest.mark.parametrize("job", list(Job))
def test_a_job_is_overdue_past_its_limit_and_by_a_stamp_of_a_time_to_come(job: Job) -> None:
    limit, second = timedelta(minutes=MINUTES[job]), timedelta(seconds=1)
    assert [
        overdue({job: Pass(NOW + off)}, NOW) for off in (-limit - second, -limit, timedelta(0), limit, limit + second)
    ] == [(job,), (), (), (), (job,)]


def test_all_that_are_overdue_are_told_in_the_order_of_the_table_and_a_job_that_never_began_is_not() -> None:
    old = Pass(NOW - timedelta(days=1))
    assert overdue({str(job): old for job in reversed(list(Job)) if job is not Job.TESTS}, NOW) == (
        *(Job.POLL, Job.DELIVER, Job.PUSHES, Job.MEDIA, Job.SWEEP),
    )
    assert overdue({}, NOW) == overdue({"another version's": old}, NOW) == ()


def test_only_what_halts_the_sending_is_told_as_such() -> None:
    assert halt_of({"deliver": Pass(NOW, Halt.DISK), "poll": Pass(NOW, Halt.CLOCK)}) == "disk"
    assert halt_of({"deliver": Pass(NOW), "poll": Pass(NOW, Halt.CLOCK)}) == ""
    assert halt_of({"media": Pass(NOW, Halt.DISK)}) == ""
