"""The queue of PDFs: one thread makes them in order, several papers per call of LibreOffice.

No page waits for it for long, since a hundred waiting pages would hold every web thread: the caller gets the PDF, or
is told that it is coming and asks again. The thread ends when the queue is empty.
"""

import atexit
import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from cachetools import LRUCache

from admin_app.shell.caches import PDFS
from docgen.errors import DocumentError
from docgen.pdf import Converter, PdfBusy, PdfUnavailable
from models.tables.core.file_lock import in_turn

MOST_WAITING = 200
BATCH = 10  # papers in one call of LibreOffice: a start costs as much as five papers
WAITING_PAGES = 2  # of the web's eight threads
TURN = "giliran"  # the lock beside the profile

_log = logging.getLogger(__name__)
Make = Callable[[], bytes]


@dataclass(frozen=True)
class Wanted:
    """One PDF to make: of a Word file, or by the function `make`."""

    key: str
    paper: bytes = b""
    make: Make | None = None


class PdfQueue:
    """What waits, what is being made, and what was made last, by key.

    `folder`: where programs that share LibreOffice's profile take turns; without one nobody else uses it.
    """

    def __init__(self, converter: Converter, folder: Path | None = None) -> None:
        self.converter = converter
        self._folder = folder
        self._news = threading.Condition()
        self._waiting: OrderedDict[str, Wanted] = OrderedDict()
        self._at_work: dict[str, Wanted] = {}
        self._made: LRUCache[str, bytes] = LRUCache(PDFS.most, lambda made: min(len(made), PDFS.most))
        self._failed: LRUCache[str, DocumentError] = LRUCache(MOST_WAITING)
        self._pages = threading.BoundedSemaphore(WAITING_PAGES)
        self._worker: threading.Thread | None = None
        atexit.register(converter.stop)

    def get(self, key: str) -> bytes | None:
        """Return a finished PDF, or raise why it failed, once, so that asking again tries again."""
        with self._news:
            if key in self._failed:
                raise self._failed.pop(key)
            return self._made.get(key)

    def forget(self) -> None:
        """Keep no finished PDF any longer: some may be of a case whose contents were destroyed."""
        with self._news:
            self._made.clear()

    def place(self, key: str) -> int:
        """Return how many are before this one: 0 while it is being made, -1 if it is not in the queue."""
        with self._news:
            if key in self._at_work:
                return 0
            before = list(self._waiting)
            return before.index(key) + 1 if key in self._waiting else -1

    def want(self, wanted: Wanted) -> None:
        """Put a PDF into the queue unless it is there. Raises PdfUnavailable or PdfBusy."""
        if wanted.paper and not self.converter.available:
            raise PdfUnavailable
        with self._news:
            if wanted.key in self._waiting or wanted.key in self._at_work:
                return
            if len(self._waiting) >= MOST_WAITING:
                raise PdfBusy
            self._failed.pop(wanted.key, None)
            self._waiting[wanted.key] = wanted
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="pdf", daemon=True)
                self._worker.start()

    def wait(self, key: str, patience: float) -> None:
        """Wait at most so many seconds until it is made; do not wait where enough pages wait already."""
        if not self._pages.acquire(blocking=False):
            return
        try:
            with self._news:
                self._news.wait_for(lambda: key not in self._waiting and key not in self._at_work, patience)
        finally:
            self._pages.release()

    def _work(self) -> None:
        while batch := self._next():
            for wanted, made in self._results(batch):
                self._put(wanted.key, made)

    def _next(self) -> list[Wanted]:
        """Take the next batch: as many papers as a call may have, or one of anything else."""
        with self._news:
            batch: list[Wanted] = []
            while self._waiting and len(batch) < BATCH:
                first = next(iter(self._waiting.values()))
                if batch and (first.make or batch[0].make):
                    break
                batch.append(self._waiting.pop(first.key))
            self._at_work = {wanted.key: wanted for wanted in batch}
            if not batch:
                self._worker = None
            return batch

    def _results(self, batch: list[Wanted]) -> list[tuple[Wanted, bytes | DocumentError]]:
        """Return a batch's results; if it fails as a whole, each is made alone, so that a bad one spoils no other."""
        try:
            with self._our_turn():
                if (make := batch[0].make) is not None:
                    return [(batch[0], make())]
                return list(zip(batch, self.converter.convert([wanted.paper for wanted in batch]), strict=True))
        except DocumentError as problem:
            if len(batch) == 1:
                return [(batch[0], problem)]
            return [result for wanted in batch for result in self._results([wanted])]
        except Exception as problem:  # noqa: BLE001
            # The error's text may quote a citizen; the thread must go on for the others.
            _log.error("a PDF could not be made: %s", type(problem).__name__)
            return [(wanted, DocumentError()) for wanted in batch]

    @contextmanager
    def _our_turn(self) -> Iterator[None]:
        """Hold the turn among the back offices of this data folder: one of them makes PDFs at a time."""
        with ExitStack() as stack:
            if self._folder is not None:
                with suppress(OSError):  # a disk that takes no lock: what is made on it says so
                    self._folder.mkdir(parents=True, exist_ok=True)
                    stack.enter_context(in_turn(self._folder / TURN))
            yield

    def _put(self, key: str, made: bytes | DocumentError) -> None:
        with self._news:
            self._at_work.pop(key, None)
            if isinstance(made, DocumentError):
                self._failed[key] = made
            else:
                self._made[key] = made
            self._news.notify_all()
