"""How fast the two programs are ready, beside a bare interpreter that imports the same libraries."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import requests

from tests.benchmarks.figures import Figure, seconds
from tests.running.ports import free_port
from tests.tools import ROOT

TRIES = 3
# Prints the foreign modules that a program has loaded, so that a bare interpreter can load exactly those.
FOREIGN = (
    "import sys, {module}; own = ('admin_app', 'sync_agent', 'docgen', 'models');"
    "print(','.join(name for name in sys.modules if (root := name.split('.')[0]) not in own"
    " and root not in sys.stdlib_module_names and not root.startswith('_')))"
)


def run(environ: dict[str, str], *words: str, given: str = "") -> None:
    """Run one command of a program to its end."""
    subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environ, input=given, text=True, check=True, stdout=subprocess.DEVNULL
    )


@contextmanager
def program(environ: dict[str, str], *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program for a while."""
    quiet = subprocess.DEVNULL
    running = subprocess.Popen([sys.executable, *words], cwd=ROOT, env=environ, stdout=quiet, stderr=quiet)
    try:
        yield running
    finally:
        running.terminate()
        running.wait(15)


def wait_for(url: str, running: subprocess.Popen[bytes]) -> None:
    """Wait until a page answers, looking every five milliseconds."""
    while running.poll() is None:
        try:
            if requests.get(url, timeout=5).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.005)
    raise RuntimeError(f"the program behind {url} ended")


class FirstRequest(BaseHTTPRequestHandler):
    """A gateway that only notes that it was asked."""

    asked = threading.Event()

    def do_GET(self) -> None:
        """Note it, and answer that nothing is here."""
        self.asked.set()
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of an office in a folder."""
    own = {"ADUAN_DATA_DIR": str(folder), "ADUAN_SECOND_FACTOR": "optional", "NO_PROXY": "127.0.0.1"}
    return os.environ | own


def _office_answers(environ: dict[str, str]) -> float:
    port, began = free_port(), time.perf_counter()
    with program(environ, "run_admin.py", "serve", "--port", str(port)) as running:
        wait_for(f"http://127.0.0.1:{port}/login", running)
        return time.perf_counter() - began


def _agent_polls(environ: dict[str, str]) -> float:
    FirstRequest.asked.clear()
    began = time.perf_counter()
    with program(environ, "run_agent.py"):
        if not FirstRequest.asked.wait(60):
            raise RuntimeError("the agent did not poll")
        return time.perf_counter() - began


def _imports(module: str) -> float:
    listed = subprocess.run(
        [sys.executable, "-c", FOREIGN.format(module=module)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    names = [name for name in listed.stdout.strip().split(",") if name.replace(".", "").isidentifier()]
    bare = "import importlib\nfor name in " + repr(names) + ": importlib.import_module(name)"
    return min(seconds(lambda: run(dict(os.environ), "-c", bare)) for _ in range(TRIES))


def measure(folder: Path) -> list[Figure]:
    """Measure the start of both programs on an empty office."""
    environ = environment(folder)
    run(environ, "run_admin.py", "migrate")
    gateway = HTTPServer(("127.0.0.1", 0), FirstRequest)
    threading.Thread(target=gateway.serve_forever, daemon=True).start()
    base = f"base_url=http://127.0.0.1:{gateway.server_port}"
    words = ("channel", "add", "waha", "--label", "Ukur", "--set", base, "--set", "session=default", "--secret-stdin")
    run(environ, "run_admin.py", *words, given="x")
    office = min(_office_answers(environ) for _ in range(TRIES))
    agent = min(_agent_polls(environ) for _ in range(TRIES))
    gateway.shutdown()
    return [
        Figure(
            "back office answers /login",
            office,
            "s",
            _imports("admin_app.cli.serving, admin_app.app"),
            "importing the same libraries",
            "<= 2 s",
        ),
        Figure(
            "agent polls",
            agent,
            "s",
            _imports("sync_agent.commands, sync_agent.service"),
            "importing the same libraries",
            "<= 2 s",
        ),
    ]
