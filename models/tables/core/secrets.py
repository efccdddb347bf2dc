"""Secrets at rest: channel credentials and second-factor seeds, encrypted with the key file of this office."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken


class SecretLost(Exception):
    """secret.key does not open this secret: put back the right secret.key, or enter the secret anew."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def load_key(path: Path) -> bytes:
    """Return the office's key, made on first use and readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")  # readable by its owner only
        with os.fdopen(handle, "wb") as file:
            file.write(Fernet.generate_key())
            file.flush()
            os.fsync(file.fileno())
        # The name is given to a whole file or not at all: of two programs starting at once, one key wins.
        with suppress(FileExistsError):
            os.link(name, path)
        Path(name).unlink()
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
