"""Unpacks a release archive into a folder that goes again; whether it is to be taken, the installer says."""

import tarfile
import tempfile
from contextlib import ExitStack
from pathlib import Path

from models.rules.upkeep.agent_updates import LARGEST


class ArchiveBroken(Exception):
    """This is no archive of Aduan, or it was damaged."""


def unpacked(archive: Path, stack: ExitStack) -> Path:
    """Return the folder of an archive, unpacked until the stack ends. Raises ArchiveBroken."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="aduan-update-")))
    try:
        with tarfile.open(archive) as packed:
            if sum(member.size for member in packed) > LARGEST:
                raise ArchiveBroken(f"{archive} unpacks to more than any archive of Aduan.")
            packed.extractall(folder, filter="data")
    except (tarfile.TarError, EOFError, OSError) as err:
        raise ArchiveBroken(f"{archive} is no archive of Aduan, or it was damaged.") from err
    found = [path for path in folder.iterdir() if path.is_dir()]
    if len(found) != 1:
        raise ArchiveBroken(f"{archive} is no archive of Aduan.")
    return found[0]
