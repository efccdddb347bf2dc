"""The secrets of channel accounts: sealed for whoever serves them, and for the back office what checks pushes."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from models.actions.channels.agent_machines import demand_trusted, machine_of
from models.rules.channels.channels import Channel, channel
from models.rules.channels.entered_secrets import joined, read_secrets
from models.rules.channels.gateways import place_of
from models.tables import ChannelAccount
from models.tables.core.keys.machine_key import BoxShut, MachineKey, Opener, box
from models.tables.core.secrets import SecretLost, is_boxed, seal, unseal


@dataclass(frozen=True)
class Sealed:
    """What is kept: `secret` for whoever serves the account, `push_secret` for the back office beside boxes."""

    secret: str
    push_secret: str = ""


def open_secrets(row: ChannelAccount, key: Opener) -> dict[str, str]:
    """Return an account's secrets, by their names in the channel's row. Raises SecretLost."""
    if isinstance(key, MachineKey):
        found = dict[str, str]()
        for entered in key.opened(row.secret, bound_to(row.kind, json.loads(row.settings))):
            found = joined(found, entered)
        return found
    if is_boxed(row.secret):
        raise BoxShut
    return read_secrets(channel(row.kind), unseal(key, row.secret))


def push_secrets(row: ChannelAccount, key: bytes) -> dict[str, str]:
    """Return the secrets by which the back office checks what a platform pushes. Raises SecretLost."""
    if row.push_secret or is_boxed(row.secret):
        return read_secrets(channel(row.kind), unseal(key, row.push_secret))
    return open_secrets(row, key)


def sealed_anew(row: ChannelAccount, found: Mapping[str, str], key: Opener) -> str:
    """Return these secrets sealed for whoever holds the key, in the place of those there."""
    if isinstance(key, MachineKey):
        return box(key.public, found, bound_to(row.kind, json.loads(row.settings)))
    return seal(key, json.dumps(dict(found)))


def sealed_for(
    public: str, row: Channel, settings: Mapping[str, str], found: Mapping[str, str], key: bytes
) -> Sealed:
    """Return secrets sealed for the machine of this public half, and for the back office what it needs itself."""
    unneeded = {one.name for one in row.secrets if one.checks_only}
    carried = {name: value for name, value in found.items() if name not in unneeded}
    checked = {name: value for name, value in found.items() if name in _checking(row)}
    return Sealed(
        box(public, carried, bound_to(row.kind, settings)) if carried else "",
        seal(key, json.dumps(checked)) if checked else "",
    )


def sealed_at_machine(
    account: ChannelAccount, settings: Mapping[str, str], typed: Mapping[str, str], key: bytes, *, forget: bool
) -> Sealed | None:
    """Return what is kept once these were typed for an account that a machine serves; None where none does.

    Nobody here opens what it has already: a further box goes behind it, unless that is to be forgotten. Raises
    MachineGone, MachineStrange.
    """
    machine = machine_of(account.id)
    if machine is None:
        return None
    row = channel(account.kind)
    fresh = sealed_for(demand_trusted(machine, key).public, row, settings, typed, key)
    checked = dict[str, str]()
    if not forget:
        with suppress(SecretLost):
            checked = push_secrets(account, key)
    checked = joined(checked, {name: value for name, value in typed.items() if name in _checking(row)})
    before = "" if forget or not is_boxed(account.secret) else account.secret
    return Sealed(f"{before} {fresh.secret}".strip(), seal(key, json.dumps(checked)) if checked else "")


def bound_to(kind: str, settings: Mapping[str, str]) -> str:
    """Return what a box of an account is bound to: its kind, and the host to which its secrets go."""
    return json.dumps([kind, *place_of(settings.get("base_url", ""))])


def _checking(row: Channel) -> set[str]:
    """Return the names of the secrets by which the back office checks what is pushed."""
    return {row.push.secret, row.push.verify_secret} if row.push else set()
