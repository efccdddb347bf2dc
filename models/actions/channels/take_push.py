"""Stores what a platform pushes, once, after checking the signature over the raw body; an agent reads it later."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from models.actions.channels.channel_secrets import push_secrets
from models.rules.channels.channels import CHANNELS
from models.rules.channels.push_schemes import PushScheme, is_genuine, same
from models.rules.core.texts import storable
from models.tables import ChannelAccount, PushPayload, database

# So many at a time, so that a flood of pushes does not keep the other jobs of an account waiting.
_AT_ONCE = 50


class NotPushed(Exception):
    """No account takes pushes here: unknown, disabled, or without the secret that signs."""


class NotGenuine(Exception):
    """The signature is wrong; nothing of the body is stored."""


@dataclass(frozen=True)
class Endpoint:
    """Where the pushes of one account arrive."""

    account_id: int
    scheme: PushScheme
    secret: str
    verify_token: str = ""


def open_endpoint(account_id: int, key: bytes) -> Endpoint:
    """Return the endpoint of an account. Raises NotPushed, SecretLost."""
    row = ChannelAccount.get_or_none(ChannelAccount.id == account_id)
    scheme = CHANNELS[row.kind].push if row is not None and row.enabled and row.kind in CHANNELS else None
    if row is None or scheme is None:
        raise NotPushed
    secrets = push_secrets(row, key)
    if not secrets.get(scheme.secret):
        raise NotPushed
    return Endpoint(account_id, scheme, secrets[scheme.secret], secrets.get(scheme.verify_secret, ""))


def confirm_address(endpoint: Endpoint, mode: str, token: str, challenge: str) -> str:
    """Return the platform's challenge, which proves that this address is ours. Raises NotGenuine."""
    if mode != "subscribe" or not same(endpoint.verify_token, token):
        raise NotGenuine
    return challenge[:200]


def take_push(endpoint: Endpoint, body: bytes, given: str, now: datetime) -> bool:
    """Store a body the platform signed; True where it is new, False where it came before (F13). Raises NotGenuine."""
    if not is_genuine(endpoint.scheme, endpoint.secret, body, given):
        raise NotGenuine
    row = {
        "account": endpoint.account_id,
        "digest": hashlib.sha256(body).hexdigest(),
        "body": storable(body.decode("utf-8", "surrogateescape")),
        "received_at": now,
    }
    with database.atomic():
        query = PushPayload.insert(row).on_conflict_ignore().returning(PushPayload.id)
        return bool(list(query.tuples()))


def waiting_pushes(account_id: int) -> list[PushPayload]:
    """Return the oldest pushes not yet read."""
    waiting = (PushPayload.account == account_id) & PushPayload.settled_at.is_null()
    return list(PushPayload.select().where(waiting).order_by(PushPayload.id).limit(_AT_ONCE))


def settle_push(payload_id: int, now: datetime, problem: str = "") -> None:
    """Close a push; a body that was read is emptied, since its messages are stored, one with a problem stays."""
    changes: dict[str, object] = {"settled_at": now, "problem": problem} | ({} if problem else {"body": ""})
    with database.atomic():
        PushPayload.update(changes).where(PushPayload.id == payload_id).execute()
