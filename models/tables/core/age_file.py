"""Encrypted files in the form of age (age-encryption.org/v1): written in one go, read from any place.

Each recipient can open the file alone. Pieces of 64 KiB are sealed one by one, so that no file is in memory whole, a
part can be read without the rest, and what was changed or cut off does not open.
"""

import base64
import hmac
import io
import os
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"age-encryption.org/v1\n"
PIECE = 64 * 1024
_TAG, _KEY, _NONCE = 16, 16, 16
_KIND = b"X25519"
_MOST_HEADER = 64 * 1024  # octets in which a header must end
_ZERO = bytes(12)


class NotForThisKey(Exception):
    """None of these keys opens the file."""


class EncryptedBroken(OSError):
    """The file was changed or cut off after it was encrypted, or is none of age."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def new_private() -> bytes:
    """Return a new private half, by chance."""
    return X25519PrivateKey.generate().private_bytes_raw()


def public_of(private: bytes) -> bytes:
    """Return the public half that belongs to a private one."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def is_encrypted(file: BinaryIO) -> bool:
    """Whether a file, read from its beginning, says that it is one of age."""
    return file.read(len(MAGIC)) == MAGIC


class Encrypting:
    """Encrypts what is written into it for these public halves; whole only once `finish` was called."""

    def __init__(self, file: BinaryIO, recipients: Sequence[bytes]) -> None:
        key, nonce = os.urandom(_KEY), os.urandom(_NONCE)
        header = MAGIC + b"".join(_stanza(key, public) for public in recipients) + b"---"
        file.write(header + b" " + _text(_header_mac(key, header)) + b"\n" + nonce)
        self._file, self._seal = file, _piece_key(key, nonce)
        self._held, self._count = bytearray(), 0

    def write(self, content: bytes) -> int:
        """Take the next octets; return how many."""
        self._held += content
        while len(self._held) > PIECE:  # the last piece is never empty, and is known only at the end
            self._put(bytes(self._held[:PIECE]), last=False)
            del self._held[:PIECE]
        return len(content)

    def flush(self) -> None:
        """Do nothing: a piece is written when it is full."""

    def finish(self) -> None:
        """Write the last piece; without it the file is cut off."""
        self._put(bytes(self._held), last=True)

    def close(self) -> None:
        """Do nothing: who opened the file closes it."""

    def _put(self, piece: bytes, *, last: bool) -> None:
        self._file.write(self._seal.encrypt(_place(self._count, last), piece, None))
        self._count += 1


class _Decrypting(io.RawIOBase):
    """The content of an encrypted file, read and sought in like any other."""

    def __init__(self, file: BinaryIO, key: bytes) -> None:
        super().__init__()
        self._file = file
        self._seal = _piece_key(key, _exactly(file, _NONCE))
        self._begin = file.tell()
        sealed = file.seek(0, io.SEEK_END) - self._begin
        self._pieces = max(1, -(-sealed // (PIECE + _TAG)))
        self._size = sealed - self._pieces * _TAG
        self._at, self._held = 0, (-1, b"")
        if len(self._piece(self._pieces - 1)) == 0 < self._size:  # also shows a file that was cut off
            raise EncryptedBroken

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        place = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if place < 0:
            raise OSError("before the file's beginning")
        self._at = place
        return place

    def readinto(self, room: memoryview) -> int:  # type: ignore[override]
        if self._at >= self._size:
            return 0
        number, skipped = divmod(self._at, PIECE)
        found = self._piece(number)[skipped : skipped + len(room)]
        room[: len(found)] = found
        self._at += len(found)
        return len(found)

    def _piece(self, number: int) -> bytes:
        if self._held[0] == number:
            return self._held[1]
        self._file.seek(self._begin + number * (PIECE + _TAG))
        sealed = self._file.read(PIECE + _TAG)
        try:
            piece = self._seal.decrypt(_place(number, last=number == self._pieces - 1), sealed, None)
        except (InvalidTag, ValueError) as err:
            raise EncryptedBroken from err
        self._held = (number, piece)
        return piece


def decrypting(file: BinaryIO, privates: Iterable[bytes]) -> io.BufferedReader:
    """Return the content of an encrypted file that can be sought in. Raises NotForThisKey, EncryptedBroken.

    A piece that was changed raises EncryptedBroken where it is read; one that was cut off, here.
    """
    stanzas, header, mac = _header(file)
    key = next((key for one in privates for stanza in stanzas if (key := _opened(stanza, one)) is not None), None)
    if key is None:
        raise NotForThisKey
    if not hmac.compare_digest(_header_mac(key, header), mac):
        raise EncryptedBroken
    return io.BufferedReader(_Decrypting(file, key), PIECE)


def _header(file: BinaryIO) -> tuple[list[tuple[list[bytes], bytes]], bytes, bytes]:
    """Return the stanzas (words and body), the octets that the mac covers, and the mac."""
    if not is_encrypted(file):
        raise EncryptedBroken
    read, stanzas = MAGIC, list[tuple[list[bytes], bytes]]()
    while True:
        line = _line(file, len(read))
        if line.startswith(b"--- "):
            return stanzas, read + b"---", _octets(line[4:])
        if not line.startswith(b"-> "):
            raise EncryptedBroken
        read += line + b"\n"
        body = b""
        while True:
            part = _line(file, len(read))
            read, body = read + part + b"\n", body + part
            if len(part) < 64:
                break
        stanzas.append((line.split(b" ")[1:], _octets(body)))


def _line(file: BinaryIO, read: int) -> bytes:
    line = file.readline(_MOST_HEADER)
    if not line.endswith(b"\n") or read + len(line) > _MOST_HEADER:
        raise EncryptedBroken
    return line[:-1]


def _stanza(key: bytes, public: bytes) -> bytes:
    once = X25519PrivateKey.generate()
    share = once.public_key().public_bytes_raw()
    wrap = _wrap_key(once.exchange(X25519PublicKey.from_public_bytes(public)), share, public)
    body = ChaCha20Poly1305(wrap).encrypt(_ZERO, key, None)
    return b"-> " + _KIND + b" " + _text(share) + b"\n" + _text(body) + b"\n"


def _opened(stanza: tuple[list[bytes], bytes], private: bytes) -> bytes | None:
    """Return the file's key, None where this stanza is for somebody else."""
    words, body = stanza
    if len(words) != 2 or words[0] != _KIND or len(body) != _KEY + _TAG:
        return None
    try:
        share = _octets(words[1])
        shared = X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(share))
        return ChaCha20Poly1305(_wrap_key(shared, share, public_of(private))).decrypt(_ZERO, body, None)
    except (InvalidTag, ValueError):
        return None


def _wrap_key(shared: bytes, share: bytes, public: bytes) -> bytes:
    return _derived(shared, share + public, b"age-encryption.org/v1/X25519")


def _header_mac(key: bytes, header: bytes) -> bytes:
    return hmac.digest(_derived(key, None, b"header"), header, "sha256")


def _piece_key(key: bytes, nonce: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(_derived(key, nonce, b"payload"))


def _derived(secret: bytes, salt: bytes | None, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, purpose).derive(secret)


def _place(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _exactly(file: BinaryIO, count: int) -> bytes:
    found = file.read(count)
    if len(found) != count:
        raise EncryptedBroken
    return found


def _text(content: bytes) -> bytes:
    return base64.b64encode(content).rstrip(b"=")


def _octets(text: bytes) -> bytes:
    try:
        found = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except ValueError as err:
        raise EncryptedBroken from err
    if _text(found) != text:
        raise EncryptedBroken
    return found
