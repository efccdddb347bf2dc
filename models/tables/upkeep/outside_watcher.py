"""Where the outside watcher is reached: a sealed file beside the database, so that it is known without one."""

from pathlib import Path

from models.tables.core.durable import write_durably
from models.tables.core.secrets import SecretLost, load_key, seal, unseal

NAME = "watcher.sealed"


def keep_address(data_dir: Path, key_file: Path, address: str) -> None:
    """Seal an address and keep it, whole or not at all. Raises SecretLost, OSError."""
    write_durably(data_dir / NAME, seal(load_key(key_file), address).encode("ascii"))  # readable by its owner only


def kept_address(data_dir: Path, key_file: Path) -> str:
    """Return the address; empty where none was entered. Raises SecretLost where its key is gone, OSError."""
    path = data_dir / NAME
    if not path.exists():
        return ""
    if not key_file.exists():  # not load_key: it would ask the database
        raise SecretLost
    return unseal(key_file.read_bytes(), path.read_text("ascii"))


def forget_address(data_dir: Path) -> bool:
    """Forget the address; return whether there was one."""
    path = data_dir / NAME
    there = path.exists()
    path.unlink(missing_ok=True)
    return there
