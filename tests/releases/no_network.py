"""Runs a command in a network namespace of its own: loopback and nothing else. Needs the right to make one."""

import fcntl
import os
import shutil
import socket
import struct
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

_SET_FLAGS, _UP = 0x8914, 0x1  # SIOCSIFFLAGS, IFF_UP (netdevice(7))


def without_network(*command: str) -> list[str]:
    """Return the command line of a command without network, or skip where this machine allows none."""
    if not _allowed():
        pytest.skip("this machine lets nobody unshare the network (needs root and unshare of util-linux)")
    return ["unshare", "-n", sys.executable, str(Path(__file__).resolve()), *command]


@cache
def _allowed() -> bool:
    if not shutil.which("unshare"):
        return False
    return subprocess.run(["unshare", "-n", "true"], capture_output=True).returncode == 0


def _open_loopback() -> None:
    with socket.socket() as one:
        fcntl.ioctl(one, _SET_FLAGS, struct.pack("16sh", b"lo", _UP))


if __name__ == "__main__":
    _open_loopback()
    os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606
