"""For whom backups are encrypted: the office's recovery key and this machine's drill key; and how one is opened."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from models.actions.core import audit_trail
from models.actions.core.actor import OPERATOR
from models.actions.core.audit_trail import AuditEvent
from models.rules.upkeep.age_keys import public_in, public_text
from models.rules.upkeep.backup_keys import Encryption, judge_encryption
from models.tables import BackupCopy, RecoveryKey, database
from models.tables.core.age_file import Encrypting, decrypting, is_encrypted, new_private, public_of
from models.tables.core.filled import filled
from models.tables.core.secrets import SecretLost
from models.tables.core.settings import Settings
from models.tables.upkeep.recovery_key import drill_key

_SUBJECT = "kunci_pemulihan"


@dataclass(frozen=True)
class Keys:
    """Who can open a backup: the office by the private half of its recovery key, this machine by its drill key."""

    recovery: str  # its public half, as age writes it
    drill: bytes  # its private half

    @property
    def recipients(self) -> list[bytes]:
        """Return the public halves."""
        return [public_in(self.recovery), public_of(self.drill)]


def recovery_key() -> RecoveryKey | None:
    """Return the recovery key in use, None where none was set up: backups are then readable by everybody."""
    return RecoveryKey.select().order_by(RecoveryKey.id.desc()).first()


def keys_of(settings: Settings) -> Keys | None:
    """Return for whom backups are encrypted, None: in clear. Raises SecretLost where the drill key is sealed off."""
    row = recovery_key()
    return None if row is None else Keys(row.public, drill_key(settings.data_dir, settings.secret_key_file))


def encryption_of(newest: BackupCopy | None, now: datetime) -> Encryption:
    """Return how the newest backup can be read, None: there is none."""
    row = recovery_key()
    key, tried_at = (row.public, row.tried_at) if row else (None, None)
    return judge_encryption(key, tried_at, newest.recovery if newest else None, now)


class KeyReplaced(Exception):
    """This recovery key was replaced by a newer one: the paper in use is another. To use it all the same, --again."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def keys_where_there(settings: Settings) -> Keys | None:
    """Return the same of a database of any version, None where it knows no recovery keys yet. Raises SecretLost."""
    return keys_of(settings) if RecoveryKey._meta.table_name in database.get_tables() else None


def keys_before_restore(settings: Settings) -> Keys | None:
    """Return for whom is encrypted what a restore replaces, None: in clear.

    A restore may be what brings a lost secret.key back: this machine's drill key is then of no use, and what was
    there is kept for the recovery key alone; the drill key here is one of the moment, by which it is read back once.
    """
    try:
        return keys_where_there(settings)
    except SecretLost:
        return Keys(filled(recovery_key()).public, new_private())


def entered_keys() -> list[RecoveryKey]:
    """Return every recovery key that was entered, the oldest first; none in a database that knows none."""
    there = RecoveryKey._meta.table_name in database.get_tables()
    return list(RecoveryKey.select().order_by(RecoveryKey.id)) if there else []


def keep_newer(before: Sequence[RecoveryKey], now: datetime) -> str:
    """Put back the keys entered after those a restore brought; return in a sentence how backups are made now.

    The backup may be of before a key was lost or seen by others: no backup is to be made for that one again.
    """
    restored = recovery_key()
    with database.atomic():
        for row in before:
            if restored is None or row.set_at > restored.set_at:
                RecoveryKey.create(public=row.public, set_at=row.set_at, tried_at=row.tried_at)
                old = restored.public if restored else ""
                audit_trail.write(OPERATOR, now, AuditEvent("kunci_pemulihan", _SUBJECT, old, row.public))
    used = recovery_key()
    if used is None:
        return "Backups are not encrypted: there is no recovery key (run_admin.py recovery-key new)."
    return (
        f"Backups are encrypted for the recovery key {used.public}. If it was replaced since this backup was made, "
        "enter the newer one (run_admin.py recovery-key use)."
    )


def replaces_another(private: bytes, again: bool = False) -> bool:
    """Return whether another recovery key is in use than this one. Raises KeyReplaced, as entering it does."""
    public, before = public_text(public_of(private)), recovery_key()
    _demand_not_replaced(public, before, again)
    return before is not None and before.public != public


def enter_recovery_key(private: bytes, now: datetime, again: bool = False) -> bool:
    """Encrypt backups for this key from now on; return whether it is another one than before.

    It is taken only from its private half, so that no backup is made for a key that nobody holds. Raises KeyReplaced
    for one that was replaced, which may have been seen by others, unless it is to be used `again`.
    """
    public = public_text(public_of(private))
    with database.atomic():
        before = recovery_key()
        _demand_not_replaced(public, before, again)
        same = before is not None and before.public == public
        if same:
            RecoveryKey.update(tried_at=now).where(RecoveryKey.public == public).execute()
        else:
            RecoveryKey.create(public=public, set_at=now, tried_at=now)
        event = "kunci_pemulihan_dicoba" if same else "kunci_pemulihan"
        audit_trail.write(OPERATOR, now, AuditEvent(event, _SUBJECT, before.public if before else "", public))
    return not same


def _demand_not_replaced(public: str, before: RecoveryKey | None, again: bool) -> None:
    same = before is not None and before.public == public
    if not same and not again and RecoveryKey.select().where(RecoveryKey.public == public).exists():
        raise KeyReplaced


@contextmanager
def written(file: BinaryIO, keys: Keys | None) -> Iterator[zipfile.ZipFile]:
    """Yield the zip to be filled in a new file, encrypted for these keys; in clear where there are none."""
    if keys is None:
        with zipfile.ZipFile(file, "w") as zipped:
            yield zipped
        return
    encrypting = Encrypting(file, keys.recipients)
    with zipfile.ZipFile(encrypting, "w") as zipped:
        yield zipped
    encrypting.finish()


@contextmanager
def opened(path: Path, privates: Sequence[bytes]) -> Iterator[zipfile.ZipFile]:
    """Yield a backup for reading, in clear or encrypted. Raises NotForThisKey, EncryptedBroken, BadZipFile."""
    with path.open("rb") as file:
        encrypted = is_encrypted(file)
        file.seek(0, io.SEEK_SET)
        with zipfile.ZipFile(decrypting(file, privates) if encrypted else file) as zipped:
            yield zipped
