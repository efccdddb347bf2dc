"""Prism as a checking proxy: every request and every answer that passes is held against somebody else's contract."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from sync_agent.simulator.app import build
from sync_agent.simulator.serve import Running, start
from tests.running.ports import free_port
from tests.tools import needs, shared

_NAME, _MAJOR = "@stoplight/prism-cli", "5"
FIRST_START_SECONDS = 120  # the first time npx has to fetch it
WAHA_SPEC = "contracts/whatsapp/waha-openapi.json"


@contextmanager
def prism_proxy(spec: Path, upstream: str) -> Iterator[str]:
    """Run `prism proxy --errors` in front of an upstream (its path prefix is kept) and return the proxy's address."""
    port = free_port()
    command = [*_prism(needs("npx")), "proxy", str(spec), upstream, "--errors", "-h", "127.0.0.1", "-p", str(port)]
    # A group of its own: npx starts a shell which starts node, and all of them have to end.
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
    try:
        _wait(process, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


@dataclass(frozen=True)
class CheckedGateway:
    """The fake WAHA with Prism before it: `url` goes through Prism, `running` is the fake itself."""

    running: Running
    url: str


@pytest.fixture(scope="session")
def checked_waha() -> Iterator[CheckedGateway]:
    """Run one fake WAHA behind one Prism for the whole session."""
    spec = shared(WAHA_SPEC)
    with start(build()) as running, prism_proxy(spec, running.waha_url) as url:
        yield CheckedGateway(running, url)


@contextmanager
def checked_platform(spec: str, kind: str) -> Iterator[CheckedGateway]:
    """Run the fake of a channel kind behind a Prism that holds it against a contract of the shared facts."""
    path = shared(spec)
    with start(build()) as running:
        prefix = running.practice.platforms[kind].prefix
        with prism_proxy(path, running.url + prefix) as url:
            yield CheckedGateway(running, url)


def _prism(npx: str) -> list[str]:
    """Return how Prism is started: what npx has fetched already at once, for npx looks for it half a second."""
    for package in Path.home().glob(f".npm/_npx/*/node_modules/{_NAME}/package.json"):
        kept = json.loads(package.read_text("utf-8"))
        if kept["version"].split(".")[0] == _MAJOR and (node := shutil.which("node")):
            return [node, str(package.parent / kept["bin"]["prism"])]
    return [npx, "--yes", f"{_NAME}@{_MAJOR}"]


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + FIRST_START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"prism ended: {(process.stderr.read() if process.stderr else b'')[-500:]!r}")
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    pytest.fail(f"prism did not answer within {FIRST_START_SECONDS} s")
