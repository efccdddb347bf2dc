"""Stores when each job of an account last went through; few writes, since passes go by every second."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from models.rules.channels.passes import Job, Pass
from models.tables import ChannelPass, database
from models.tables.core.prepared import prepared


def begin_passes(account_id: int, now: datetime) -> None:
    """Count from now on for jobs of an account that never went through; those that did keep their stamps."""
    with database.atomic():
        for job in Job:
            row = ChannelPass.insert(account=account_id, job=str(job), passed_at=now)
            row.on_conflict_ignore().execute()


def stamp_passes(account_id: int, passes: Mapping[str, Pass]) -> None:
    """Store the last whole pass of each of these jobs."""
    with database.atomic():
        for job, last in passes.items():
            row = ChannelPass.insert(account=account_id, job=job, passed_at=last.at, halt=last.halt)
            row.on_conflict(
                conflict_target=(ChannelPass.account, ChannelPass.job),
                update={ChannelPass.passed_at: last.at, ChannelPass.halt: last.halt},
            ).execute()


def last_passes() -> dict[int, dict[str, Pass]]:
    """Return every job's last whole pass, by account."""
    found: dict[int, dict[str, Pass]] = defaultdict(dict)
    for account, job, at, halt in _passes():
        found[account][job] = Pass(at, halt)
    return found


@prepared
def _passes() -> Any:
    return ChannelPass.select(ChannelPass.account, ChannelPass.job, ChannelPass.passed_at, ChannelPass.halt).tuples()
