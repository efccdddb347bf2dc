"""Before all pages: who truly asked, whether by https, and under which host; behind a proxy as the proxy says.

What a stranger wrote into such headers is taken away before any page can read it. Where no proxy is trusted, all of
it is a stranger's.
"""

import socket
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, request
from werkzeug.wrappers import Response

from models.rules.core.forwarding import Network, asked_from, is_loopback, is_our_host, is_trusted
from models.tables.core.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_FORWARDED = tuple(
    f"HTTP_{name}"
    for name in (
        "X_FORWARDED_FOR",
        "X_FORWARDED_HOST",
        "X_FORWARDED_PROTO",
        "X_FORWARDED_PORT",
        "X_FORWARDED_BY",
        "X_FORWARDED_PREFIX",
        "X_REAL_IP",
        "FORWARDED",
    )
)
# Whether the one who asked is a program of this machine that came without a proxy.
_DIRECT = "aduan.direct"
_STRANGE_HOST = (
    "Alamat ini tidak dikenal. Minta administrator menambahkannya pada ADUAN_HOSTS.\n"
    "This host is not one the program answers to: the administrator adds it to ADUAN_HOSTS.\n"
)


def register(app: Flask, settings: Settings) -> None:
    """Let every request pass here first."""
    hosts = Hosts(settings.hosts, socket.gethostname())
    app.wsgi_app = Forwarding(app.wsgi_app, settings.trusted_proxies, hosts)  # type: ignore[method-assign]


def is_direct() -> bool:
    """Whether this request comes from a program of this machine, and no proxy stands between."""
    return bool(request.environ.get(_DIRECT))


def is_plain_on_network() -> bool:
    """Whether this page travels unencrypted over a network, so that others on it can read what is typed."""
    return not request.is_secure and not is_loopback(request.remote_addr or "")


class Hosts:
    """The names the program answers to; what was judged is kept, since every request asks."""

    def __init__(self, hosts: Collection[str], machine: str) -> None:
        self._hosts, self._machine = hosts, machine
        self._known: dict[str, bool] = {}

    def __contains__(self, host: object) -> bool:
        """Whether a Host header names one of them; a request of HTTP/1.0 names none."""
        name = str(host)
        if name not in self._known:
            if len(self._known) > 1000:  # whoever tries names shall not fill the memory
                self._known.clear()
            self._known[name] = not name or is_our_host(name, self._hosts, self._machine)
        return self._known[name]


class Forwarding:
    """A WSGI application around the pages."""

    def __init__(self, pages: "WSGIApplication", proxies: Collection[Network], hosts: Hosts) -> None:
        self._pages, self._proxies, self._hosts = pages, proxies, hosts

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a request; one for a host that is not ours is refused before anything is looked at."""
        told = {name: environ.pop(name) for name in _FORWARDED if name in environ}
        connected = str(environ.get("REMOTE_ADDR", ""))
        environ[_DIRECT] = is_loopback(connected) and not told and not _came_by_proxy(environ)
        if told and is_trusted(connected, self._proxies):
            environ.update(self._as_told(connected, told))
        if environ.get("HTTP_HOST", "") not in self._hosts:
            return Response(_STRANGE_HOST, 400, mimetype="text/plain")(environ, start_response)
        return self._pages(environ, start_response)

    def _as_told(self, connected: str, told: dict[str, Any]) -> dict[str, str]:
        """Return what a trusted proxy says: who asked, by which scheme, and for which host where it changed that."""
        asked = asked_from(connected, told.get("HTTP_X_FORWARDED_FOR", ""), self._proxies)
        scheme, host = (_last(told.get(f"HTTP_X_FORWARDED_{name}", "")) for name in ("PROTO", "HOST"))
        found = {"REMOTE_ADDR": asked}
        if scheme in ("http", "https"):
            found["wsgi.url_scheme"] = scheme
        return found | ({"HTTP_HOST": host} if host else {})


def _last(words: str) -> str:
    """Return the word of the proxy next to us, which stands at the end."""
    return words.rpartition(",")[2].strip()


def _came_by_proxy(environ: "WSGIEnvironment") -> bool:
    """Whether a proxy that adds no header shows: it says Via, or asks in HTTP/1.0, as nginx does by itself."""
    return "HTTP_VIA" in environ or environ.get("SERVER_PROTOCOL") == "HTTP/1.0"
