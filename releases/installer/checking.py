"""What is asked of an archive before anything is installed: that it is whole, and signed by whom it was before."""

import base64
import binascii
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .ed25519 import DER, is_signed

SUMS, SIGNATURE, KEY, NOTE = "SHA256SUMS", "SHA256SUMS.sig", "release.pub", "release.json"


class Refused(Exception):
    """Nothing was installed: a sentence in English and one in Indonesian, each saying why and what to do."""


@dataclass(frozen=True)
class Archive:
    """An unpacked archive that was found whole; `mark` tells it from every other."""

    folder: Path
    version: str
    age: tuple[tuple[int, ...], str, str]  # by which it is older or newer than another (age_of)
    platform: str
    pythons: tuple[str, ...]
    mark: str
    key: bytes  # the public key it names, empty where it names none


def read_archive(folder: Path) -> Archive:
    """Return an unpacked archive after each of its files was compared with its checksum. Raises Refused."""
    sums = _sums(folder)
    wrong = next(_wrong_files(folder, sums), "")
    if wrong:
        raise Refused(
            f"This archive was changed or is not whole: {wrong}. Copy it anew from where it was published.",
            f"Arsip ini berubah atau tidak utuh: {wrong}. Salin lagi dari sumbernya.",
        )
    try:
        note = json.loads((folder / NOTE).read_text("utf-8"))
        version, age = str(note["version"]), age_of(note)
    except (ValueError, KeyError, TypeError) as err:
        raise Refused(f"{NOTE} is not of an archive of Aduan.", f"{NOTE} bukan milik arsip Aduan.") from err
    mark = hashlib.sha256((folder / SUMS).read_bytes()).hexdigest()[:8]
    key = key_in(folder / KEY) if KEY in sums else b""
    return Archive(folder, version, age, note["platform"], tuple(note["pythons"]), mark, key)


def age_of(note: Mapping[str, str]) -> tuple[tuple[int, ...], str, str]:
    """Return by what a version is older or newer than another: its number, its newest migration, when it was made.

    Raises KeyError, TypeError or ValueError where the note does not say it.
    """
    return tuple(int(part) for part in note["version"].split(".")), note["schema"], note["made_at"]


def check_signature(archive: Archive, trusted: bytes, unsigned: bool) -> None:
    """Raise Refused where the archive is not signed by the trusted key, or by its own where none is trusted yet.

    `unsigned` takes an archive that was never signed, but not in the place of one whose key is trusted.
    """
    signature = archive.folder / SIGNATURE
    if signature.exists() != bool(archive.key):
        raise Refused(
            "This archive has lost its signature or the key to it: it was changed. Copy it anew.",
            "Arsip ini kehilangan tanda tangan atau kuncinya: arsipnya berubah. Salin lagi dari sumbernya.",
        )
    if not archive.key:
        if unsigned and not trusted:
            return
        raise Refused(
            "This archive has no signature, so nobody vouches for it. Take the one that was published; "
            "one that you built yourself installs with --unsigned where no signed one is installed.",
            "Arsip ini tidak bertanda tangan. Ambil yang diterbitkan; buatan sendiri dipasang dengan --unsigned.",
        )
    if trusted and archive.key != trusted:
        raise Refused(
            f"This archive is signed with another key ({fingerprint(archive.key)}) than the one trusted here "
            f"({fingerprint(trusted)}). Ask who publishes it by a way you know; do not install it before.",
            "Arsip ini ditandatangani dengan kunci lain daripada yang dipercaya di sini. Tanyakan penerbitnya.",
        )
    if not is_signed((archive.folder / SUMS).read_bytes(), signature.read_bytes(), trusted or archive.key):
        raise Refused(
            "The signature of this archive is not of these checksums: it was changed. Copy it anew.",
            "Tanda tangan arsip ini tidak cocok: arsipnya berubah. Salin lagi dari sumbernya.",
        )


def key_in(file: Path) -> bytes:
    """Return the 32 bytes of the public key in a PEM file. Raises Refused."""
    try:
        lines = file.read_text("ascii").splitlines()
        packed = base64.b64decode("".join(line for line in lines if not line.startswith("-----")), validate=True)
    except (OSError, ValueError, binascii.Error):
        packed = b""
    if len(packed) != len(DER) + 32 or not packed.startswith(DER):
        raise Refused(f"{file} is no public key of Ed25519 in PEM form.", f"{file} bukan kunci publik Ed25519 (PEM).")
    return packed.removeprefix(DER)


def fingerprint(key: bytes) -> str:
    """Return what people compare of a public key: the sha256 of its DER form, in groups of four."""
    digits = hashlib.sha256(DER + key).hexdigest()[:32]
    return " ".join(digits[place : place + 4] for place in range(0, 32, 4))


def _sums(folder: Path) -> dict[str, str]:
    """Return the checksums of an archive by the names of its files, in the form of sha256sum(1)."""
    try:
        lines = (line.split("  ", 1) for line in (folder / SUMS).read_text("utf-8").splitlines())
        found = {name: sha256 for sha256, name in lines}
    except (OSError, ValueError):
        found = {}
    if NOTE not in found:
        raise Refused(f"{folder} is no unpacked archive of Aduan.", f"{folder} bukan arsip Aduan yang sudah dibuka.")
    return found


def _wrong_files(folder: Path, sums: dict[str, str]) -> Iterator[str]:
    files = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    there = {path.relative_to(folder).as_posix() for path in files}
    for name in sorted(there - sums.keys() - {SUMS, SIGNATURE}):
        yield f"{name} is not of it"
    for name, sha256 in sums.items():
        path = folder / name
        if name not in there or path.is_symlink():
            yield f"{name} is missing"
            continue
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                yield f"{name} has another content"
