"""machine.key: what opens the channels' secrets on the PC of one gateway, and the boxes that only such a key opens.

A box is an age file of a few words, as text. What is inside names what it is for: it opens for nothing else.
"""

import base64
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from models.tables.core.age_file import EncryptedBroken, Encrypting, NotForThisKey, decrypting, new_private, public_of
from models.tables.core.durable import give_to_folders_owner, write_first
from models.tables.core.secrets import BOX, MACHINE_KEY, SecretLost, is_boxed

_BYTES = 32


class MachineKeyBroken(SecretLost):
    """machine.key holds no key: put the right file back, or move it away and enrol this machine anew."""


class BoxShut(SecretLost):
    """This channel's secrets are sealed for another machine, or for another address: enter them anew."""


@dataclass(frozen=True)
class MachineKey:
    """The key pair of one machine; `public` is the half to which secrets are sealed (64 hex digits)."""

    public: str
    _private: bytes = field(compare=False, repr=False)

    def opened(self, boxes: str, what_for: str) -> list[dict[str, str]]:
        """Return what lies in each of these boxes, in their order. Raises BoxShut."""
        return [self._open(box, what_for) for box in boxes.split()]

    def shared_with(self, public: bytes) -> bytes:
        """Return what only this key and the holder of that public half can compute. Raises ValueError."""
        return X25519PrivateKey.from_private_bytes(self._private).exchange(X25519PublicKey.from_public_bytes(public))

    def _open(self, box: str, what_for: str) -> dict[str, str]:
        if not is_boxed(box):
            raise BoxShut
        try:
            content = base64.urlsafe_b64decode(box.removeprefix(BOX))
            said = json.loads(decrypting(io.BytesIO(content), [self._private]).read())
        except (NotForThisKey, EncryptedBroken, ValueError) as err:
            raise BoxShut from err
        if said["for"] != what_for:
            raise BoxShut
        return {str(name): str(value) for name, value in said["holds"].items()}


Opener = bytes | MachineKey  # what opens channels' secrets: the office's secret.key, or a machine's own key


def new_machine_key() -> MachineKey:
    """Return a key that nobody had before."""
    return _key_of(new_private())


def machine_key(folder: Path) -> MachineKey:
    """Return the key of this machine's data folder, made where it has none. Raises MachineKeyBroken, OSError."""
    path = folder / MACHINE_KEY
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_first(path, new_private())
        give_to_folders_owner(path)
    return _read(path)


def machine_key_here(folder: Path) -> MachineKey | None:
    """Return the key of this data folder, None where its programs use secret.key. Raises MachineKeyBroken."""
    path = folder / MACHINE_KEY
    return _read(path) if path.exists() else None


def is_public(text: str) -> bool:
    """Whether this is the public half of such a key."""
    try:
        return len(bytes.fromhex(text)) == _BYTES and text == text.lower().strip()
    except ValueError:
        return False


def box(public: str, holds: Mapping[str, str], what_for: str) -> str:
    """Seal some secrets so that only the machine of this public half opens them, and only for this."""
    sealed = io.BytesIO()
    writing = Encrypting(sealed, [bytes.fromhex(public)])
    writing.write(json.dumps({"for": what_for, "holds": dict(holds)}).encode())
    writing.finish()
    return BOX + base64.urlsafe_b64encode(sealed.getvalue()).decode()


def _read(path: Path) -> MachineKey:
    content = path.read_bytes()
    if len(content) != _BYTES:
        raise MachineKeyBroken
    return _key_of(content)


def _key_of(private: bytes) -> MachineKey:
    return MachineKey(public_of(private).hex(), private)
