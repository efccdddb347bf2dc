"""The zip file of a backup: members with their sha256, and a manifest that lists them. Does not use the database."""

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import BinaryIO

from models.tables.core.sealed_log import SEALED

FORMAT = 1
MANIFEST = "manifest.json"
SQLITE_MEMBER, KEY_MEMBER = "database.db", "secret.key"
FILES = "files/"
_CHUNK = 1 << 20
_NAMES = re.compile(
    rf"database\.db|(?:attempts|signings)(?:\.log|{SEALED})|secret\.key|tables/[a-z_]+\.copy"
    r"|files/[0-9a-f]{2}/[0-9a-f]{64}"
)


_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError)


class ArchiveBroken(Exception):
    """This file is no backup of Aduan, or it was damaged."""


@dataclass
class Manifest:
    """What a backup holds: when it was made (ISO 8601), of which database, its migrations, each member's sha256."""

    made_at: str
    engine: str  # sqlite, postgresql
    migrations: list[str]
    columns: dict[str, list[str]] = field(default_factory=dict)  # PostgreSQL: per table, parents first
    missing_files: list[str] = field(default_factory=list)  # as `lacking`, in backups of version 1.0
    lacking: dict[str, str] = field(default_factory=dict)  # files that rows name, and why they are not in here whole
    rows: dict[str, int] = field(default_factory=dict)  # how many rows each table has
    members: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT


def add(archive: zipfile.ZipFile, manifest: Manifest, name: str, chunks: Iterable[bytes], packed: bool = True) -> str:
    """Add a member from its chunks, note its sha256 in the manifest and return it."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    entry.external_attr = 0o600 << 16
    digest = hashlib.sha256()
    with archive.open(entry, "w", force_zip64=True) as member:
        for chunk in chunks:
            digest.update(chunk)
            member.write(chunk)
    manifest.members[name] = digest.hexdigest()
    return digest.hexdigest()


def chunks_of(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file, a megabyte at a time."""
    with path.open("rb") as file:
        yield from chunks_from(file)


def chunks_from(file: BinaryIO) -> Iterator[bytes]:
    """Yield the bytes of an open file, a megabyte at a time."""
    while chunk := file.read(_CHUNK):
        yield chunk


def segments_in(manifest: Manifest, log: str) -> list[str]:
    """Return the members that are sealed segments of a log, the oldest first."""
    named = re.compile(re.escape(log.removesuffix(".log")) + SEALED)
    return sorted(name for name in manifest.members if named.fullmatch(name))


def seal(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Write the manifest; a backup without it is invalid."""
    entry = zipfile.ZipInfo(MANIFEST)  # without the time of writing, like the other members: made_at tells it
    entry.external_attr = 0o600 << 16
    archive.writestr(entry, json.dumps(asdict(manifest), indent=1))


def read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """Return the manifest. Raises ArchiveBroken."""
    try:
        manifest = Manifest(**json.loads(archive.read(MANIFEST)))
    except (KeyError, ValueError, TypeError, *_UNREADABLE) as err:
        raise ArchiveBroken("its manifest is missing or unreadable") from err
    if manifest.format != FORMAT:
        raise ArchiveBroken(f"it has format {manifest.format}, this program reads format {FORMAT}")
    return manifest


def check(archive: zipfile.ZipFile) -> tuple[Manifest, list[str]]:
    """Compare every member with the manifest; return it and the stored files that were damaged in here since.

    Raises ArchiveBroken where anything but a stored file is not as it was: one bad attachment stops nothing.
    """
    manifest = read_manifest(archive)
    there = {entry.filename for entry in archive.infolist()} - {MANIFEST}
    missing = {name for name in manifest.members if name not in there and name.startswith(FILES)}
    if there | missing != set(manifest.members):
        raise ArchiveBroken(f"manifest and content differ: {', '.join(sorted(there ^ set(manifest.members))[:3])}")
    damaged = sorted(missing)
    for name, sha256 in manifest.members.items():
        if not _NAMES.fullmatch(name):
            raise ArchiveBroken(f"it holds a member of a strange name ({name!r})")
        fault = "" if name in missing else _fault(archive, name, sha256)
        if fault and not name.startswith(FILES):
            raise ArchiveBroken(fault)
        damaged += [name] if fault else []
    return manifest, damaged


def _fault(archive: zipfile.ZipFile, name: str, sha256: str) -> str:
    digest = hashlib.sha256()
    try:
        for chunk in chunks_in(archive, name):
            digest.update(chunk)
    except _UNREADABLE:
        return f"{name} cannot be read"
    return "" if digest.hexdigest() == sha256 else f"{name} has another content than the manifest says"


def whole_files(manifest: Manifest, damaged: list[str]) -> list[str]:
    """Return the members that are stored files with the content of their name: what a restore can put back."""
    bad = set(damaged)
    return [
        name
        for name, sha256 in manifest.members.items()
        if name.startswith(FILES) and Path(name).name == sha256 and name not in bad
    ]


def chunks_in(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Yield the bytes of a member, a megabyte at a time."""
    with archive.open(name) as member:
        while chunk := member.read(_CHUNK):
            yield chunk
