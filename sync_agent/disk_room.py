"""How much room the disk has, and what stops when it runs short (reliability R7)."""

import shutil
from pathlib import Path

_MEGABYTE = 1024 * 1024
MEDIA_NEEDS = 500 * _MEGABYTE
SENDING_NEEDS = 200 * _MEGABYTE


def room(folder: Path) -> int:
    """Return the free bytes of the disk a folder is on."""
    return shutil.disk_usage(folder).free


def too_full_for_media(free: int) -> bool:
    """Whether files must wait, because messages need the room."""
    return free < MEDIA_NEEDS


def too_full_for_sending(free: int) -> bool:
    """Whether nothing may be sent, because its record might not fit on the disk."""
    return free < SENDING_NEEDS
