"""Asks the office what it says of itself: /readyz and /metrics, as a machine beside it would."""

import re
from collections.abc import Mapping
from typing import Any

import requests

from tests.soak.judge.snapshot import Telling

_UNREAD = re.compile(r'^aduan_channel_last_success_age_seconds\{[^}]*kind="(\w+)"[^}]*\} (\S+)$', re.MULTILINE)
_GAUGE = re.compile(r'^aduan_channel_(replies_held|unreadable)\{[^}]*account="(\d+)"[^}]*\} (\S+)$', re.MULTILINE)
SECONDS = 30.0


def ask(line: requests.Session, url: str) -> Telling:
    """Return what the office says now."""
    try:
        said = line.get(f"{url}/readyz", timeout=SECONDS)
        body = said.json()
    except (requests.RequestException, ValueError):
        return Telling(reached=False)
    return read(said.status_code, body, _gauges(line, url))


def read(status: int, body: Mapping[str, Any], gauges: str = "") -> Telling:
    """Return what an answer of /readyz says, with the figures beside it."""
    counts: dict[str, dict[int, int]] = {"replies_held": {}, "unreadable": {}}
    for name, account, value in _GAUGE.findall(gauges):
        counts[name][int(account)] = int(float(value))
    return Telling(
        ready=status == 200,
        agent=str(body.get("agent", "unknown")),
        database=str(body.get("database", "unknown")),
        checks=tuple(one["check"] for one in body.get("checks", ())),
        degraded=tuple(body.get("degraded", ())),
        held=counts["replies_held"],
        unreadable=counts["unreadable"],
        unread={kind: float(value) for kind, value in _UNREAD.findall(gauges)},
    )


def _gauges(line: requests.Session, url: str) -> str:
    try:
        said = line.get(f"{url}/metrics", timeout=SECONDS)
    except requests.RequestException:
        return ""
    return said.text if said.ok else ""
