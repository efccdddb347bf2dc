"""What the office says of a machine's public key or of a code to enrol, by keys that follow from secret.key.

Whoever only writes in the database cannot say it: no secret is sealed for a key of his, and no code of his counts.
"""

import hmac
import json
from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from models.tables.core.keys.trail_key import is_signed

_PURPOSE, _CODES = b"aduan/machines/1", b"aduan/enrolments/1"


def office_public(key: bytes) -> str:
    """Return the half by which a machine knows the office's word (64 hex digits), of what stands in secret.key."""
    return _signer(key).public_key().public_bytes_raw().hex()


def office_seed(key: bytes) -> bytes:
    """Return what the office's own half is made of (32 octets); only the office has it."""
    return HKDF(SHA256(), 32, None, _PURPOSE).derive(key)


def vouch_for(key: bytes, name: str, public: str) -> str:
    """Return the office's word that the machine of this name has this key."""
    return _signer(key).sign(_words(name, public).encode()).hex()


def is_vouched(office: str, name: str, public: str, vouch: str) -> bool:
    """Whether the office whose public half this is said so."""
    return is_signed(office, _words(name, public), vouch)


def enrolment_mark(key: bytes, word: bytes, says: Sequence[str]) -> str:
    """Return what is kept of a one-time word, with what is handed to whoever shows it (64 hex digits)."""
    said = json.dumps([word.hex(), *says]).encode()
    return hmac.digest(HKDF(SHA256(), 32, None, _CODES).derive(key), said, "sha256").hex()


def _words(name: str, public: str) -> str:
    return f"machine {name} {public}"


def _signer(key: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(office_seed(key))
