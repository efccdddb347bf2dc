"""Secrets at rest: channel credentials and second-factor seeds, encrypted with the key file of this office."""

import os
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken


class SecretLost(Exception):
    """secret.key does not open this secret: put back the right secret.key, or enter the secret anew."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def load_key(path: Path) -> bytes:
    """Give the office's key, making it (readable by its owner only) on first use."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        # O_EXCL: of two programs starting at once, one makes the key and the other reads it.
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_bytes()
        with os.fdopen(handle, "wb") as file:
            file.write(Fernet.generate_key())
            file.flush()
            os.fsync(file.fileno())
    return path.read_bytes()


def seal(key: bytes, secret: str) -> str:
    """Encrypt a secret for the database; an empty one stays empty."""
    return Fernet(key).encrypt(secret.encode()).decode() if secret else ""


def unseal(key: bytes, sealed: str) -> str:
    """Decrypt a secret from the database. Raises SecretLost."""
    try:
        return Fernet(key).decrypt(sealed.encode()).decode() if sealed else ""
    except InvalidToken as err:
        raise SecretLost from err
