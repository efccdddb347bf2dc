"""The office's recovery key, by its public half, and this machine's drill key, sealed beside the database.

The private half of the recovery key is kept off every machine; only who enters it opens what was encrypted for it.
"""

from contextlib import suppress
from pathlib import Path

from peewee import CharField, DateTimeField

from models.rules.upkeep.age_keys import private_in, private_text
from models.tables.core.age_file import new_private
from models.tables.core.database import BaseTable
from models.tables.core.declaring import machine
from models.tables.core.durable import give_to_folders_owner, write_first
from models.tables.core.filled import filled
from models.tables.core.secrets import SecretLost, load_key, seal, unseal

DRILL, REPLACED = "drill.key.sealed", "drill.key.sealed.replaced"


class RecoveryKey(BaseTable):
    """The public half of a key that was shown to exist, and when its private half was entered last."""

    public = machine(CharField(max_length=80))  # as age writes it
    set_at = DateTimeField()
    tried_at = DateTimeField()


def drill_key(data_dir: Path, key_file: Path) -> bytes:
    """Return the private half of this machine's drill key, made where there is none. Raises SecretLost, OSError.

    One that the secret.key here does not open is set aside: nobody can enter it, and no backup may wait for it.
    """
    path = data_dir / DRILL
    try:
        kept = kept_drill_key(data_dir, key_file)
    except SecretLost:
        if not key_file.exists():
            raise
        path.replace(path.with_name(REPLACED))
        kept = None
    if kept is None:
        write_first(path, seal(load_key(key_file), private_text(new_private())).encode("ascii"))
        give_to_folders_owner(path)
        kept = filled(kept_drill_key(data_dir, key_file))
    return kept


def renew_drill_key(data_dir: Path, key_file: Path) -> None:
    """Make another drill key; the one before is set aside and opens what it opened. Raises SecretLost, OSError."""
    path = data_dir / DRILL
    if path.exists():
        path.replace(path.with_name(REPLACED))
    drill_key(data_dir, key_file)


def kept_drill_keys(data_dir: Path, key_file: Path) -> list[bytes]:
    """Return what opens the backups made on this machine: its drill key, and the one before where it can be had.

    Raises what `kept_drill_key` raises of the one in use.
    """
    kept = kept_drill_key(data_dir, key_file)
    found = [] if kept is None else [kept]
    with suppress(SecretLost, OSError):  # set aside because secret.key here does not open it
        before = _kept(data_dir / REPLACED, key_file)
        found += [] if before is None else [before]
    return found


def kept_drill_key(data_dir: Path, key_file: Path) -> bytes | None:
    """Return the private half of this machine's drill key; None where none was made.

    Raises SecretLost where secret.key is gone, is another one or cannot be read, or the file is damaged; OSError.
    """
    return _kept(data_dir / DRILL, key_file)


def _kept(path: Path, key_file: Path) -> bytes | None:
    if not path.exists():
        return None
    if not key_file.exists():  # not load_key: it would ask the database
        raise SecretLost
    try:
        return private_in(unseal(key_file.read_bytes(), path.read_text("ascii")))
    except ValueError as err:  # no key of this kind, no ASCII, nothing in it
        raise SecretLost from err
