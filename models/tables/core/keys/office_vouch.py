"""What the office says of a machine's public key, signed with a key that follows from secret.key.

Whoever only writes in the database cannot say it, so no secret is ever sealed for a key that he put there.
"""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from models.tables.core.keys.trail_key import is_signed

_PURPOSE = b"aduan/machines/1"


def office_public(key: bytes) -> str:
    """Return the half by which a machine knows the office's word (64 hex digits), of what stands in secret.key."""
    return _signer(key).public_key().public_bytes_raw().hex()


def vouch_for(key: bytes, name: str, public: str) -> str:
    """Return the office's word that the machine of this name has this key."""
    return _signer(key).sign(_words(name, public).encode()).hex()


def is_vouched(office: str, name: str, public: str, vouch: str) -> bool:
    """Whether the office whose public half this is said so."""
    return is_signed(office, _words(name, public), vouch)


def _words(name: str, public: str) -> str:
    return f"machine {name} {public}"


def _signer(key: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(HKDF(SHA256(), 32, None, _PURPOSE).derive(key))
