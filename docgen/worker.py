"""The child process that fills templates and reads foreign PDFs: little memory, no network, no files to write.

A hostile template must not harm the program (reliability D7): the worst it can do is have this process killed.
Requests come on standard input and answers go to standard output (wire.py) until input ends.
"""

import contextlib
import os
import signal
import sys
from typing import BinaryIO

from docgen import checking, wire, word
from docgen.errors import DocumentError, RenderLimit, TemplateBroken
from docgen.returned_pdf import read_returned

MEMORY_LIMIT = 512 * 1024 * 1024
_FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "ctypes.")
_CHANGING = ("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "shutil.")


class Forbidden(PermissionError):
    """Something in the worker tried to reach outside."""


def main() -> None:
    """Answer requests until the asking program is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C stops the program, which then closes this one
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    _limit_memory()
    sys.addaudithook(_refuse)
    wire.send(outgoing, {"ready": True})
    with contextlib.suppress(EOFError, OSError):
        while True:
            _answer(incoming, outgoing)


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


def _answer(incoming: BinaryIO, outgoing: BinaryIO) -> None:
    head, body = wire.receive(incoming)
    try:
        words, made = _do(head, body)
    except DocumentError as err:
        wire.send(outgoing, {"error": type(err).__name__, "words": err.words})
    except Forbidden:
        wire.send(outgoing, {"error": TemplateBroken.__name__, "words": []})
    except (MemoryError, RecursionError):
        wire.send(outgoing, {"error": RenderLimit.__name__, "words": []})
    else:
        wire.send(outgoing, words, made)


def _do(head: dict[str, object], body: bytes) -> tuple[dict[str, object], bytes]:
    """Return the head and body of the answer; the request's body is a template, or a PDF to read."""
    if head.get("read"):
        found = read_returned(body)
        return {"text": found.text, "acts": found.acts}, b""
    code, facts = str(head["code"]), head["facts"]
    if head["check"]:
        checking.check_template(code, body)
        return {}, b""
    return {}, word.fill(code, facts if isinstance(facts, dict) else {}, body)


if __name__ == "__main__":
    main()
