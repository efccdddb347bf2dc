"""Shuts a child process in (little memory, no network, no other program, no file written), and has it answer."""

import contextlib
import os
import signal
import sys
from collections.abc import Callable
from typing import BinaryIO

from docgen import wire
from docgen.errors import DocumentError, RenderLimit, TemplateBroken

Work = Callable[[dict[str, object], bytes], tuple[dict[str, object], bytes]]

MEMORY_LIMIT = 512 * 1024 * 1024
# JOB_OBJECT_LIMIT_ACTIVE_PROCESS, _PROCESS_MEMORY and _DIE_ON_UNHANDLED_EXCEPTION; JobObjectExtendedLimitInformation.
_JOB_LIMITS, _EXTENDED_LIMITS = 0x8 | 0x100 | 0x400, 9
_FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "ctypes.")
_CHANGING = ("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "shutil.")


class Forbidden(PermissionError):
    """Something in the child tried to reach outside."""


def shut_in() -> None:
    """Limit this process for the rest of its life; what reaches outside raises Forbidden from here on."""
    _limit_memory()
    sys.addaudithook(_refuse)


def _limit_memory() -> None:
    """Limit the memory: by the system's limits, on Windows by a job object."""
    if sys.platform == "win32":
        _limit_by_job()
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_by_job() -> None:
    """Put this process into a job that commits no more memory and begins no other process (winnt.h, jobapi2.h)."""
    import ctypes
    from ctypes import wintypes

    class Basic(ctypes.Structure):
        _fields_ = (
            *(("times", ctypes.c_int64 * 2), ("flags", wintypes.DWORD), ("sets", ctypes.c_size_t * 2)),
            *(("processes", wintypes.DWORD), ("affinity", ctypes.c_size_t), ("classes", wintypes.DWORD * 2)),
        )

    class Extended(ctypes.Structure):
        _fields_ = (
            *(("basic", Basic), ("counters", ctypes.c_uint64 * 6)),
            *(("process_memory", ctypes.c_size_t), ("rest", ctypes.c_size_t * 3)),
        )

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined]
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = wintypes.HANDLE
    kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
    kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
    limits, job = Extended(), kernel.CreateJobObjectW(None, None)
    limits.basic.flags = _JOB_LIMITS
    limits.basic.processes, limits.process_memory = 1, MEMORY_LIMIT
    kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
    kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())  # where it fails, the time limit holds alone


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_FORBIDDEN) or event.startswith(_CHANGING) or (event == "open" and _writes(arguments)):
        raise Forbidden(event)


def _writes(arguments: tuple[object, ...]) -> bool:
    flags = arguments[2] if len(arguments) > 2 else 0
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC))


def answer_all(work: Work) -> None:
    """Answer requests on standard input by `work`, which returns head and body of the answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C stops the program, which then closes this one
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    shut_in()
    wire.send(outgoing, {"ready": True})
    with contextlib.suppress(EOFError, OSError):
        while True:
            _answer(work, incoming, outgoing)


def _answer(work: Work, incoming: BinaryIO, outgoing: BinaryIO) -> None:
    head, body = wire.receive(incoming)
    try:
        words, made = work(head, body)
    except DocumentError as err:
        wire.send(outgoing, {"error": type(err).__name__, "words": err.words})
    except Forbidden:
        wire.send(outgoing, {"error": TemplateBroken.__name__, "words": []})
    except (MemoryError, RecursionError):
        wire.send(outgoing, {"error": RenderLimit.__name__, "words": []})
    else:
        wire.send(outgoing, words, made)
