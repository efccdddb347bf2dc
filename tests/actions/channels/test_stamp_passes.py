"""Stamps of whole passes: begun once, replaced by the next, each account's own, on both databases."""

from datetime import timedelta
from typing import Any

from models.actions.channels.stamp_passes import begin_passes, last_passes, stamp_passes
from models.rules.channels.passes import Halt, Job, Pass
from models.tables import ChannelAccount, ChannelPass
from tests.office import NOW

LATER = NOW + timedelta(hours=1)


def test_counting_begins_once_for_every_job_and_keeps_what_was_stamped(account: Any) -> None:
    assert last_passes() == {}
    stamp_passes(account.id, {"poll": Pass(NOW, Halt.CLOCK)})
    begin_passes(account.id, LATER)
    begin_passes(account.id, LATER + timedelta(hours=1))
    others = {str(job): Pass(LATER) for job in Job if job is not Job.POLL}
    assert last_passes() == {account.id: others | {"poll": Pass(NOW, "clock")}}


def test_a_new_pass_replaces_the_time_and_the_halt_of_that_job_of_that_account_alone(account: Any) -> None:
    other = ChannelAccount.create(kind="facebook", label="Halaman", created_at=NOW)
    for row in (account, other):
        stamp_passes(row.id, {"deliver": Pass(NOW, Halt.DISK), "media": Pass(NOW, Halt.DISK)})
    stamp_passes(account.id, {"deliver": Pass(LATER)})
    assert last_passes()[account.id] == {"deliver": Pass(LATER), "media": Pass(NOW, "disk")}
    assert last_passes()[other.id] == {"deliver": Pass(NOW, "disk"), "media": Pass(NOW, "disk")}
    assert ChannelPass.select().count() == 4
