"""A scan of a hundred pages read for the search, and what the queue page loses while that goes on."""

import threading
from contextlib import suppress
from pathlib import Path

from docgen.file_text.reading import Interrupted, read_file
from docgen.file_text.recognising import Recogniser, find_recogniser
from models.rules.staff.roles import Role
from tests.admin_app.browsing import Browser, Clock, back_office
from tests.benchmarks.figures import Figure, percentiles, seconds
from tests.benchmarks.load import load
from tests.docgen.file_text.scans import PDF, packed, picture, scanned_pdf
from tests.office import NOW, office

PAGES, CASES, TIMES = 100, 2_000, 100
_LINES = 25


def _read_until(scan: bytes, recogniser: Recogniser, ended: threading.Event) -> None:
    """Read the scan until it is read or the pages beside it are drawn."""
    with suppress(Interrupted):
        read_file(scan, PDF, recogniser, ended.is_set)


def measure(folder: Path) -> list[Figure]:
    """Measure both; nothing where there is no tesseract."""
    recogniser = find_recogniser()
    if recogniser is None:
        return []
    pages = [
        picture(*(f"Baris {line} halaman {page}: paspor belum selesai" for line in range(_LINES)), size=(1240, 1754))
        for page in range(PAGES)
    ]
    scan = scanned_pdf(*pages)
    with office(f"sqlite:///{folder / 'scans.db'}", NOW):
        load(CASES, NOW)
        browser = Browser(back_office(folder / "scans", Clock()))
        browser.sign_in(Role.PENGELOLA)
        browser.get("/meja/")
        _, alone = percentiles(lambda: browser.get("/meja/"), TIMES)
        ended = threading.Event()
        reader = threading.Thread(target=_read_until, args=(scan, recogniser, ended), daemon=True)
        reader.start()
        _, beside = percentiles(lambda: browser.get("/meja/"), TIMES)
        still = reader.is_alive()
        ended.set()
        reader.join()
    if not still:
        raise RuntimeError("the scan was read before the pages were drawn: take a longer one")
    whole = seconds(lambda: read_file(scan, PDF, recogniser))
    one = seconds(lambda: recogniser.words_in(packed(pages[0])))
    return [
        Figure(f"scan of {PAGES} pages read", whole, "s", one * PAGES, "tesseract alone, a page a hundred times"),
        Figure("queue page while a scan is read, p95", beside, "ms", alone, "without it", "< 1.5 times the limit"),
    ]
