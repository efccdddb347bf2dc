"""Doctor's checks of secret.key: present where needed, unreadable for others, and able to open every secret."""

import os
from collections.abc import Iterator
from pathlib import Path

from models.actions.channels.agent_machines import served_by
from models.actions.channels.channel_secrets import open_secrets
from models.actions.upkeep.diagnose.findings import Finding, Level, judged, ok
from models.tables import ChannelAccount
from models.tables.core.keys.machine_key import machine_key
from models.tables.core.secrets import MACHINE_KEY, SecretLost, load_key, sealed_values, unseal


def look_at_key(path: Path) -> Iterator[Finding]:
    """Return the finding on the key file, tried on every secret without showing one."""
    if (path.parent / MACHINE_KEY).exists():
        yield from _look_at_machine(path.parent)
        return
    sealed = sealed_values()
    if not path.exists():
        lost = f"{path} is missing, and {len(sealed)} secrets need it: put it back, or enter them anew."
        yield Finding("secret.key", Level.UNSAFE, lost) if sealed else ok("secret.key", "Not needed yet.")
        return
    yield from _rights(path)
    yield _opens(path, sealed)


def _rights(path: Path) -> Iterator[Finding]:
    if os.name == "posix":
        rights = path.stat().st_mode & 0o777
        sentence = f"{path.name} has the rights {rights:o}."
        yield judged(f"{path.name} rights", not rights & 0o077, sentence, remedy=f"Close it: chmod 600 {path}")


def _look_at_machine(folder: Path) -> Iterator[Finding]:
    """Return the findings on a gateway's own key, tried on every secret that its channels have."""
    yield from _rights(folder / MACHINE_KEY)
    try:
        key = machine_key(folder)
        its = list(ChannelAccount.select().where(served_by(key) & (ChannelAccount.secret != "")))
        for row in its:
            open_secrets(row, key)
    except SecretLost as lost:
        yield Finding("secrets", Level.UNSAFE, str(lost))
        return
    yield ok("secrets", f"machine.key opens the secrets of all {len(its)} channels that this machine serves.")


def _opens(path: Path, sealed: list[str]) -> Finding:
    try:
        key = load_key(path)
        for secret in sealed:
            unseal(key, secret)
    except (SecretLost, ValueError):
        return Finding("secrets", Level.UNSAFE, str(SecretLost.__doc__))
    return ok("secrets", f"secret.key opens all {len(sealed)} kept secrets.")
