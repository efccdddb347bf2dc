"""The release archive from which this office was updated: kept for the agents on other machines, beside its data."""

import os
import shutil
import tempfile
from pathlib import Path

from models.rules.upkeep.agent_updates import plain_name
from models.tables.core.durable import sync_folder

FOLDER = "release-archive"
_ASKED, _OURS = "asked", (".archive", ".part")


def keep(data_dir: Path, packed: Path, version: str) -> None:
    """Keep the archive of a version under its name; killed at any moment, it is whole or not there.

    Raises OSError.
    """
    folder = _folder(data_dir)
    handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file, packed.open("rb") as source:
            shutil.copyfileobj(source, file, 1 << 20)
            file.flush()
            os.fsync(file.fileno())
            _give(file.fileno(), folder)
        Path(name).replace(folder / _name(version))
    finally:
        Path(name).unlink(missing_ok=True)
    sync_folder(folder)


def kept(data_dir: Path, version: str) -> Path | None:
    """Return the archive of the version in use, None where it was not kept."""
    found = data_dir / FOLDER / _name(version)
    return found if found.is_file() else None


def keep_only(data_dir: Path, version: str) -> None:
    """Remove the archives of other versions, and what a copy that was killed left. Raises OSError."""
    for path in _folder(data_dir).iterdir():
        if path.suffix in _OURS and path.name != _name(version):
            path.unlink(missing_ok=True)


def first_time(data_dir: Path, moment: int, once: str, since: float) -> bool:
    """Note a word that counts once, with its moment; whether it is seen for the first time.

    Those of moments before `since` go: their requests are refused by their moment.
    """
    folder = _folder(data_dir) / _ASKED
    folder.mkdir(mode=0o700, exist_ok=True)
    for path in folder.iterdir():
        if int(path.name.partition("-")[0]) < since:
            path.unlink(missing_ok=True)
    try:
        (folder / f"{moment}-{once}").touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        return False
    return True


def _folder(data_dir: Path) -> Path:
    """Return the folder, made where it is none. Root never follows a link that the data's account laid there."""
    folder = data_dir / FOLDER
    if folder.is_symlink():
        raise OSError(f"{folder} is a link; remove it")
    if not folder.exists():
        folder.mkdir(mode=0o700)
        _give(folder, data_dir)
    return folder


def _give(what: Path | int, like: Path) -> None:
    """Give what root made to the owner of a folder, by the open file or without following a link."""
    if os.name == "posix" and os.geteuid() == 0:
        owner = like.stat()
        if isinstance(what, int):
            os.fchown(what, owner.st_uid, owner.st_gid)
        else:
            os.chown(what, owner.st_uid, owner.st_gid, follow_symlinks=False)


def _name(version: str) -> str:
    return f"{plain_name(version)}.archive"
