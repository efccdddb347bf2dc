"""Encrypted files are age's own: read by another program of that format, and whatever was changed does not open."""

import io
import os

import pyrage
import pytest

from models.rules.upkeep.age_keys import private_text, public_text
from models.tables.core.age_file import (
    MAGIC,
    PIECE,
    EncryptedBroken,
    Encrypting,
    NotForThisKey,
    decrypting,
    is_encrypted,
    new_private,
    public_of,
)

OURS, OTHER = new_private(), new_private()
SIZES = (0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 77)


def encrypted(content: bytes, *privates: bytes) -> bytes:
    file = io.BytesIO()
    encrypting = Encrypting(file, [public_of(one) for one in privates])
    for place in range(0, len(content), 50_000):
        encrypting.write(content[place : place + 50_000])
    encrypting.finish()
    return file.getvalue()


def read(sealed: bytes, private: bytes = OURS) -> bytes:
    return decrypting(io.BytesIO(sealed), [private]).read()


@pytest.mark.parametrize("size", SIZES)
def test_another_program_reads_what_is_written_and_is_read(size: int) -> None:
    content, theirs = os.urandom(size), pyrage.x25519.Identity.from_str(private_text(OURS))
    assert str(theirs.to_public()) == public_text(public_of(OURS))
    sealed = encrypted(content, OTHER, OURS)
    assert is_encrypted(io.BytesIO(sealed))
    assert pyrage.decrypt(sealed, [theirs]) == content
    assert read(sealed) == read(sealed, OTHER) == content
    assert read(pyrage.encrypt(content, [theirs.to_public()])) == content


def test_any_place_is_read_without_the_rest() -> None:
    content = os.urandom(3 * PIECE + 77)
    file = decrypting(io.BytesIO(encrypted(content, OURS)), [OURS])
    for place in (3 * PIECE, 5, PIECE - 3, 2 * PIECE):
        assert file.seek(place) == place
        assert file.read(10) == content[place : place + 10]
    assert (file.seek(-7, io.SEEK_END), file.read()) == (len(content) - 7, content[-7:])
    file.seek(len(content) + 5)
    assert file.read(1) == b""
    with pytest.raises(OSError, match="beginning"):
        file.seek(-1)


@pytest.mark.parametrize("size", SIZES)
def test_no_octet_can_be_changed(size: int) -> None:
    sealed = encrypted(os.urandom(size), OURS)
    begin = sealed.index(b"\n--- ")
    for place in {*range(begin + 60), *range(begin + 60, len(sealed), 9_973), len(sealed) - 1}:
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises((EncryptedBroken, NotForThisKey)):
            read(bytes(changed))


@pytest.mark.parametrize("kept", [0, 5, len(MAGIC), 100, 190, 200, 216, PIECE + 216, -PIECE, -26, -25, -9, -1])
def test_what_was_cut_off_does_not_open(kept: int) -> None:
    sealed = encrypted(os.urandom(2 * PIECE + 9), OURS)
    with pytest.raises(EncryptedBroken):
        decrypting(io.BytesIO(sealed[:kept]), [OURS])


def test_pieces_cannot_change_places_and_none_can_be_added() -> None:
    sealed = encrypted(os.urandom(3 * PIECE), OURS)
    begin, step = len(sealed) - 3 * (PIECE + 16), PIECE + 16
    first, second, last = (sealed[begin + step * number :][:step] for number in range(3))
    for pieces in ((second, first, last), (first, last), (first, second, last, last), (first, second)):
        with pytest.raises(EncryptedBroken):
            read(sealed[:begin] + b"".join(pieces))


def test_another_key_does_not_open_it() -> None:
    sealed = encrypted(b"rahasia", OTHER)
    for keys in ([], [OURS], [OURS, new_private()]):
        with pytest.raises(NotForThisKey):
            decrypting(io.BytesIO(sealed), keys)
    assert decrypting(io.BytesIO(sealed), [OURS, OTHER]).read() == b"rahasia"
    assert b"rahasia" not in sealed


def test_what_never_was_encrypted_is_refused() -> None:
    for content in (
        b"",
        b"PK\x03\x04",
        MAGIC,
        MAGIC + b"-> X25519 a\n",
        MAGIC + b"x" * 200_000,
        MAGIC + b"nonsense\n",
    ):
        with pytest.raises(EncryptedBroken):
            decrypting(io.BytesIO(content), [OURS])


def test_an_empty_last_piece_is_refused_where_it_is_not_the_only_one() -> None:
    file = io.BytesIO()
    encrypting = Encrypting(file, [public_of(OURS)])
    encrypting.write(bytes(PIECE))
    encrypting._put(bytes(PIECE), last=False)
    encrypting._held.clear()
    encrypting.finish()
    with pytest.raises(EncryptedBroken):
        decrypting(io.BytesIO(file.getvalue()), [OURS])
