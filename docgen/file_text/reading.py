"""Reads a whole file, page by page: takes it apart in a child process, and has pictures recognised.

Other packages use only this module and `recognising.find_recogniser`.
"""

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from docgen import wire
from docgen.file_text.recognising import NotRecognised, Recogniser, keep_quiet
from docgen.sandbox import MEMORY_LIMIT
from models.rules.core.inherited import inherited
from models.rules.search.file_texts import READ_TYPES

TIME_LIMIT = 120.0  # seconds by the clock to take a file apart, or one page of it, at the lowest priority
PROCESSOR_SECONDS = 300  # for taking one file apart
MOST_PAGES = 300
MOST_RECOGNISED = 100  # pages of one file: about two minutes of a processor
MOST_TEXT = 200_000  # characters of one file
MOST_LOST = 3  # pages that killed the child, or were too late
LONGEST = 1000.0  # seconds by the clock; with its last page still shorter than a file is kept from other programs
MOST_BYTES = wire.FRAME_LIMIT // 2
_ROOT = Path(__file__).resolve().parent.parent.parent


class FileUnreadable(Exception):
    """The file is damaged, locked, or needs more time or memory than it may have; trying it again gives the same."""


class Interrupted(Exception):
    """The program is ending; the file is read the next time."""


@dataclass(frozen=True)
class FileText:
    """What was read of a file. `whole`: every page of it; `recognised`: at least one page from its picture."""

    text: str
    pages: int
    whole: bool
    recognised: bool
    needs_recogniser: bool  # a page has only a picture, and there is no tesseract


def read_file(
    content: bytes, mime: str, recogniser: Recogniser | None, ending: Callable[[], bool] = lambda: False
) -> FileText:
    """Return the words of a file of one of READ_TYPES. Raises FileUnreadable, Interrupted.

    `ending` is asked before each page. Raises ChildProcessError where the child did not begin, a fault of this PC.
    """
    if len(content) > MOST_BYTES:
        raise FileUnreadable
    began = time.monotonic()
    with _Child(READ_TYPES[mime], content) as child:
        read = _Read(recogniser)
        for number in range(min(child.pages, MOST_PAGES)):
            if ending():
                raise Interrupted
            if read.length >= MOST_TEXT or child.lost > MOST_LOST or time.monotonic() - began > LONGEST:
                read.whole = False
                break
            read.take(child.page(number))
        return read.told(child.pages)


class _Read:
    """The pages read so far."""

    def __init__(self, recogniser: Recogniser | None) -> None:
        self._recogniser = recogniser
        self._texts: list[str] = []
        self._recognised = 0
        self._lacking = False
        self.length = 0
        self.whole = True

    def take(self, page: tuple[str, bytes] | None) -> None:
        """Add a page: its text and its picture, or None where it could not be read."""
        if page is None:
            self.whole = False
            return
        text, picture = page
        if picture:
            text = f"{text}\n{self._words_in(picture)}"
        text = text.strip()
        self.whole &= len(text) <= MOST_TEXT - self.length
        text = text[: MOST_TEXT - self.length]
        if text:
            self._texts.append(text)
            self.length += len(text)

    def _words_in(self, picture: bytes) -> str:
        if self._recogniser is None:
            self._lacking, self.whole = True, False
            return ""
        if self._recognised >= MOST_RECOGNISED:
            self.whole = False
            return ""
        self._recognised += 1
        try:
            return self._recogniser.words_in(picture)
        except NotRecognised:
            self.whole = False
            return ""

    def told(self, pages: int) -> FileText:
        """Return what was read of a file with so many pages."""
        return FileText(
            text="\n".join(self._texts),
            pages=pages,
            whole=self.whole and pages <= MOST_PAGES,
            recognised=self._recognised > 0,
            needs_recogniser=self._lacking,
        )


class _Child:
    """The child process of one file; a late one is killed, and a page that killed it counts as not readable."""

    def __init__(self, kind: str, content: bytes) -> None:
        self._kind, self._content = kind, content
        self._process: subprocess.Popen[bytes] | None = None
        self.pages = 0
        self.lost = 0

    def __enter__(self) -> "_Child":
        self._begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def page(self, number: int) -> tuple[str, bytes] | None:
        """Return a page's text and picture, None where it cannot be read."""
        try:
            if self._process is None:
                self._begin()
            answer, picture = self._asked({"page": number})
        except (EOFError, OSError, FileUnreadable):
            self._end()  # this page was too much for it: the next one begins anew
            self.lost += 1
            return None
        return None if answer.get("unreadable") else (str(answer.get("text", "")), picture)

    def _begin(self) -> None:
        self._process = _started()
        try:
            answer, _ = self._asked({"kind": self._kind}, self._content)
        except (EOFError, OSError) as err:
            self._end()
            raise ChildProcessError("the child ended before it answered") from err
        pages = answer.get("pages")
        if not isinstance(pages, int):
            self._end()
            raise FileUnreadable
        self.pages = pages

    def _asked(self, head: dict[str, object], body: bytes = b"") -> tuple[dict[str, object], bytes]:
        process = self._process
        if process is None:
            raise EOFError
        late = threading.Timer(TIME_LIMIT, process.kill)
        late.start()
        try:
            wire.send(_pipe(process.stdin), head, body)
            return wire.receive(_pipe(process.stdout))
        finally:
            late.cancel()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                _pipe(pipe).close()


def _started() -> "subprocess.Popen[bytes]":
    process = subprocess.Popen(
        [sys.executable, "-m", "docgen.file_text.child"],
        cwd=_ROOT,
        env=inherited(os.environ) | {"PYTHONUTF8": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a trace could hold a citizen's words
    )
    keep_quiet(process.pid, MEMORY_LIMIT, PROCESSOR_SECONDS)
    return process


def _pipe(pipe: object) -> BinaryIO:
    return pipe  # type: ignore[return-value]
