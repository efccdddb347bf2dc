"""Secrets at rest: channel credentials and second-factor seeds, encrypted with the key file of this office."""

from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from models.tables.core.database import database, is_sqlite, sqlite_path
from models.tables.core.durable import write_first


class SecretLost(Exception):
    """secret.key does not open this secret: put back the right secret.key, or enter the secret anew."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


class KeyLost(SecretLost):
    """secret.key is missing, and the database holds values that only it opens: put the right secret.key back.

    Where it is lost for ever, run 'python3 run_admin.py new-key', then enter the channels' secrets anew.
    """

    def __init__(self) -> None:
        Exception.__init__(self, " ".join(str(self.__doc__).split()))


MACHINE_KEY = "machine.key"  # where this lies, secret.key opens nothing of the database (core/keys/machine_key.py)
BOX = "box1:"  # how a secret begins that is sealed for a machine's own key (core/keys/machine_key.py)
# What is sealed with the key: table and column, boxes excepted.
SEALED: tuple[tuple[str, str], ...] = (
    ("channel_account", "secret"),
    ("channel_account", "push_secret"),
    ("staff", "totp_secret"),
    ("signing_service", "secret"),
)


def load_key(path: Path) -> bytes:
    """Return the office's key, readable by its owner only; made where nothing is sealed yet. Raises KeyLost.

    A gateway's PC with a key of its own has one for what lies sealed in its folder alone.
    """
    if not path.exists():
        if not (path.parent / MACHINE_KEY).exists() and sealed_values():
            raise KeyLost
        path.parent.mkdir(parents=True, exist_ok=True)
        write_first(path, Fernet.generate_key())  # of two programs starting at once, one key wins
    return path.read_bytes()


def sealed_values() -> list[str]:
    """Return every sealed value of the open database; none where no database is open or its tables are not made."""
    if database.obj is None or (is_sqlite() and not sqlite_path().exists()):
        return []
    opened_here = database.is_closed()
    if opened_here:
        database.connect()
    try:
        there = set(database.get_tables())
        asked = [
            f'SELECT "{column}" FROM "{table}" WHERE "{column}" <> \'\''  # noqa: S608 - our own names
            for table, column in SEALED
            if table in there
        ]
        found = [str(sealed) for sql in asked for (sealed,) in database.execute_sql(sql).fetchall()]
        return [sealed for sealed in found if not is_boxed(sealed)]
    finally:
        if opened_here:
            database.close()


def is_boxed(sealed: str) -> bool:
    """Whether a secret is sealed for a machine's own key."""
    return sealed.startswith(BOX)


def seal(key: bytes, secret: str) -> str:
    """Encrypt a secret for the database; an empty one stays empty."""
    return Fernet(key).encrypt(secret.encode()).decode() if secret else ""


def unseal(key: bytes, sealed: str) -> str:
    """Decrypt a secret from the database. Raises SecretLost."""
    try:
        return Fernet(key).decrypt(sealed.encode()).decode() if sealed else ""
    except InvalidToken as err:
        raise SecretLost from err
