"""Doctor's checks of secret.key: present where needed, unreadable for others, and able to open every secret."""

import os
from collections.abc import Iterator
from pathlib import Path

from models.actions.upkeep.diagnose.findings import Finding, Level, judged, ok
from models.tables.core.secrets import SecretLost, load_key, sealed_values, unseal


def look_at_key(path: Path) -> Iterator[Finding]:
    """Return the finding on the key file, tried on every secret without showing one."""
    sealed = sealed_values()
    if not path.exists():
        lost = f"{path} is missing, and {len(sealed)} secrets need it: put it back, or enter them anew."
        yield Finding("secret.key", Level.UNSAFE, lost) if sealed else ok("secret.key", "Not needed yet.")
        return
    if os.name == "posix":
        rights = path.stat().st_mode & 0o777
        sentence = f"secret.key has the rights {rights:o}."
        yield judged("secret.key rights", not rights & 0o077, sentence, remedy=f"Close it: chmod 600 {path}")
    yield _opens(path, sealed)


def _opens(path: Path, sealed: list[str]) -> Finding:
    try:
        key = load_key(path)
        for secret in sealed:
            unseal(key, secret)
    except (SecretLost, ValueError):
        return Finding("secrets", Level.UNSAFE, str(SecretLost.__doc__))
    return ok("secrets", f"secret.key opens all {len(sealed)} kept secrets.")
