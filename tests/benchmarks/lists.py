"""Pages of the back office over HTTP, on a full data set and on a hundredth of it, beside bare Flask pages."""

import re
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

import requests

from models.tables import Complaint, database
from tests.benchmarks.figures import Figure, percentiles
from tests.benchmarks.load import load
from tests.benchmarks.startup import environment, program, run, wait_for
from tests.office import office
from tests.running.ports import free_port

COMPLAINTS = 10_000
TIMES = 60
USER, PASSWORD = "ukur", "Kecepatan-Halaman-2026!"
BARE = (
    "import sys, flask, waitress; app = flask.Flask('bare'); page = 'x' * int(sys.argv[2]);"
    "app.add_url_rule('/', view_func=lambda: page); waitress.serve(app, port=int(sys.argv[1]), threads=4)"
)
# What is looked at -> its address; {id} is a case in the middle of the data set.
PAGES = {
    "Meja Kerja, queue": "/meja/",
    "list of complaints": "/pengaduan/",
    "list of messages": "/pesan/",
    "search, many hits": "/pengaduan/?search=M-Paspor",
    "search, no hit": "/pengaduan/?search=zzqx",
    "search in messages, no hit": "/pesan/?search=zzqx",
    "one case": "/meja/kasus/{id}",
}


class Browser:
    """Signed in, with one connection kept open."""

    def __init__(self, base: str) -> None:
        self.base, self.session = base, requests.Session()
        page = self.session.get(f"{base}/login").text
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        form = {"username": USER, "password": PASSWORD, "csrf_token": token.group(1) if token else ""}
        self.session.post(f"{base}/login", data=form).raise_for_status()

    def get(self, path: str) -> int:
        """Fetch a page; gives its size, raises when it is no page."""
        answer = self.session.get(self.base + path, allow_redirects=False)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answers {answer.status_code}")
        return len(answer.content)


def fill(folder: Path, complaints: int) -> tuple[dict[str, str], str]:
    """Make an office with that many complaints; return the environment that opens it, and a case to look at."""
    environ, url = environment(folder), f"sqlite:///{folder / 'aduan.db'}"
    folder.mkdir()
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    with office(url, now), database.connection_context():
        load(complaints, now)
        case = Complaint.get_by_id(complaints // 2).public_id
    run(environ, "run_admin.py", "user", "add", USER, "--role", "kasubsi_infokim", "--password-stdin", given=PASSWORD)
    return environ, case


def timed(
    environ: dict[str, str], case: str, names: Collection[str] = tuple(PAGES)
) -> dict[str, tuple[float, float, int]]:
    """Return p50, p95 in milliseconds and the size of every page, as a browser on the same machine waits."""
    port = free_port()
    found = {}
    with program(environ, "run_admin.py", "serve", "--port", str(port)) as running:
        wait_for(f"http://127.0.0.1:{port}/login", running)
        browser = Browser(f"http://127.0.0.1:{port}")
        for name in names:
            path = PAGES[name].format(id=case)
            size = max(browser.get(path) for _ in range(5))
            found[name] = (*percentiles(lambda p=path: browser.get(p), TIMES), size)  # type: ignore[misc]
    return found


def _bare(size: int) -> float:
    port, session = free_port(), requests.Session()
    with program({}, "-c", BARE, str(port), str(size)) as running:
        wait_for(f"http://127.0.0.1:{port}/", running)
        return percentiles(lambda: session.get(f"http://127.0.0.1:{port}/"), TIMES)[1]


def measure(folder: Path) -> list[Figure]:
    """Measure every page; time is what a browser on the same machine waits, the p95 of sixty calls."""
    small = timed(*fill(folder / "small", COMPLAINTS // 100))
    full = timed(*fill(folder / "full", COMPLAINTS))
    figures = []
    for name, (median, slow, size) in full.items():
        what = f"{name}, {COMPLAINTS:,} complaints (p50 {median:.1f}, a hundredth of the data: {small[name][1]:.1f})"
        limit = f"bare Flask page of {size // 1024} kB"
        figures.append(Figure(what, slow, "ms", _bare(size), limit, "p95 <= 50 ms"))
    return figures
