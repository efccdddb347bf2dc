"""The signatures: the vectors of RFC 8032, those of another library, and none that was touched."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from releases.installer.ed25519 import is_signed
from tests.sizes import LONG

# RFC 8032, section 7.1: TEST 1, 2, 3 (public key, message, signature).
VECTORS = (
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
)
ORDER = 2**252 + 27742317777372353535851937790883648493


@pytest.mark.parametrize("vector", VECTORS, ids=["1", "2", "3"])
def test_the_vectors_of_the_standard(vector: tuple[str, str, str]) -> None:
    public, message, signature = (bytes.fromhex(part) for part in vector)
    assert is_signed(message, signature, public)
    assert not is_signed(message + b"x", signature, public)


@pytest.mark.parametrize("number", range(200 if LONG else 5))
def test_it_agrees_with_the_library_that_signs(number: int) -> None:
    key = Ed25519PrivateKey.from_private_bytes(number.to_bytes(2, "big") * 16)
    message = bytes(range(number % 256)) * 3
    signature, public = key.sign(message), key.public_key().public_bytes_raw()
    assert is_signed(message, signature, public)
    for place in (0, 31, 32, 63):
        touched = bytearray(signature)
        touched[place] ^= 1
        assert not is_signed(message, bytes(touched), public)


def test_what_is_no_signature_or_no_key_is_none() -> None:
    public, message, signature = (bytes.fromhex(part) for part in VECTORS[2])
    assert not is_signed(message, signature[:63], public)
    assert not is_signed(message, signature, public[:31])
    assert not is_signed(message, signature, b"\xff" * 32)  # no number below p
    assert not is_signed(message, b"\xff" * 32 + signature[32:], public)
    again = (int.from_bytes(signature[32:], "little") + ORDER).to_bytes(32, "little")
    assert not is_signed(message, signature[:32] + again, public)  # the same number once more round
    assert not is_signed(message, signature, (2).to_bytes(32, "little"))  # on no point of the curve
