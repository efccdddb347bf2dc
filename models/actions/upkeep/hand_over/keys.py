"""Where the office's keys are and whether they open what they sealed: never a key, and no guess who has one."""

import base64
import binascii
import hashlib
from datetime import datetime

from models.actions.upkeep.backup.keys import encryption_of, recovery_key
from models.actions.upkeep.key_watch import look_at_key_file
from models.actions.upkeep.last_backup import newest_backups
from models.rules.core.moments import iso
from models.rules.upkeep.conditions.row import Sign
from models.tables.core.secrets import SecretLost
from models.tables.core.settings import Settings
from models.tables.upkeep.recovery_key import DRILL, kept_drill_key
from models.tables.upkeep.release import publishers_key

Facts = dict[str, object]


def key_facts(settings: Settings, now: datetime) -> Facts:
    """Return what is known of each key from this machine."""
    newest = next(iter(newest_backups()), None)
    return {
        "secret_key": {"path": str(settings.secret_key_file), "state": _secret_key(settings)},
        "recovery": _recovery(),
        "encryption": str(encryption_of(newest, now)),
        "backed_up": newest is not None,
        "drill": {"path": str(settings.data_dir / DRILL), "state": _drill(settings)},
        "publisher": fingerprint(publishers_key()),
    }


def _secret_key(settings: Settings) -> str:
    """Return whether secret.key is there and opens what is sealed in the database: there, lost, other, none."""
    signs = look_at_key_file(settings.secret_key_file)
    if Sign.KEY_LOST in signs:
        return "lost"
    if signs:
        return "other"
    return "there" if settings.secret_key_file.exists() else "none"


def _recovery() -> Facts | None:
    row = recovery_key()
    if row is None:
        return None
    return {"public": row.public, "set": iso(row.set_at), "tried": iso(row.tried_at)}


def _drill(settings: Settings) -> str:
    """Return whether this machine's own key of backups is there and opens: there, none, shut."""
    try:
        return "none" if kept_drill_key(settings.data_dir, settings.secret_key_file) is None else "there"
    except (SecretLost, OSError):
        return "shut"


def fingerprint(pem: str) -> str:
    """Return what people compare of the publisher's key, as the installer prints it; empty where there is none."""
    try:
        lines = (line for line in pem.splitlines() if not line.startswith("-----"))
        packed = base64.b64decode("".join(lines), validate=True)
    except (ValueError, binascii.Error):
        return ""
    digits = hashlib.sha256(packed).hexdigest()[:32]
    return " ".join(digits[place : place + 4] for place in range(0, 32, 4)) if packed else ""
