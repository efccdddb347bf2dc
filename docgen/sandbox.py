"""Shuts a child process in: little memory, no network, no other program, no file written or removed."""

import os
import sys

MEMORY_LIMIT = 512 * 1024 * 1024
_FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "ctypes.")
_CHANGING = ("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "shutil.")


class Forbidden(PermissionError):
    """Something in the child tried to reach outside."""


def shut_in() -> None:
    """Limit this process for the rest of its life; what reaches outside raises Forbidden from here on."""
    _limit_memory()
    sys.addaudithook(_refuse)


def _limit_memory() -> None:
    """Limit the memory where the platform can (not on Windows, where only the time limit holds)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_FORBIDDEN) or event.startswith(_CHANGING) or (event == "open" and _writes(arguments)):
        raise Forbidden(event)


def _writes(arguments: tuple[object, ...]) -> bool:
    flags = arguments[2] if len(arguments) > 2 else 0
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC))
