"""A small disk of the office's own in memory, so that it can run full; where none can be mounted, a plain folder."""

import os
import shutil
import subprocess
from pathlib import Path

MEGABYTE = 1024 * 1024
_WHOLE = 4096  # MB it may grow to: only what is used takes memory


class Disk:
    """The disk under the data folder. `why_not` says why it cannot run full here; empty where it can."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.why_not = folder, ""
        folder.mkdir(parents=True, exist_ok=True)
        self._mounted = self._try()

    def _try(self) -> bool:
        if not shutil.which("mount") or not hasattr(os, "geteuid"):
            self.why_not = "this machine has no tmpfs"
            return False
        words = ["mount", "-t", "tmpfs", "-o", f"size={_WHOLE}m,mode=0700", "aduan-soak", str(self.folder)]
        done = subprocess.run(words, capture_output=True, text=True)
        if done.returncode:
            self.why_not = f"no tmpfs may be mounted here ({done.stderr.strip()[:80]})"
        return done.returncode == 0

    def leave(self, megabytes: float) -> None:
        """Leave so much free, by making the disk smaller."""
        space = os.statvfs(self.folder)
        used = (space.f_blocks - space.f_bfree) * space.f_frsize
        self._resize(used + int(megabytes * MEGABYTE))

    def whole(self) -> None:
        """Give it its size back."""
        if self._mounted:
            self._resize(_WHOLE * MEGABYTE)

    def _resize(self, size: int) -> None:
        size = max(size, 64 * 1024)
        words = ["mount", "-o", f"remount,size={size // 1024}k", str(self.folder)]
        subprocess.run(words, check=True, capture_output=True)

    def end(self) -> None:
        """Give the disk back."""
        if self._mounted:
            subprocess.run(["umount", "-l", str(self.folder)], check=False, capture_output=True)
            self._mounted = False
