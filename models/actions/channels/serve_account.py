"""Which agent serves which channel account (by lease), and how each account is doing."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from models.actions.channels.agent_machines import served_by
from models.actions.channels.channel_secrets import open_secrets, sealed_anew
from models.actions.core import audit_trail
from models.actions.core.actor import AGENT
from models.actions.core.audit_trail import AuditEvent
from models.rules.channels.messages import Health
from models.rules.core.stored_moments import LONGEST_LEASE
from models.tables import AgentHeartbeat, ChannelAccount, Cursor, database
from models.tables.core.keys.machine_key import BoxShut, Opener
from models.tables.core.stored_moments import has_come
from models.tables.upkeep.release import VERSION

_SHUT = (
    "Kunci kanal ini disegel bukan untuk komputer yang melayaninya, atau alamatnya diubah. Isikan lagi lewat Ubah."
)


@dataclass(frozen=True)
class ServedAccount:
    """One account as its agent needs it: its settings, its decrypted secret, and the token of the lease."""

    account_id: int
    kind: str
    label: str
    settings: dict[str, str]
    secrets: Mapping[str, str] = field(repr=False)
    token: int


def take_leases(
    owner: str, seconds: float, now: datetime, key: Opener, served: Collection[int] = ()
) -> list[ServedAccount]:
    """Take and return every enabled account of this key whose lease is free or has run out. Raises SecretLost.

    `served`: accounts this agent serves. Theirs may have run out while its PC slept; renewing settles whose they are.
    """
    taken = []
    with database.atomic():
        free = has_come(ChannelAccount.lease_until, now, LONGEST_LEASE) & ChannelAccount.id.not_in(list(served))
        mine = ChannelAccount.enabled & free & served_by(key)
        for row in ChannelAccount.select().where(mine).order_by(ChannelAccount.id):
            secrets = _opened(row, key, now)
            if secrets is None:
                continue
            changed = (
                ChannelAccount.update(
                    lease_owner=owner, lease_token=row.lease_token + 1, lease_until=now + timedelta(seconds=seconds)
                )
                .where((ChannelAccount.id == row.id) & (ChannelAccount.lease_token == row.lease_token))
                .execute()
            )
            if changed:
                settings = json.loads(row.settings)
                taken.append(ServedAccount(row.id, row.kind, row.label, settings, secrets, row.lease_token + 1))
    return taken


def _opened(row: ChannelAccount, key: Opener, now: datetime) -> dict[str, str] | None:
    """Return an account's secrets; None where its boxes do not open, which is that channel's trouble alone."""
    try:
        return open_secrets(row, key)
    except BoxShut:
        if (row.state, row.state_reason) != ("jeda", _SHUT):
            record_failure(row.id, "jeda", _SHUT, now)
    return None


def unserved_account(account_id: int, key: Opener) -> ServedAccount:
    """Return an account for looking at it without taking its lease. Raises SecretLost."""
    row = ChannelAccount.get_by_id(account_id)
    secrets = open_secrets(row, key)
    return ServedAccount(row.id, row.kind, row.label, json.loads(row.settings), secrets, row.lease_token)


def keep_secrets(account: ServedAccount, fresh: Mapping[str, str], key: Opener) -> None:
    """Store new secrets and keep the others: a rotated token is on disk before it is used (F22)."""
    with database.atomic():
        row = ChannelAccount.get_by_id(account.account_id)
        sealed = sealed_anew(row, {**open_secrets(row, key), **fresh}, key)
        ChannelAccount.update(secret=sealed).where(ChannelAccount.id == row.id).execute()


def enabled_accounts(key: Opener) -> int:
    """Return how many accounts are enabled that the programs with this key serve."""
    return ChannelAccount.select().where(ChannelAccount.enabled & served_by(key)).count()


def renew_lease(account: ServedAccount, owner: str, seconds: float, now: datetime) -> bool:
    """Extend an account's lease; False where it was lost or the account disabled: the agent must stop serving it."""
    mine = (
        (ChannelAccount.id == account.account_id)
        & (ChannelAccount.lease_owner == owner)
        & (ChannelAccount.lease_token == account.token)
        & ChannelAccount.enabled
    )
    return bool(ChannelAccount.update(lease_until=now + timedelta(seconds=seconds)).where(mine).execute())


def release_leases(owner: str) -> None:
    """Release every account of this agent at once, for a clean stop."""
    ChannelAccount.update(lease_owner=None, lease_until=None).where(ChannelAccount.lease_owner == owner).execute()


def read_cursor(account_id: int, stream: str) -> str | None:
    """Return how far a stream was read."""
    row = Cursor.get_or_none((Cursor.account == account_id) & (Cursor.stream == stream))
    return row.value if row else None


def new_epoch(account_id: int, stream: str, now: datetime) -> None:
    """Forget a cursor the platform refuses; the UNIQUE key prevents duplicates while all is read again (F16)."""
    mine = (Cursor.account == account_id) & (Cursor.stream == stream)
    Cursor.update(value=None, epoch=Cursor.epoch + 1, updated_at=now).where(mine).execute()


def record_success(account_id: int, now: datetime, health: Health | None = None) -> bool:
    """Record that a poll worked and what the platform said of the account; True where it did not work before."""
    with database.atomic():
        row = ChannelAccount.get_by_id(account_id)
        recovered = row.state != "ok"
        changes: dict[str, object] = {"fails": 0, "last_try_at": now, "last_success_at": now, "paused_until": None}
        if health is not None:
            changes |= {"advice": health.detail, "quota_used": health.quota_used}
            changes |= {"token_expires_at": health.token_expires_at, "token_life": str(health.token_life)}
        if recovered:
            changes |= {"state": "ok", "state_reason": "", "state_since": now}
            audit_trail.write(AGENT, now, AuditEvent("kanal", f"channel:{account_id}", row.state, "ok"))
        ChannelAccount.update(changes).where(ChannelAccount.id == account_id).execute()
    return recovered


def record_failure(account_id: int, state: str, reason: str, now: datetime, until: datetime | None = None) -> bool:
    """Record that a channel does not work (terganggu, or jeda where a person must act); True where this is new."""
    with database.atomic():
        row = ChannelAccount.get_by_id(account_id)
        first = row.state != state
        changes: dict[str, object] = {"fails": row.fails + 1, "last_try_at": now, "paused_until": until}
        changes |= {"state": state, "state_reason": reason} | ({"state_since": now} if first else {})
        if first:
            audit_trail.write(AGENT, now, AuditEvent("kanal", f"channel:{account_id}", row.state, state))
        ChannelAccount.update(changes).where(ChannelAccount.id == account_id).execute()
    return first


def record_sweep(account_id: int, now: datetime) -> None:
    """Record that the last week was read again."""
    ChannelAccount.update(last_sweep_at=now).where(ChannelAccount.id == account_id).execute()


def beat(owner: str, now: datetime, sending_stopped: str = "", of_machine: int | None = None) -> None:
    """Record that this agent is alive, of which version and machine, and, where it sends nothing, why."""
    sign = AgentHeartbeat.insert(
        owner=owner,
        started_at=now,
        seen_at=now,
        sending_stopped=sending_stopped,
        version=VERSION,
        of_machine=of_machine,
    )
    sign.on_conflict(
        conflict_target=(AgentHeartbeat.owner,),
        update={AgentHeartbeat.seen_at: now, AgentHeartbeat.sending_stopped: sending_stopped},
    ).execute()


def say_goodbye(owner: str, now: datetime) -> None:
    """Record that this agent stopped in good order."""
    AgentHeartbeat.update(stopped_at=now).where(AgentHeartbeat.owner == owner).execute()
