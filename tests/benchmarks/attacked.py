"""The queue's page while somebody attacks the office: its p95, beside the quiet one of the same run, and memory.

A real program on SQLite, asked over HTTP by an officer from the attackers' own address; all share the machine.
"""

import io
import multiprocessing
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import requests
from PIL import Image

from models.rules.staff.roles import Role
from models.tables import Attachment, Message, Staff
from models.tables.core.settings import load_settings
from tests.admin_app.browsing import _HASH
from tests.benchmarks.figures import Figure
from tests.benchmarks.processes import _signed_in
from tests.office import new_complaint, office
from tests.running.ports import free_port
from tests.tools import ROOT

SECONDS, HALF_OPEN, GUESSERS, BOMBS = 12.0, 500, 50, 20
_POST = b"POST /impor/periksa HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: aduan_sesi=x\r\n"


def measure(folder: Path) -> list[Figure]:
    """Return the p95 of the queue's page quiet and under each attack, and the most memory the program took."""
    with _attacked(folder / "office") as here:
        officer = _signed_in(here.address, Role.PENGELOLA)
        quiet, found = _p95(here, officer, lambda _stop: None), list[Figure]()
        for name, attack in _ATTACKS.items():
            took = _p95(here, officer, partial(attack, here, officer))
            found.append(Figure(f"queue, p95, {name}", took, "ms", quiet, "quiet", "< 3 x quiet"))
        most = int(Path(f"/proc/{here.pid}/status").read_text().split("VmHWM:")[1].split()[0]) / 1024
    return [*found, Figure("memory of the program, the most", most, "MiB")]


@contextmanager
def _attacked(folder: Path) -> Iterator[SimpleNamespace]:
    folder.mkdir(parents=True)
    said, port = {"ADUAN_DATA_DIR": str(folder), "ADUAN_SECOND_FACTOR": "optional"}, free_port()
    files = load_settings(said, folder / "none.toml").files
    bombs = []
    with office(f"sqlite:///{folder / 'aduan.db'}", datetime.now(UTC).replace(tzinfo=None)) as account:
        Staff.update(password_hash=_HASH).execute()
        for count in range(60):
            new_complaint(account, f"Paspor saya belum jadi, nomor antrean {count}", f"62811777{count:04}")
        for count in range(BOMBS):
            bombs.append(f"bomb-{count}")
            Attachment.create(
                message=Message.get(),
                public_id=bombs[-1],
                position=count,
                mime="image/png",
                filename="foto.png",
                sha256=files.keep(_bomb(count)),
                state="tersimpan",
            )
    words = [sys.executable, "run_admin.py", "serve", "--port", str(port)]
    program = subprocess.Popen(words, cwd=ROOT, env={**os.environ, **said}, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with suppress(requests.ConnectionError):
                requests.get(f"{address}/healthz", timeout=5)
                break
            time.sleep(0.1)
        yield SimpleNamespace(address=address, port=port, pid=program.pid, bombs=bombs)
    finally:
        program.terminate()
        program.wait(30)


def _bomb(count: int) -> bytes:
    """Return a picture of 39.7 million pixels in 40 kB."""
    packed = io.BytesIO()
    Image.new("P", (6300, 6300), count).save(packed, "PNG", optimize=True)
    return packed.getvalue()


def _p95(here: SimpleNamespace, officer: requests.Session, attack: Callable[[Any], object]) -> float:
    beside = multiprocessing.get_context("fork")  # attackers have a process of their own, and its lock
    stop = beside.Event()
    attackers = beside.Process(target=_attacking, args=(attack, stop))
    attackers.start()
    time.sleep(2)
    took, until = list[float](), time.monotonic() + SECONDS
    while time.monotonic() < until:
        began = time.perf_counter()
        try:
            code = officer.get(f"{here.address}/meja/", timeout=30).status_code
        except requests.RequestException:
            code = 0
        took.append((time.perf_counter() - began) * 1000 if code == 200 else 30_000.0)
        time.sleep(0.05)
    stop.set()
    attackers.join(10)
    attackers.kill()
    return sorted(took)[int(len(took) * 0.95)]


def _attacking(attack: Callable[[Any], object], stop: Any) -> None:
    attack(stop)
    stop.wait()


def _thread(work: Callable[[], object], stop: Any) -> None:
    def go_on() -> None:
        while not stop.is_set():
            with suppress(OSError, requests.RequestException):
                work()

    threading.Thread(target=go_on, daemon=True).start()


def _half_open(here: SimpleNamespace, _officer: object, stop: Any) -> None:
    held: list[socket.socket] = []

    def open_one() -> None:
        one = socket.create_connection(("127.0.0.1", here.port), 5)
        one.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-")
        held.append(one)
        if len(held) > HALF_OPEN:
            held.pop(0).close()
            time.sleep(0.02)

    _thread(open_one, stop)


def _large_post(here: SimpleNamespace, _officer: object, stop: Any) -> None:
    def send(head: bytes) -> None:
        with socket.create_connection(("127.0.0.1", here.port), 5) as one:
            one.sendall(_POST + head)
            for _ in range(1024):
                if stop.is_set():
                    return
                one.sendall(b"100000\r\n" + b"x" * 0x100000 + b"\r\n")

    _thread(lambda: send(b"Transfer-Encoding: chunked\r\n\r\n"), stop)
    _thread(lambda: send(b"Content-Length: 1073741824\r\n\r\n"), stop)


def _guess(here: SimpleNamespace, _officer: object, stop: Any) -> None:
    from tests.benchmarks.processes import _TOKEN

    line = requests.Session()
    line.trust_env = False
    token = _TOKEN.search(line.get(f"{here.address}/login", timeout=60).text)
    cookies, fields = line.cookies, {"csrf_token": token and token[1], "username": "kasubsi", "password": "salah-123"}

    def guess() -> None:
        requests.post(f"{here.address}/login", data=fields, cookies=cookies, timeout=60)

    for _ in range(GUESSERS):
        _thread(guess, stop)


def _look_at_bombs(here: SimpleNamespace, officer: requests.Session, stop: Any) -> None:
    cookies = officer.cookies.copy()
    for bomb in here.bombs:
        address = f"{here.address}/lampiran/{bomb}/pratinjau"
        _thread(partial(requests.get, address, cookies=cookies, timeout=60), stop)


def _all(here: SimpleNamespace, officer: requests.Session, stop: Any) -> None:
    for attack in (_half_open, _large_post, _guess, _look_at_bombs):
        attack(here, officer, stop)


_ATTACKS = {
    f"{HALF_OPEN} half-open connections": _half_open,
    "two posts of 1 GiB, again and again": _large_post,
    f"{GUESSERS} guessers of passwords": _guess,
    f"{BOMBS} pictures of 39.7 million pixels looked at": _look_at_bombs,
    "all of these at once": _all,
}
