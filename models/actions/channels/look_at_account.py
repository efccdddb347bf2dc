"""What an agent reads about an account it serves: changed settings, and when it last worked."""

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from peewee import fn

from models.actions.channels.channel_secrets import open_secrets
from models.actions.channels.serve_account import ServedAccount
from models.actions.core.office_facts import office_calendar
from models.rules.channels.channels import channel
from models.rules.channels.flow import is_deaf, quiet_limit
from models.rules.channels.messages import Direction
from models.rules.clocks.working_time import net_minutes
from models.rules.core.stored_moments import is_impossible
from models.tables import ChannelAccount, Message
from models.tables.core.keys.machine_key import Opener

_LOOKED_AT = timedelta(days=14)


@dataclass(frozen=True)
class AccountTimes:
    """Times in naive UTC; None where it never happened."""

    success: datetime | None
    inbound: datetime | None
    sweep: datetime | None


def reread_account(account: ServedAccount, key: Opener) -> ServedAccount:
    """Return the account with the settings and secret as they are now. Raises SecretLost."""
    row = ChannelAccount.get_by_id(account.account_id)
    return replace(account, label=row.label, settings=json.loads(row.settings), secrets=open_secrets(row, key))


def account_times(account_id: int) -> AccountTimes:
    """Return when the account last worked, last brought a citizen's message, and was last swept."""
    row = ChannelAccount.get_by_id(account_id)
    return AccountTimes(row.last_success_at, row.last_inbound_at, row.last_sweep_at)


def release_lease(account: ServedAccount, owner: str) -> None:
    """Release one account at once, so that the next agent need not wait for the lease to run out."""
    mine = (
        (ChannelAccount.id == account.account_id)
        & (ChannelAccount.lease_owner == owner)
        & (ChannelAccount.lease_token == account.token)
    )
    ChannelAccount.update(lease_owner=None, lease_until=None).where(mine).execute()


def is_account_deaf(account_id: int, now: datetime) -> bool:
    """Whether a working account has been silent far longer than usual in office hours (F52)."""
    account = ChannelAccount.get_by_id(account_id)
    last = account.last_inbound_at
    if is_impossible(last, now):  # a wrong clock gave it: what is known is since when the account works, or is there
        last = next((one for one in (account.state_since, account.created_at) if not is_impossible(one, now)), None)
    if last is None or not channel(account.kind).needs_agent:
        return False  # officers' own filings have no usual flow
    since = now - _LOOKED_AT
    inbound = (Message.account == account_id) & (Message.direction == str(Direction.IN))
    # Ids rise with arrival, so only messages after the last one before that time are read.
    before = Message.select(Message.id).where(Message.received_at < since).order_by(Message.id.desc()).limit(1)
    lately = (Message.id > fn.COALESCE(before, 0)) & (Message.received_at >= since)
    count = Message.select().where(inbound & lately).count()
    calendar = office_calendar()
    limit = quiet_limit(count, net_minutes(calendar, since, max(last, since)))
    return is_deaf(net_minutes(calendar, max(last, since), now), limit)
