"""Ports for the tests' own programs."""

import os
import random
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import ports
from tests.tools import ROOT

# Outside of what is drawn from otherwise, and claimed by names of their own: two whole runs may stand side by side.
TWO = (19_990, 19_991)
ONE_OF_TWO = """
from tests.running import ports
(ports.FIRST, ports.LAST), ports.CLAIM = %r, %r
print(ports.free_port(), flush=True)
input()
"""


def test_no_port_is_one_the_system_gives_to_whoever_asks() -> None:
    low = Path("/proc/sys/net/ipv4/ip_local_port_range")
    if not low.exists():
        pytest.skip("this system does not say which ports it gives")
    assert int(low.read_text().split()[0]) > ports.LAST


def test_a_port_in_use_and_one_given_before_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    used, given, free = ports.free_port(), ports.free_port(), ports.free_port()
    ports._claims.pop().close()  # the last is free again
    drawn = iter([used, given, free])
    monkeypatch.setattr(random.SystemRandom, "randint", lambda *_bounds: next(drawn))
    ports._claims[-2].close()  # of what is in use no claim tells
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", used))
        assert ports.free_port() == free


def test_two_processes_share_no_port_and_one_that_ended_gives_its_back(monkeypatch: pytest.MonkeyPatch) -> None:
    claim = f"aduan-test-of-ports-{os.getpid()}"
    words = [sys.executable, "-c", ONE_OF_TWO % (TWO, claim)]
    pipes = {"cwd": ROOT, "stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(words, **pipes) as one, subprocess.Popen(words, **pipes) as two:
        given = {int(each.stdout.readline()) for each in (one, two)}
        for each in (one, two):
            each.communicate("\n", timeout=60)
    assert given == set(TWO)
    for name, value in {"FIRST": TWO[0], "LAST": TWO[1], "CLAIM": claim}.items():
        monkeypatch.setattr(ports, name, value)
    assert {ports.free_port(), ports.free_port()} == set(TWO)
