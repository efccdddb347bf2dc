"""The publisher's key: made for its owner alone, never replaced, and none other is taken for it."""

import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization as form
from cryptography.hazmat.primitives.asymmetric import ec

from releases.installer.checking import SIGNATURE, SUMS, key_in
from releases.locked import Unbuildable
from releases.signing import make_key, public_pem, read_key


def test_a_new_key_is_its_owners_alone_and_signs(tmp_path: Path) -> None:
    make_key(tmp_path / "release.key")
    assert (tmp_path / "release.key").stat().st_mode & 0o777 == 0o600
    key = read_key(tmp_path / "release.key")
    (tmp_path / "release.pub").write_bytes(public_pem(key))
    assert key_in(tmp_path / "release.pub") == key.public_key().public_bytes_raw()


def test_a_key_is_never_replaced(tmp_path: Path) -> None:
    make_key(tmp_path / "release.key")
    before = (tmp_path / "release.key").read_bytes()
    with pytest.raises(Unbuildable, match="never replaced"):
        make_key(tmp_path / "release.key")
    assert (tmp_path / "release.key").read_bytes() == before


def test_what_is_no_such_key_is_told(tmp_path: Path) -> None:
    other = ec.generate_private_key(ec.SECP256R1())
    pem = (form.Encoding.PEM, form.PrivateFormat.PKCS8)
    (tmp_path / "other.key").write_bytes(other.private_bytes(*pem, form.NoEncryption()))
    (tmp_path / "locked.key").write_bytes(other.private_bytes(*pem, form.BestAvailableEncryption(b"kata sandi")))
    (tmp_path / "words.key").write_text("a key")
    for name, said in (("other.key", "no key of Ed25519"), ("locked.key", "without passphrase"),
                       ("words.key", "no private key"), ("absent.key", "no private key")):  # fmt: skip
        with pytest.raises(Unbuildable, match=said):
            read_key(tmp_path / name)


def test_the_signature_is_the_one_that_openssl_knows(archive: Path) -> None:
    words = ["-verify", "-pubin", "-inkey", "release.pub", "-rawin", "-in", SUMS, "-sigfile", SIGNATURE]
    try:
        done = subprocess.run(["openssl", "pkeyutl", *words], cwd=archive, capture_output=True, text=True)
    except FileNotFoundError:
        pytest.skip("openssl is not on this machine")
    assert "Signature Verified Successfully" in done.stdout
    done = subprocess.run(["sha256sum", "--quiet", "-c", SUMS], cwd=archive, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")
