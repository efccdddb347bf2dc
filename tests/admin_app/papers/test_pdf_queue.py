"""The queue of PDFs: in order, many in one call, one bad paper spoils no other, nobody's page is held."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from admin_app.papers import pdf_queue
from admin_app.papers.pdf_queue import BATCH, MOST_WAITING, TURN, WAITING_PAGES, PdfQueue, Wanted
from admin_app.shell.caches import PDFS
from docgen.errors import DocumentError
from docgen.pdf import Converter, PdfBusy, PdfFailed, PdfUnavailable
from models.tables.core.file_lock import is_taken

FOREVER = 60.0


class Printer:
    """Stands for LibreOffice: prints when it is let, and remembers what came in each call."""

    def __init__(self) -> None:
        self.available = True
        self.calls: list[list[bytes]] = []
        self.bad: set[bytes] = set()
        self.begun = threading.Semaphore(0)
        self.let = threading.Event()
        self.let.set()

    def convert(self, papers: Sequence[bytes]) -> list[bytes]:
        self.calls.append(list(papers))
        self.begun.release()
        assert self.let.wait(FOREVER)
        if self.bad & set(papers):
            raise PdfFailed
        return [b"%PDF-" + paper for paper in papers]

    def stop(self) -> None:
        """Nothing runs."""


@pytest.fixture
def printer() -> Iterator[Printer]:
    made = Printer()
    yield made
    made.let.set()


@pytest.fixture
def queue(printer: Printer) -> PdfQueue:
    return PdfQueue(cast(Converter, printer))


def want(queue: PdfQueue, *papers: str) -> None:
    for paper in papers:
        queue.want(Wanted(paper, paper.encode()))


def fetched(queue: PdfQueue, paper: str) -> bytes | None:
    queue.wait(paper, FOREVER)
    return queue.get(paper)


def test_a_hundred_papers_are_made_in_order_ten_in_a_call(queue: PdfQueue, printer: Printer) -> None:
    papers = [f"naskah {number:03}" for number in range(100)]
    printer.let.clear()
    want(queue, papers[0])
    printer.begun.acquire()  # the first is being made while the others come
    want(queue, *papers[1:], *papers)
    assert [queue.place(paper) for paper in (*papers[:3], papers[-1], "tidak diminta")] == [0, 1, 2, 99, -1]
    printer.let.set()
    assert [fetched(queue, paper) for paper in papers] == [b"%PDF-" + paper.encode() for paper in papers]
    assert [len(call) for call in printer.calls] == [1, *[BATCH] * 9, 9]
    assert [paper for call in printer.calls for paper in call] == [paper.encode() for paper in papers]


def test_a_bad_paper_spoils_no_other_and_says_so_once(queue: PdfQueue, printer: Printer) -> None:
    printer.bad = {b"buruk"}
    printer.let.clear()
    want(queue, "pertama")
    printer.begun.acquire()
    want(queue, "baik", "buruk", "lagi")
    printer.let.set()
    assert [fetched(queue, paper) for paper in ("pertama", "baik", "lagi")] == [
        b"%PDF-pertama", b"%PDF-baik", b"%PDF-lagi",
    ]  # fmt: skip
    with pytest.raises(PdfFailed):
        fetched(queue, "buruk")
    assert queue.get("buruk") is None
    printer.bad.clear()
    want(queue, "buruk")
    assert fetched(queue, "buruk") == b"%PDF-buruk"


def test_only_two_pages_wait_and_the_third_goes_on_at_once(queue: PdfQueue, printer: Printer) -> None:
    printer.let.clear()
    want(queue, "naskah")
    printer.begun.acquire()
    pages = [threading.Thread(target=queue.wait, args=("naskah", FOREVER)) for _ in range(WAITING_PAGES)]
    for _ in pages:
        assert queue._pages.acquire(blocking=False)  # as two pages that wait already
    queue.wait("naskah", FOREVER)
    assert queue.get("naskah") is None
    for _ in pages:
        queue._pages.release()
    for page in pages:
        page.start()
    printer.let.set()
    for page in pages:
        page.join()
    assert queue.get("naskah") == b"%PDF-naskah"


def test_patience_ends_and_the_paper_is_still_made(queue: PdfQueue, printer: Printer) -> None:
    printer.let.clear()
    want(queue, "naskah")
    queue.wait("naskah", 0.01)
    assert queue.get("naskah") is None
    printer.let.set()
    assert fetched(queue, "naskah") == b"%PDF-naskah"


def test_without_libreoffice_nothing_is_put_into_the_queue(queue: PdfQueue, printer: Printer) -> None:
    printer.available = False
    with pytest.raises(PdfUnavailable):
        want(queue, "naskah")
    assert queue.place("naskah") == -1
    # What decides for itself what to do without it may come in.
    queue.want(Wanted("berkas", make=lambda: b"tanpa PDF"))
    assert fetched(queue, "berkas") == b"tanpa PDF"


def test_a_full_queue_says_come_again(queue: PdfQueue, printer: Printer) -> None:
    printer.let.clear()
    want(queue, "pertama")
    printer.begun.acquire()
    want(queue, *(f"naskah {number}" for number in range(MOST_WAITING)))
    with pytest.raises(PdfBusy):
        want(queue, "satu lagi")


def test_what_nobody_foresaw_is_a_sentence_and_the_next_is_made(
    queue: PdfQueue, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> bytes:
        raise ZeroDivisionError("isi warga")

    queue.want(Wanted("rusak", make=broken))
    with pytest.raises(DocumentError):
        fetched(queue, "rusak")
    assert "ZeroDivisionError" in caplog.text
    assert "isi warga" not in caplog.text
    want(queue, "naskah")
    assert fetched(queue, "naskah") == b"%PDF-naskah"


def test_what_is_kept_has_a_limit_and_the_oldest_makes_room(
    printer: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_queue, "PDFS", replace(PDFS, most=30))
    queue = PdfQueue(cast(Converter, printer))
    for paper in ("satu", "dua", "tiga", "empat"):
        want(queue, paper)
        queue.wait(paper, FOREVER)
    assert [queue.get(paper) is None for paper in ("satu", "dua", "tiga", "empat")] == [True, False, False, False]


def test_the_thread_ends_with_the_work_and_begins_again(queue: PdfQueue) -> None:
    want(queue, "satu")
    assert fetched(queue, "satu") == b"%PDF-satu"
    worker = queue._worker
    if worker is not None:
        worker.join()
    assert queue._worker is None
    want(queue, "dua")
    assert fetched(queue, "dua") == b"%PDF-dua"


def test_two_programs_of_one_folder_make_their_pdfs_one_after_the_other(tmp_path: Path, printer: Printer) -> None:
    one, two = (PdfQueue(cast(Converter, printer), tmp_path / "pdf") for _ in range(2))
    printer.let.clear()
    want(one, "pertama")
    printer.begun.acquire()
    assert is_taken(tmp_path / "pdf" / TURN)
    want(two, "kedua")
    assert len(printer.calls) == 1
    printer.let.set()
    assert [fetched(one, "pertama"), fetched(two, "kedua")] == [b"%PDF-pertama", b"%PDF-kedua"]
    assert printer.calls == [[b"pertama"], [b"kedua"]]


def test_a_disk_that_takes_no_lock_keeps_no_pdf_from_being_made(tmp_path: Path, printer: Printer) -> None:
    (tmp_path / "pdf").write_text("no folder")
    queue = PdfQueue(cast(Converter, printer), tmp_path / "pdf")
    want(queue, "naskah")
    assert fetched(queue, "naskah") == b"%PDF-naskah"
