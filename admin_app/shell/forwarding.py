"""Before all pages: who truly asked, whether by https, and under which host; behind a proxy as the proxy says.

What a stranger wrote into such headers is taken away before any page can read it. Where no proxy is trusted, all of
it is a stranger's.
"""

import logging
import socket
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask, request
from werkzeug.wrappers import Response

from models.rules.core.forwarding import Network, asked_from, host_name, is_loopback, is_our_host, is_trusted
from models.tables.core.listening import Seen, note_seen
from models.tables.core.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger(__name__)

_FORWARDED = ("HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_X_CLIENT_IP", "HTTP_CF_CONNECTING_IP", "HTTP_TRUE_CLIENT_IP")
# Whether the one who asked is a program of this machine that came without a proxy; whether a proxy is not trusted.
_DIRECT, _UNTRUSTED = "aduan.direct", "aduan.untrusted_proxy"
_LOGGED = 20  # so many strange hosts are named in the log: whoever tries names shall not fill it
_STRANGE_HOST = (
    "Alamat ini tidak dikenal. Minta administrator menambahkannya pada ADUAN_HOSTS.\n"
    "This host is not one the program answers to: the administrator adds it to ADUAN_HOSTS.\n"
)
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
}


def register(app: Flask, settings: Settings) -> None:
    """Let every request pass here first."""
    is_ours = our_hosts(settings.hosts, socket.gethostname())
    app.wsgi_app = Forwarding(app.wsgi_app, settings.trusted_proxies, is_ours)  # type: ignore[method-assign]


def is_direct() -> bool:
    """Whether this request comes from a program of this machine, and no proxy stands between."""
    return bool(request.environ.get(_DIRECT))


def fault_of_connection(data_dir: Path) -> Seen | None:
    """Return what is wrong with how this page travels, None where nothing is; doctor is told."""
    found = None
    if request.environ.get(_UNTRUSTED):
        found = Seen.UNTRUSTED
    elif not request.is_secure and not is_loopback(request.remote_addr or ""):
        found = Seen.PLAIN
    if found:
        note_seen(data_dir, found)
    return found


def our_hosts(hosts: Collection[str], machine: str) -> Callable[[str], bool]:
    """Return whether a Host header names one of our hosts, as a function; what was judged is kept."""
    left = [_LOGGED]

    @lru_cache(maxsize=1000)
    def is_ours(name: str) -> bool:
        ours = name != "" and is_our_host(name, hosts, machine)
        if not ours and left[0] > 0:
            left[0] -= 1
            log.warning("refused: the host %r is not in ADUAN_HOSTS", name)
        return ours

    return lambda header: is_ours(host_name(header))


class Forwarding:
    """A WSGI application around the pages."""

    def __init__(
        self, pages: "WSGIApplication", proxies: Collection[Network], is_ours: Callable[[str], bool]
    ) -> None:
        self._pages, self._proxies, self._is_ours = pages, proxies, is_ours

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a request; one for a host that is not ours is refused before anything is looked at."""
        told = {name: environ.pop(name) for name in list(environ) if _is_forwarded(name)}
        connected, host = str(environ.get("REMOTE_ADDR", "")), str(environ.get("HTTP_HOST", ""))
        old = environ.get("SERVER_PROTOCOL") == "HTTP/1.0"
        near = is_loopback(connected)
        environ[_DIRECT] = near and not told and not _came_by_proxy(environ, old, host)
        if is_trusted(connected, self._proxies):
            environ.update(self._as_told(connected, told))
        else:
            environ[_UNTRUSTED] = near and bool(told)
        if not (self._is_ours(host) if host else old):  # HTTP/1.0 knows no Host
            return Response(_STRANGE_HOST, 400, _HEADERS, mimetype="text/plain")(environ, start_response)
        return self._pages(environ, start_response)

    def _as_told(self, connected: str, told: Mapping[str, Any]) -> dict[str, str]:
        """Return what a trusted proxy says: who asked, and by which scheme. The host it passes on as it is."""
        scheme = told.get("HTTP_X_FORWARDED_PROTO", "").rpartition(",")[2].strip().lower()  # of the one next to us
        found = {"REMOTE_ADDR": asked_from(connected, told.get("HTTP_X_FORWARDED_FOR", ""), self._proxies)}
        return found | ({"wsgi.url_scheme": scheme} if scheme in ("http", "https") else {})


def _is_forwarded(name: str) -> bool:
    return name.startswith(("HTTP_X_FORWARDED", "HTTP_X_ORIGINAL")) or name in _FORWARDED


def _came_by_proxy(environ: "WSGIEnvironment", old: bool, host: str) -> bool:
    """Whether a proxy that adds no header shows: it says Via, asks in HTTP/1.0, or passes on the name of a host."""
    return "HTTP_VIA" in environ or old or not (is_loopback(host_name(host)) if host else True)
