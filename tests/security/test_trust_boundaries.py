"""What docs/keamanan/trust-boundaries.md states of connections is all that the sources make."""

import ast
import re

from sync_agent.connectors.tiktok import client
from tests.security.calls import every_call, importing, modules
from tests.security.papers import rows
from tests.tools import ROOT

PAPER = "trust-boundaries.md"
CONNECTORS = "sync_agent/connectors/"
# They listen, or look at a name, and ask nobody.
ANSWER = {"admin_app/limits/connections.py", "admin_app/cli/workers.py", "admin_app/cli/serving.py"}
NO_LINE = {
    "admin_app/shell/forwarding.py",  # this machine's name
    "sync_agent/agent.py",  # this machine's name
    "sync_agent/connector_kit/deadline.py",  # what http.py connects with
    "admin_app/papers/esign/exchange_time.py",  # what service.py connects with
    "sync_agent/connector_kit/graph.py",  # Meta's connectors ask by http.py through it
    "sync_agent/connector_kit/certificates.py",  # reads errors
    "admin_app/papers/esign/reaching.py",  # reads errors
}


def test_whoever_opens_a_line_is_stated() -> None:
    stated = {row[0] for row in rows(PAPER, "Connections out")} - {"psycopg"}
    libraries = (
        "requests",
        "socket",
        "ssl",
        "smtplib",
        "http.client",
        "urllib.request",
        "urllib3",
        "ftplib",
        "aiohttp",
    )
    opening = set(importing(*libraries)) | {module for module, called, _ in every_call() if called == "Http"}
    opening = {module for module in opening if not module.startswith(CONNECTORS)}
    assert opening - NO_LINE - ANSWER == stated


def test_a_connector_opens_none_but_by_the_kit() -> None:
    lines = importing("requests", "socket", "smtplib", "http.client", "urllib.request", "urllib3", "aiohttp", "httpx")
    assert [module for module in lines if module.startswith(CONNECTORS)] == []


def test_every_host_of_a_platform_is_stated() -> None:
    stated = {host for row in rows(PAPER, "Hosts of platforms") for host in row[0].split()}
    found = set[str]()
    for module, root in modules().items():
        if module.startswith(CONNECTORS):
            words = [node.value for node in ast.walk(root) if isinstance(node, ast.Constant)]
            said = {str(word) for word in words if isinstance(word, str)}
            found |= {match[1] for word in said if (match := re.fullmatch(r"https://([a-z0-9.-]+\.[a-z]+)", word))}
            found |= {word for word in said if re.fullmatch(r"[a-z0-9-]+\.(?:twimg|fbsbx)\.com", word)}
    assert found == stated
    assert all(host.count(".") == 1 for host in client._MEDIA_HOSTS)  # whole domains of TikTok's, for its files


def test_certificates_are_checked_and_no_proxy_of_the_environment_is_used() -> None:
    words = [(module, word) for module, _, call in every_call() for word in call.keywords]
    assert [module for module, word in words if word.arg == "verify" and ast.unparse(word.value) == "False"] == []
    assert [module for module, called, _ in every_call() if called.endswith("_create_unverified_context")] == []
    for module in ("sync_agent/connector_kit/http.py", "admin_app/papers/esign/service.py"):
        assert "trust_env = False" in (ROOT / module).read_text("utf-8"), module


def test_it_listens_where_it_is_stated() -> None:
    (row,) = [row for row in rows(PAPER, "Connections in") if row[0] == "back office"]
    words = (ROOT / "admin_app" / "cli" / "serving.py").read_text("utf-8")
    assert row[1] == "8080 on 127.0.0.1"
    assert re.search(r'"--host", default="127\.0\.0\.1"', words)
    assert re.search(r'"--port", default=8080', words)
