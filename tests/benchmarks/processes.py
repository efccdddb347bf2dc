"""One, two and four workers of the back office on PostgreSQL: case pages a second, and the cost of asking for news.

Real programs, asked over HTTP by the same number of officers; the limit is what one worker did in the same run. Who
asks shares the machine's cores with those who answer.
"""

import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests

from models.rules.staff.roles import Role
from models.tables import Staff
from tests.admin_app.browsing import _HASH, PASSWORD
from tests.benchmarks.figures import Figure
from tests.office import citizen_message, new_complaint, office, take_in
from tests.postgres import make_database, postgres_server
from tests.running.ports import free_port
from tests.tools import ROOT, needs

WORKERS, OFFICERS, MESSAGES = (1, 2, 4), 8, 40
SECONDS = 8.0  # for each measurement
_TOKEN = re.compile(r'name="csrf[_-]token" (?:value|content)="([^"]+)"')


def measure(folder: Path) -> list[Figure]:
    """Return pages a second and the cost of a question without news, by number of workers; none without a server."""
    try:
        needs("postgres")
    except pytest.skip.Exception:
        return []
    with postgres_server() as server:
        url = make_database(server, "processes")
        case = _furnish(url)
        found = {count: _measured(folder / str(count), url, case, count) for count in WORKERS}
    one_pages, one_poll, _ = found[1]
    figures = []
    for count, (pages, poll, redrawn) in found.items():
        named, limit = f"{count} workers" if count > 1 else "1 worker", "1 worker"
        figures += [
            Figure(f"case pages, {named}, {OFFICERS} officers", pages, "pages/s", one_pages, limit),
            Figure(f"question of an open page without news, {named}", poll, "ms", one_poll, limit, "10 ms"),
            Figure(f"of them answered by drawing anew, {named}", redrawn, "%", aim="0"),
        ]
    return figures


def _furnish(url: str) -> str:
    with office(url, datetime.now(UTC).replace(tzinfo=None)) as account:
        Staff.update(password_hash=_HASH).execute()
        case = new_complaint(account, "Paspor saya belum jadi", "628117770001")
        for count in range(MESSAGES - 1):
            take_in(account, citizen_message(f"Kapan selesai? Sudah saya tanyakan {count} kali.", "628117770001"))
        return str(case.public_id)


def _measured(folder: Path, url: str, case: str, workers: int) -> tuple[float, float, float]:
    with _serving(folder, url, workers) as address:
        roles = [Role.PENGELOLA, Role.KASUBSI_INFOKIM]
        lines = [_signed_in(address, roles[place % 2]) for place in range(OFFICERS)]
        _in_turns(lines, lambda line: line.get(f"{address}/meja/kasus/{case}", timeout=60), 1.0)  # warm
        pages = _in_turns(lines, lambda line: line.get(f"{address}/meja/kasus/{case}", timeout=60), SECONDS)
        polls = _polled(lines[:2], f"{address}/meja/kabar?kasus={case}")
    alike = [took for took, drawn in polls if not drawn]
    redrawn = 100 * sum(drawn for _, drawn in polls) / len(polls)
    return len(pages) / SECONDS, statistics.median(alike), redrawn


def _polled(lines: list[requests.Session], address: str) -> list[tuple[float, bool]]:
    """Let two officers' pages ask by turns; return each question's milliseconds and whether it was drawn anew."""
    marks, found, until = ["", ""], list[tuple[float, bool]](), time.monotonic() + SECONDS
    while time.monotonic() < until:
        for place, line in enumerate(lines):
            asked = {"If-None-Match": marks[place], "X-Aduan-Otomatis": "1", "X-Aduan-Hadir": "melihat"}
            began = time.perf_counter()
            answer = line.get(address, headers=asked | {"Connection": "close"}, timeout=60)  # to whichever is free
            found.append(((time.perf_counter() - began) * 1000, answer.status_code == 200))
            marks[place] = answer.headers["ETag"]
    return found[4:]  # each page begins without a mark, and sees the other come


def _in_turns(
    lines: list[requests.Session], ask: Callable[[requests.Session], requests.Response], seconds: float
) -> list[int]:
    until = time.monotonic() + seconds

    def go_on(line: requests.Session) -> list[int]:
        codes = []
        while time.monotonic() < until:
            codes.append(ask(line).status_code)
        return codes

    with ThreadPoolExecutor(len(lines)) as pool:
        codes = [code for some in pool.map(go_on, lines) for code in some]
    if set(codes) != {200}:
        raise RuntimeError(f"pages answered {sorted(set(codes))}")
    return codes


@contextmanager
def _serving(folder: Path, url: str, workers: int) -> Iterator[str]:
    port, said = free_port(), {"ADUAN_DATA_DIR": str(folder), "ADUAN_DATABASE_URL": url}
    said["ADUAN_SECOND_FACTOR"] = "optional"
    folder.mkdir(parents=True)
    words = [sys.executable, "run_admin.py", "serve", "--port", str(port), "--workers", str(workers)]
    program = subprocess.Popen(words, cwd=ROOT, env={**os.environ, **said}, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, workers)
        yield address
    finally:
        program.terminate()
        program.wait(30)


def _wait_for(address: str, workers: int) -> None:
    until = time.monotonic() + 120
    while True:
        try:
            told = requests.get(f"{address}/metrics", timeout=60).text
        except requests.ConnectionError:
            told = ""
        if len(re.findall(r"^aduan_worker_up.* 1$", told, re.MULTILINE)) == workers:
            return
        if time.monotonic() > until:
            raise RuntimeError("the back office does not begin")
        time.sleep(0.1)


def _signed_in(address: str, who: str) -> requests.Session:
    line = requests.Session()
    line.trust_env = False
    found = _TOKEN.search(line.get(f"{address}/login", timeout=60).text)
    if found is None:
        raise RuntimeError("no form to sign in with")
    fields = {"csrf_token": found[1], "username": str(who), "password": PASSWORD}
    if "/login" in line.post(f"{address}/login", data=fields, timeout=60).url:
        raise RuntimeError(f"{who} cannot sign in")
    return line
