"""The office's recovery key, by its public half, and this machine's drill key, sealed beside the database.

The private half of the recovery key is kept off every machine; only who enters it opens what was encrypted for it.
"""

from pathlib import Path

from peewee import CharField, DateTimeField

from models.rules.upkeep.age_keys import private_in, private_text
from models.tables.core.age_file import new_private
from models.tables.core.database import BaseTable
from models.tables.core.declaring import machine
from models.tables.core.durable import write_durably
from models.tables.core.secrets import SecretLost, load_key, seal, unseal

DRILL = "drill.key.sealed"


class RecoveryKey(BaseTable):
    """The public half of a key that was shown to exist, and when its private half was entered last."""

    public = machine(CharField(max_length=80))  # as age writes it
    set_at = DateTimeField()
    tried_at = DateTimeField()


def drill_key(data_dir: Path, key_file: Path) -> bytes:
    """Return the private half of this machine's drill key, made where there is none. Raises SecretLost, OSError."""
    kept = kept_drill_key(data_dir, key_file)
    if kept is None:
        kept = new_private()
        write_durably(data_dir / DRILL, seal(load_key(key_file), private_text(kept)).encode("ascii"))
    return kept


def kept_drill_key(data_dir: Path, key_file: Path) -> bytes | None:
    """Return the private half of this machine's drill key; None where none was made. Raises SecretLost, OSError."""
    path = data_dir / DRILL
    if not path.exists():
        return None
    if not key_file.exists():  # not load_key: it would ask the database
        raise SecretLost
    return private_in(unseal(key_file.read_bytes(), path.read_text("ascii")))
