"""The simulator's web application: the fakes, the layer of faults, the control API, the pages."""

import time
from collections.abc import Callable, Collection
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request
from flask.json.provider import DefaultJSONProvider

from sync_agent.simulator.breaking_connections import CONNECTION_BREAKAGES
from sync_agent.simulator.breaking_contents import CONTENT_BREAKAGES
from sync_agent.simulator.control import control
from sync_agent.simulator.control_platforms import control_platforms
from sync_agent.simulator.fault_pages import fault_pages
from sync_agent.simulator.faults import Switchboard
from sync_agent.simulator.life import Life
from sync_agent.simulator.pages import pages
from sync_agent.simulator.places import WAHA, places_of
from sync_agent.simulator.platform_pages import platform_pages
from sync_agent.simulator.platforms import PLATFORMS
from sync_agent.simulator.practice import Practice
from sync_agent.simulator.waha import routes
from sync_agent.simulator.waha.gateway import Gateway
from sync_agent.simulator.waha.messages import Draft, Settings
from sync_agent.simulator.wire import FaultyWire

WAHA_PREFIX = "/waha/"
LARGEST_REQUEST = 256 * 1024 * 1024


class _PlainJson(DefaultJSONProvider):
    """Fields in the order written; unusual characters, lone surrogates included, as JSON escapes."""

    sort_keys = False
    ensure_ascii = True


def build(
    seed: int = 0,
    pace: float = 0.0,
    messages: list[Draft] | None = None,
    settings: Settings | None = None,
    clock: Callable[[], float] = time.time,
    kinds: Collection[str] | None = None,
) -> Practice:
    """Return a practice; with `messages` they all exist at once, otherwise citizens write at `pace`.

    With `kinds`, only the fakes of these channels stand beside WAHA.
    """
    app = Flask(__name__)
    app.json = _PlainJson(app)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    gateway = Gateway(clock, settings)
    if messages:
        gateway.receive_many(messages)
    routes.mount(app, gateway)
    platforms = {kind: make(clock) for kind, make in PLATFORMS.items() if kinds is None or kind in kinds}
    life = Life(gateway, seed, pace, not messages, platforms)
    for platform in platforms.values():
        platform.mount(app)
    places = {"waha": WAHA} | {kind: places_of(platform) for kind, platform in platforms.items()}
    switchboard = Switchboard(seed, places)
    for part in (control, control_platforms, pages, platform_pages, fault_pages):
        app.register_blueprint(part)
    app.before_request(_only_own_pages)
    app.after_request(_keep_inside)
    prefixes = (WAHA_PREFIX, *(f"{platform.prefix}/" for platform in platforms.values()))
    wire = FaultyWire(app.wsgi_app, switchboard, CONNECTION_BREAKAGES | CONTENT_BREAKAGES, prefixes, clock)
    practice = Practice(app, gateway, switchboard, wire, life, platforms)
    app.extensions["practice"] = practice
    return practice


def _only_own_pages() -> None:
    """Refuse requests that a foreign page open in the same browser makes."""
    origin = request.headers.get("Origin")
    if request.method != "GET" and origin and urlsplit(origin).netloc != request.host:
        abort(403)


def _keep_inside(answer: Response) -> Response:
    """Forbid loading anything from elsewhere; citizens' files are shown, never executed."""
    answer.headers.setdefault("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'")
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
