"""Adds and changes the channel accounts of the office. The secret is sealed before it touches the database."""

import json
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit

from models.actions import audit_trail
from models.actions.actor import Actor
from models.rules import permissions
from models.rules.channels import Channel, channel, read_secrets
from models.rules.permissions import Deed
from models.rules.texts import storable
from models.tables import ChannelAccount, database
from models.tables.secrets import seal


class ChannelNotAllowed(Exception):
    """A channel account cannot be kept as it was given; the sentence, in English for the operator, says why."""


def add_channel(
    kind: str, label: str, settings: Mapping[str, str], secret: str, key: bytes, actor: Actor, now: datetime
) -> ChannelAccount:
    """Add an account; the agent serves it from its next look. Raises ChannelNotAllowed, UnknownChannel."""
    _check_actor(actor)
    row = channel(kind)
    kept = checked_settings(row, settings)
    name = " ".join(storable(label).split())[:80]
    if not name:
        raise ChannelNotAllowed("The label is empty: say what staff call this account.")
    with database.atomic():
        twin = _same_place(kind, kept)
        if twin is not None:
            raise ChannelNotAllowed(
                f"Channel {twin.id} ({twin.label}) already reads this place; every message would come in twice."
            )
        made = ChannelAccount.create(
            kind=kind, label=name, settings=json.dumps(kept), secret=sealed_secrets(row, secret, key), created_at=now
        )
        audit_trail.write(actor, now, audit_trail.Deed("tambah_kanal", f"channel:{made.id}", after=f"{kind} {name}"))
    return made


def sealed_secrets(row: Channel, written: str, key: bytes, kept: Mapping[str, str] | None = None) -> str:
    """Seal what was entered, by the names of the channel's row, beside those `kept`. Raises UnknownSecret."""
    found = {**(kept or {}), **read_secrets(row, written)}
    return seal(key, json.dumps(found)) if found else ""


def change_channel(
    account_id: int,
    actor: Actor,
    now: datetime,
    *,
    settings: Mapping[str, str] | None = None,
    sealed_secret: str | None = None,
    enabled: bool | None = None,
) -> ChannelAccount:
    """Change what is given of an account: settings, secret (sealed already), on or off. Raises ChannelNotAllowed."""
    _check_actor(actor)
    with database.atomic():
        account = ChannelAccount.get_by_id(account_id)
        if settings is not None:
            account.settings = json.dumps(checked_settings(channel(account.kind), settings))
        if sealed_secret is not None:
            account.secret = sealed_secret
        if enabled is not None:
            account.enabled = enabled
        changed = ", ".join(field.name for field in account.dirty_fields)
        account.save()
        if changed:
            audit_trail.write(actor, now, audit_trail.Deed("ubah_kanal", f"channel:{account_id}", after=changed))
    return account


def checked_settings(row: Channel, settings: Mapping[str, str]) -> dict[str, str]:
    """Give the settings of an account if they are whole and known. Raises ChannelNotAllowed naming the fault."""
    known = {*row.required, *row.optional, "base_url"}
    strange = [key for key in settings if key not in known]
    if strange:
        raise ChannelNotAllowed(
            f"{row.kind} has no setting '{strange[0]}'. It takes: {', '.join(sorted(known))}{_secrets_told(row)}."
        )
    lacking = [key for key in row.required if not settings.get(key, "").strip()]
    if lacking:
        raise ChannelNotAllowed(f"{row.kind} needs {' and '.join(f'--set {key}=…' for key in lacking)}.")
    kept = {key: storable(value).strip() for key, value in settings.items()}
    if "base_url" in kept:
        kept["base_url"] = _checked_url(kept["base_url"])
    return kept


def _secrets_told(row: Channel) -> str:
    names = ", ".join(secret.name for secret in row.secrets)
    return f"; through --secret-stdin: {names}" if names else ""


def _checked_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or parts.username or parts.password:
        raise ChannelNotAllowed(f"base_url is '{url}': it must look like http://127.0.0.1:3000, without a password.")
    return url.rstrip("/")


def _same_place(kind: str, settings: dict[str, str]) -> ChannelAccount | None:
    for row in ChannelAccount.select().where(ChannelAccount.kind == kind):
        if json.loads(row.settings) == settings:
            return row
    return None


def _check_actor(actor: Actor) -> None:
    if actor.role is not None:
        permissions.check(actor.role, Deed.KEEP_CHANNELS)
