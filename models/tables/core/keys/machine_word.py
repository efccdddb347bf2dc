"""The mark under what a gateway's PC asks of the office: only its machine.key and the office's secret.key make it.

A machine knows the office's half as a key of Ed25519; its form for an exchange (RFC 7748) follows from it.
"""

import hashlib
import hmac
import json
from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from models.tables.core.keys.machine_key import MachineKey
from models.tables.core.keys.office_vouch import office_seed

_PURPOSE = b"aduan/machine-words/1"
_P = 2**255 - 19


def machine_mark(key: MachineKey, office: str, says: Sequence[str]) -> str:
    """Return the mark under some words of this machine; `office`: its public half. Raises ValueError."""
    return _mark(key.shared_with(_for_exchange(bytes.fromhex(office))), says)


def office_mark(key: bytes, public: str, says: Sequence[str]) -> str:
    """Return the mark that the machine of a public half puts under some words. Raises ValueError."""
    private = X25519PrivateKey.from_private_bytes(hashlib.sha512(office_seed(key)).digest()[:32])
    return _mark(private.exchange(X25519PublicKey.from_public_bytes(bytes.fromhex(public))), says)


def _mark(shared: bytes, says: Sequence[str]) -> str:
    key = HKDF(SHA256(), 32, None, _PURPOSE).derive(shared)
    return hmac.digest(key, json.dumps(list(says)).encode(), "sha256").hex()


def _for_exchange(signer: bytes) -> bytes:
    """Return the Montgomery form of a public key of Ed25519: u = (1 + y) / (1 - y)."""
    y = int.from_bytes(signer, "little") & ((1 << 255) - 1)
    return ((1 + y) * pow(1 - y, -1, _P) % _P).to_bytes(32, "little")
