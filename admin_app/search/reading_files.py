"""Reads files for the search while the office works: one at a time, at the lowest priority, in a thread of its own.

It runs in the back office, which has the programs that make and read papers. Several back offices on one database
share the files: who reads one has claimed it.
"""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from docgen.file_text.reading import MOST_BYTES, FileUnreadable, Interrupted, read_file
from docgen.file_text.recognising import Recogniser, find_recogniser
from models.actions.search.file_texts import (
    DueFile,
    claim_next,
    drop_hidden,
    keep_failure,
    keep_unreadable,
    keep_words,
    release,
)
from models.tables.core.database import connected
from models.tables.core.files.store import FileStore

log = logging.getLogger(__name__)

_IDLE_SECONDS = 10.0  # until it looks again when nothing was due
# After a file it rests as long as the file took, at most so long, so that half of one processor is used at most.
_LONGEST_REST = 30.0
_ABSENT_FOR = timedelta(hours=1)  # a file that is not on this PC is looked for again after this
_MOST_ABSENT = 500  # of so many, this is not the PC that has the files


class FileReading(threading.Thread):
    """Reads what is due until the program ends."""

    def __init__(
        self,
        store: FileStore,
        now: Callable[[], datetime],
        stop: threading.Event,
        find: Callable[[], Recogniser | None] = find_recogniser,
    ) -> None:
        super().__init__(name="file-reading", daemon=True)
        self._store, self._now, self._stop_sign, self._find = store, now, stop, find
        self._absent: dict[str, datetime] = {}

    def run(self) -> None:
        """Read one file after the other; a failure is logged by its kind only, and tried again."""
        while not self._stop_sign.is_set():
            began = time.monotonic()
            try:
                with connected():
                    busy = self.once()
            except Exception as err:  # noqa: BLE001 - whatever it is, reading goes on later; the text may quote a file
                log.warning("file reading: %s; tried again", type(err).__name__)
                busy = False
            took = time.monotonic() - began
            self._stop_sign.wait(min(took, _LONGEST_REST) if busy else _IDLE_SECONDS)

    def once(self) -> bool:
        """Read the next file; return whether there was one."""
        recogniser, now = self._find(), self._now()
        self._absent = {sha256: until for sha256, until in self._absent.items() if until > now}
        if len(self._absent) >= _MOST_ABSENT:
            return False
        due = claim_next(now, recogniser is not None, list(self._absent))
        if due is None:
            return False
        if drop_hidden(due):
            return True
        try:
            if self._store.size(due.sha256) > MOST_BYTES:
                keep_unreadable(due, now)
                return True
            content = self._store.read(due.sha256)
        except FileNotFoundError:
            self._absent[due.sha256] = now + _ABSENT_FOR  # of another PC, or lost, which the list of losses says
            release(due)
            return True
        except (OSError, MemoryError) as err:
            log.warning("file reading: %s; tried again later", type(err).__name__)
            keep_failure(due, now)
            return True
        self._read(due, content, recogniser)
        return True

    def _read(self, due: DueFile, content: bytes, recogniser: Recogniser | None) -> None:
        try:
            read = read_file(content, due.mime, recogniser, self._stop_sign.is_set)
        except Interrupted:
            release(due)
        except FileUnreadable:
            keep_unreadable(due, self._now())
        except OSError as err:  # this PC has no room or no process left: nothing of the file's
            log.warning("file reading: %s; tried again later", type(err).__name__)
            keep_failure(due, self._now())
        else:
            keep_words(
                due,
                read.text,
                self._now(),
                pages=read.pages,
                whole=read.whole,
                recognised=read.recognised,
                needs_program=read.needs_recogniser,
            )
