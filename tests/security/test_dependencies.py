"""What docs/keamanan/dependencies.md states of libraries and dangerous functions is so."""

import re

from tests.security.calls import importing
from tests.security.papers import rows
from tests.security.test_dangerous_calls import STARTS
from tests.tools import ROOT

PAPER = "dependencies.md"


def locked() -> set[str]:
    """Return the libraries that are locked with hashes."""
    words = (ROOT / "requirements.txt").read_text("utf-8")
    return set(re.findall(r"(?m)^([a-z0-9-]+)(?:\[\w+\])?==", words))


def test_every_risky_component_is_one_of_the_lock() -> None:
    assert [row[0] for row in rows(PAPER, "Risky components") if row[0] not in locked()] == []


def test_whatever_opens_what_strangers_send_counts_as_risky() -> None:
    stated = {row[0] for row in rows(PAPER, "Risky components")}
    names = {"PIL": "pillow", "lxml": "lxml", "pypdf": "pypdf", "pyhanko": "pyhanko", "docx": "python-docx"}
    names |= {"docxtpl": "docxtpl", "openpyxl": "openpyxl", "resvg_py": "resvg-py", "requests": "requests"}
    names |= {"waitress": "waitress", "cryptography": "cryptography", "psycopg": "psycopg", "jinja2": "jinja2"}
    used = {library for name, library in names.items() if importing(name)}
    assert used <= stated


def test_a_fault_is_mended_the_faster_the_graver_it_is() -> None:
    days = [
        [int(cell.split()[0]) for cell in row[1:]]
        for row in rows(PAPER, "How fast a fault is mended")
        if row[1].endswith("days")
    ]
    assert len(days) == 3
    assert days == sorted(days)
    assert all(outside <= other for outside, other in days)


def test_dangerous_functions_stand_where_it_is_said() -> None:
    stated = {row[0]: set(row[1].split()) for row in rows(PAPER, "Dangerous functions")}
    assert stated["starting other programs"] == STARTS
    asks = importing("requests.Session", "requests", "smtplib", "ssl.create_default_context", "urllib.request")
    asks = {module for module in asks if not module.startswith("sync_agent/connectors/")}
    listed = stated["asking other machines"]
    assert {"sync_agent/connector_kit/http.py", "admin_app/papers/esign/service.py"} <= asks & listed
    assert asks - listed == set()
    assert [place for places in stated.values() for place in places if not (ROOT / place).exists()] == []
