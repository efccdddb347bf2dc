"""Which cryptography the program uses, and from whom."""

import ast

from tests.security.calls import every_call, importing

LIBRARIES = ("cryptography", "argon2", "pyotp", "nacl", "Crypto", "Cryptodome", "M2Crypto", "rsa", "ecdsa", "jwt")
# module -> what it takes of a library that encrypts, signs, hashes passwords or makes codes; errors left out
USED: dict[str, set[str]] = {
    "admin_app/files/kept_previews.py": {"Fernet"},
    "models/actions/staff/passwords.py": {"PasswordHasher", "Type", "hash_secret_raw"},
    "models/actions/staff/second_factor.py": {"pyotp"},
    "models/tables/core/age_file.py": {"X25519PrivateKey", "X25519PublicKey", "ChaCha20Poly1305", "SHA256", "HKDF"},
    "models/tables/core/files/chunks.py": {"Cipher", "AES256", "CTR"},
    "models/tables/core/keys/trail_key.py": {"Ed25519PrivateKey", "Ed25519PublicKey"},
    "models/tables/core/secrets.py": {"Fernet"},
}
HASHES = {"sha256", "sha512"}


def test_only_known_libraries_encrypt_and_sign() -> None:
    found = {
        module: {name.rpartition(".")[2] for name in names if "rror" not in name and "Invalid" not in name}
        for module, names in importing(*LIBRARIES).items()
    }
    assert found == USED


def test_no_hash_that_was_broken_is_used() -> None:
    from models.rules.channels.push_schemes import META, WAHA

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
