"""Doctor's checks of the disk under the data: local, free space, encryption as far as visible, access rights."""

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.actions.upkeep.data_rights import open_to_others
from models.actions.upkeep.diagnose.findings import Finding, Level, judged, ok
from models.tables.core.settings import Settings

# SQLite's locks and shared memory do not hold on these (reliability §4.3); fuse.* are mounts of programs.
SHARED = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "virtiofs", "fuse.sshfs", "fuse.glusterfs", "ceph", "afs")
UNSAFE_BYTES, TIGHT_BYTES = 500_000_000, 2_000_000_000  # below the first, downloads pause (reliability R7)


@dataclass(frozen=True)
class Mount:
    """A folder's mount: the type of file system, and major:minor of its device."""

    point: str
    kind: str
    device: str


def mount_of(folder: Path, mountinfo: str) -> Mount | None:
    """Return the mount of a folder, from the text of /proc/self/mountinfo."""
    best: Mount | None = None
    for line in mountinfo.splitlines():
        fields, _, after = line.partition(" - ")
        parts = fields.split()
        if len(parts) < 5 or not after:
            continue
        point = parts[4].replace("\\040", " ")
        inside = folder == Path(point) or Path(point) in folder.parents
        if inside and (best is None or len(point) >= len(best.point)):
            best = Mount(point, after.split()[0], parts[2])
    return best


def look_at_disk(folder: Path) -> Iterator[Finding]:
    """Return the findings on the disk under a data folder."""
    folder = folder.resolve()
    while not folder.exists():
        folder = folder.parent
    yield from _place(folder)
    free = shutil.disk_usage(folder).free
    sentence = f"{free / 1e9:.1f} GB are free."
    if free >= TIGHT_BYTES:
        yield ok("free space", sentence)
    else:
        level = Level.NOTE if free >= UNSAFE_BYTES else Level.UNSAFE
        yield Finding("free space", level, f"{sentence} Make room before files no longer come in.")


def _place(folder: Path) -> Iterator[Finding]:
    remedy = "A database on a network share breaks: set ADUAN_DATA_DIR to a folder on a disk of this PC."
    if sys.platform == "win32":
        yield judged("local disk", not _windows_share(folder), f"{folder} lies on {folder.drive}.", remedy=remedy)
        yield Finding("disk encryption", Level.NOTE, "Check with 'manage-bde -status' that BitLocker is on.")
        return
    try:
        mount = mount_of(folder, Path("/proc/self/mountinfo").read_text("utf-8", "replace"))
    except OSError:
        mount = None
    if mount is None:
        yield Finding("local disk", Level.NOTE, f"Cannot tell what {folder} lies on; it must be a disk of this PC.")
        return
    shared = mount.kind in SHARED
    yield judged("local disk", not shared, f"{folder} lies on {mount.kind} ({mount.point}).", remedy=remedy)
    if _encrypted(Path("/sys/dev/block") / mount.device):
        yield ok("disk encryption", "The disk is encrypted (dm-crypt).")
    else:
        yield Finding(
            "disk encryption", Level.NOTE, "No encryption seen: identities lie here, use LUKS or BitLocker."
        )


def _windows_share(folder: Path) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    remote = 4
    return str(folder).startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == remote


def _encrypted(device: Path) -> bool:
    """Whether a block device, or one below it, is a dm-crypt device."""
    try:
        if (device / "dm" / "uuid").read_text().startswith("CRYPT-"):
            return True
    except OSError:
        pass  # no device-mapper here: look below it
    below = device / "slaves"
    return below.is_dir() and any(_encrypted(part) for part in below.iterdir())


def look_at_rights(settings: Settings) -> Iterator[Finding]:
    """Return the finding on whether other accounts of this PC can use the data."""
    if os.name != "posix" or not settings.data_dir.exists():
        return
    found = open_to_others(settings)
    words = f"{settings.data_dir} and the database are for their owner alone."
    if found:
        named = ", ".join(str(path) for path in found[:5]) + (", …" if len(found) > 5 else "")
        words = f"Other accounts of this PC can use {named}."
    remedy = f"The programs mend it as they start, where they own it; or: chmod -R go= {settings.data_dir}"
    yield judged("data rights", not found, words, Level.WARNING, remedy)
