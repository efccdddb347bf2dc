"""When an account is read again, and whether its week is, where its platform is paid by use (budget.py)."""

import time
from datetime import timedelta

from models.actions.channels.look_at_account import account_times
from models.actions.channels.spending import thrift_of
from models.rules.channels.channels import channel
from models.rules.core.stored_moments import is_impossible
from sync_agent.service import Service


class Saving:
    """How sparingly one account is read. After a start the first read comes at once."""

    def __init__(self) -> None:
        self._read_at = float("-inf")

    def note_read(self) -> None:
        """Remember that the account was read just now."""
        self._read_at = time.monotonic()

    def waits(self, service: Service) -> bool:
        """Whether the next read has to wait because the month's budget nears its end."""
        thrift = thrift_of(service.account_id, service.now())
        usual = timedelta(seconds=service.settings.poll_seconds)
        return bool(thrift.share) and time.monotonic() - self._read_at < thrift.pause(usual).total_seconds()


def sweep_is_due(service: Service) -> bool:
    """Whether the last week has to be read again: as often as the channel's row says, not where that is saved."""
    last, now = account_times(service.account_id).sweep, service.now()
    every = channel(service.account.kind).sweep_every
    if last is None or now - last >= every or is_impossible(last, now):
        return thrift_of(service.account_id, now).rereads
    return False
