"""The publisher's key and what it signs: the checksums, and with them every file of an archive."""

import os
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization as form
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from releases.locked import Unbuildable


def make_key(path: Path) -> None:
    """Make a new key in a file that only its owner reads. Raises Unbuildable where the file exists."""
    pem = Ed25519PrivateKey.generate().private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(pem)
    except FileExistsError as err:
        raise Unbuildable(f"{path} exists already; a key that signed anything is never replaced.") from err


def read_key(path: Path) -> Ed25519PrivateKey:
    """Return the key of a PEM file. Raises Unbuildable where it is none of Ed25519, or has a passphrase."""
    try:
        key = form.load_pem_private_key(path.read_bytes(), None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as err:
        raise Unbuildable(f"{path} is no private key in PEM form without passphrase: {type(err).__name__}.") from err
    if not isinstance(key, Ed25519PrivateKey):
        raise Unbuildable(f"{path} is no key of Ed25519 (openssl genpkey -algorithm ed25519 makes one).")
    return key


def public_pem(key: Ed25519PrivateKey) -> bytes:
    """Return the public part as PEM: what is shipped, and compared from then on."""
    return key.public_key().public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo)
