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


# What is sealed with the key: table and column.
SEALED: tuple[tuple[str, str], ...] = (
    ("channel_account", "secret"),
    ("staff", "totp_secret"),
    ("signing_service", "secret"),
)


def load_key(path: Path) -> bytes:
    """Return the office's key, readable by its owner only; made where nothing is sealed yet. Raises KeyLost."""
    if not path.exists():
        if sealed_values():
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
        return [str(sealed) for sql in asked for (sealed,) in database.execute_sql(sql).fetchall()]
    finally:
        if opened_here:
            database.close()


def seal(key: bytes, secret: str) -> str:
    """Encrypt a secret for the database; an empty one stays empty."""
    return Fernet(key).encrypt(secret.encode()).decode() if secret else ""


def unseal(key: bytes, sealed: str) -> str:
    """Decrypt a secret from the database. Raises SecretLost."""
    try:
        return Fernet(key).decrypt(sealed.encode()).decode() if sealed else ""
    except InvalidToken as err:
        raise SecretLost from err
