"""The report page over HTTP on the full data set, counted anew each time and shown again, beside the bare reading.

The limit is what any report of these rows must do at least: fetch them from the database, in this process.
"""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from models.rules.figures.periods import Period, Span, before, now_in
from tests.benchmarks import lists
from tests.benchmarks.figures import Figure, percentiles, seconds
from tests.benchmarks.lists import Browser, fill
from tests.benchmarks.startup import program, wait_for
from tests.running.ports import free_port

TIMES = {Span.MINGGU: 20, Span.BULAN: 20, Span.TRIWULAN: 5, Span.TAHUN: 3}
# Who opens the month waits for a page; who opens a year knows that it is long, and has it for five minutes after.
AIMS = {Span.MINGGU: "p95 <= 500 ms", Span.BULAN: "p95 <= 1,000 ms", Span.TAHUN: "<= 10 s, then <= 500 ms"}
ROWS = """SELECT r.complaint_id, r.step, r.section, r.actor_id, r.finished_at IS NULL, r.late, r.net_minutes,
r.gross_minutes FROM step_record r JOIN complaint c ON c.id = r.complaint_id
WHERE c.opened_at >= ? AND c.opened_at < ?"""


def measure(folder: Path) -> list[Figure]:
    """Measure the periods of an office two years at work: last week, last month, last quarter, the last year."""
    environ, _ = fill(folder / "reports", lists.COMPLAINTS)
    now = datetime.now(UTC).replace(tzinfo=None)
    port, figures = free_port(), list[Figure]()
    with program(environ, "run_admin.py", "serve", "--port", str(port)) as running:
        wait_for(f"http://127.0.0.1:{port}/login", running)
        browser = Browser(f"http://127.0.0.1:{port}")
        for span in TIMES:
            period = before(now_in(span, now))
            bare = _bare(folder / "reports" / "aduan.db", period)
            figures += _page(browser, span, period, bare)
        month = before(now_in(Span.BULAN, now)).key
        chart = percentiles(lambda: browser.get(f"/laporan/grafik.svg?grafik=kategori&periode={month}"), 10)[1]
        figures.append(Figure("report, one chart of a month", chart, "ms"))
        book = seconds(lambda: browser.get(f"/laporan/laporan.xlsx?periode={month}"))
        figures.append(Figure("report, month as .xlsx with its facts", book, "s", aim="<= 15 s"))
    return figures


def _page(browser: Browser, span: Span, period: Period, bare: float) -> list[Figure]:
    path = f"/laporan/?periode={period.key}"
    browser.get(path)
    median, slow = percentiles(lambda: browser.get(f"{path}&ulang=1"), TIMES[span])
    again = percentiles(lambda: browser.get(path), TIMES[span])[1]
    what = f"report, {span}, {lists.COMPLAINTS:,} complaints in all (p50 {median:.0f}, shown again {again:.0f})"
    return [Figure(what, slow, "ms", bare, "reading its rows, bare", AIMS.get(span, ""))]


def _bare(database: Path, period: Period) -> float:
    start, end = (str(edge) for edge in period.edges)
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        return min(seconds(lambda: connection.execute(ROWS, (start, end)).fetchall()) for _ in range(3)) * 1000
