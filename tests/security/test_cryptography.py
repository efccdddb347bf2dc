"""Which cryptography the program uses, and from whom."""

import ast
import hashlib
import re

import pyotp
from itsdangerous import Signer

from models.actions.staff.second_factor import new_secret
from models.rules.channels.push_schemes import META, WAHA
from models.tables.core.files.chunks import KEY
from models.tables.core.secrets import SEALED
from tests.security.calls import every_call, importing
from tests.security.papers import FOLDER, rows
from tests.tools import ROOT

LIBRARIES = ("cryptography", "argon2", "pyotp", "nacl", "Crypto", "Cryptodome", "M2Crypto", "rsa", "ecdsa", "jwt")
PAPER = "cryptography.md"
HASHES = {"sha256", "sha512"}


def test_only_known_libraries_encrypt_and_sign() -> None:
    found = {
        module: {name.rpartition(".")[2] for name in names if "rror" not in name and "Invalid" not in name}
        for module, names in importing(*LIBRARIES).items()
    }
    stated = {module: set(names.split()) for module, names in rows(PAPER, "What each module takes")}
    assert found == stated


def test_every_sealed_column_is_stated() -> None:
    assert [tuple(row) for row in rows(PAPER, "Sealed columns")] == list(SEALED)


def test_every_key_of_the_data_folder_is_stated() -> None:
    kept = re.findall(r"`([\w-]+\.key(?:\.sealed)?)`", (ROOT / "docs" / "growth.md").read_text("utf-8"))
    assert {"secret.key", "trail.key", "drill.key.sealed"} <= set(kept)
    words = (FOLDER / PAPER).read_text("utf-8")
    assert [name for name in kept if f"`{name}`" not in words] == []


def test_algorithms_are_those_stated() -> None:
    keys = {row[0]: row[1] for row in rows(PAPER, "Keys")}
    assert "HMAC-SHA1, 160 bits" in keys["seed of a second factor"]
    assert (len(new_secret()) * 5, pyotp.TOTP(new_secret()).digest) == (160, hashlib.sha1)
    # What itsdangerous signs, and nothing else beside TOTP: the text below the table says so.
    said = " ".join((FOLDER / PAPER).read_text("utf-8").split())
    assert "SHA-1 stands only inside HMAC: in TOTP" in said and "in what `itsdangerous` signs" in said
    signing = {name.rpartition(".")[2] for names in importing("itsdangerous").values() for name in names}
    assert signing == {"BadSignature", "URLSafeSerializer"}
    assert Signer.default_digest_method(b"").name == "sha1"
    for scheme in (META, WAHA):
        assert f"HMAC-{scheme.algorithm.upper()}" in keys["key of webhooks"]
    assert "AES-256" in keys["key of a stored file"]
    assert KEY * 8 == 256


def test_no_hash_that_was_broken_is_used() -> None:
    named = {
        called.split("(")[0].removeprefix("hashlib.")
        for _, called, _ in every_call()
        if called.startswith("hashlib.")
    }
    assert named - {"file_digest"} <= HASHES
    told = [ast.unparse(call.args[-1]) for _, called, call in every_call() if called in DIGESTS]
    assert {one.removeprefix("hashlib.").strip("'") for one in told} <= HASHES | {
        "getattr(hashlib, scheme.algorithm)"
    }
    assert {META.algorithm, WAHA.algorithm} <= HASHES


DIGESTS = ("hmac.new", "hmac.digest", "hashlib.file_digest", "hashlib.new")
