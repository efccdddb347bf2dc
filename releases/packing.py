"""Packs members into one file, the same bytes wherever and whenever it is done.

Sorted; each member of root, with one time and one of two modes; nothing of this machine in any header.
"""

import gzip
import io
import tarfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

_FIRST_OF_ZIP = 315_532_800  # 1980-01-01; a zip file knows no earlier time
_PACKED = (".whl", ".zip", ".png", ".docx", ".pdf")  # is small already


@dataclass(frozen=True)
class Member:
    """One file of an archive: its bytes, and whether it is a program of its own."""

    content: bytes
    runs: bool = False

    @property
    def mode(self) -> int:
        """Return its mode, as chmod takes it."""
        return 0o755 if self.runs else 0o644


def pack(target: Path, top: str, members: Mapping[str, Member], moment: int, packing: str) -> None:
    """Write the members under one folder into a tar.gz or zip; `moment` in seconds since 1970."""
    part = target.with_name(f"{target.name}.part")
    with part.open("wb") as file:
        (_zip if packing == "zip" else _tar)(file, top, members, moment)
    part.replace(target)


def _tar(file: BinaryIO, top: str, members: Mapping[str, Member], moment: int) -> None:
    with (
        gzip.GzipFile("", "wb", 6, file, mtime=moment) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as archive,
    ):
        for name in sorted(members):
            entry = tarfile.TarInfo(f"{top}/{name}")
            entry.size, entry.mtime, entry.mode = len(members[name].content), moment, members[name].mode
            entry.uname = entry.gname = "root"
            archive.addfile(entry, io.BytesIO(members[name].content))


def _zip(file: BinaryIO, top: str, members: Mapping[str, Member], moment: int) -> None:
    at = datetime.fromtimestamp(max(moment, _FIRST_OF_ZIP), UTC)
    with zipfile.ZipFile(file, "w") as archive:
        for name in sorted(members):
            entry = zipfile.ZipInfo(f"{top}/{name}", at.timetuple()[:6])
            entry.create_system = 3  # so that the mode counts
            entry.external_attr = (0o100000 | members[name].mode) << 16
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
            archive.writestr(entry, members[name].content, compresslevel=6)
