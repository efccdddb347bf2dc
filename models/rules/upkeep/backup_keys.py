"""Whether backups are encrypted, and for a key that somebody was seen to hold."""

from datetime import datetime, timedelta
from enum import StrEnum

from models.rules.core.stored_moments import is_older

TRIED_FOR = timedelta(days=365)  # after so long nobody knows whether the paper with the key is still there


class Encryption(StrEnum):
    """How a backup can be read; only ENCRYPTED is well."""

    ENCRYPTED = "encrypted"
    NO_KEY = "no key"  # no recovery key was entered
    IN_CLEAR = "in clear"  # one was, and the newest backup is not encrypted
    OTHER_KEY = "other key"  # for a recovery key that was replaced since
    UNTRIED = "untried"  # it was not entered for too long


def judge_encryption(key: str | None, tried_at: datetime | None, backup: str | None, now: datetime) -> Encryption:
    """Return how the newest backup can be read.

    `key`: the recovery key's public half and `tried_at` when its private half was entered last, None where there is
    none; `backup`: the one the backup was encrypted for, empty where it is in clear, None where there is no backup.
    """
    if key is None or tried_at is None:
        return Encryption.NO_KEY
    if backup == "":
        return Encryption.IN_CLEAR
    if backup is not None and backup != key:
        return Encryption.OTHER_KEY
    return Encryption.UNTRIED if is_older(tried_at, TRIED_FOR, now) else Encryption.ENCRYPTED
