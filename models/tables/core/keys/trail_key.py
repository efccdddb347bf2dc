"""trail.key: what the programs of one data folder sign their audit trail with. Never in the database or a backup."""

from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from models.tables.core.durable import give_to_folders_owner, write_first
from models.tables.core.secrets import SecretLost

NAME = "trail.key"
_BYTES = 32


class TrailKeyBroken(SecretLost):
    """trail.key holds no key: put the right file back, or move it away, and a new one begins a new chain."""


@dataclass(frozen=True)
class TrailKey:
    """A key that signs; `public` is the half by which everybody can tell that it was this one (64 hex digits)."""

    _private: Ed25519PrivateKey = field(compare=False, repr=False)
    public: str

    def sign(self, words: str) -> str:
        """Return the signature of these words, 128 hex digits."""
        return self._private.sign(words.encode()).hex()


def new_trail_key() -> TrailKey:
    """Return a key that nobody had before."""
    return _key_of(Ed25519PrivateKey.generate())


def trail_key(folder: Path) -> TrailKey:
    """Return the key of a data folder, made where it has none. Raises TrailKeyBroken, and OSError of the disk."""
    path = folder / NAME
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_first(path, Ed25519PrivateKey.generate().private_bytes_raw())
        give_to_folders_owner(path)
    return _read(path)


def public_here(folder: Path) -> str:
    """Return the public half of a data folder's key; empty where it has none. Raises TrailKeyBroken."""
    path = folder / NAME
    return _read(path).public if path.exists() else ""


def is_signed(public: str, words: str, signature: str) -> bool:
    """Whether a signature of these words was made with the key that this public half belongs to."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), words.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def _read(path: Path) -> TrailKey:
    content = path.read_bytes()
    if len(content) != _BYTES:
        raise TrailKeyBroken
    return _key_of(Ed25519PrivateKey.from_private_bytes(content))


def _key_of(private: Ed25519PrivateKey) -> TrailKey:
    return TrailKey(private, private.public_key().public_bytes_raw().hex())
