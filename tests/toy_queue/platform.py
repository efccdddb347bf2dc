"""The stateful fake of the toy: what citizens write waits in a queue until somebody asks for what is behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Flask, abort, current_app, jsonify, request
from flask.typing import ResponseReturnValue

from sync_agent.simulator.network.items import Draft, Item
from sync_agent.simulator.network.network import Network, snowflakes
from tests.toy_queue.row import KIND, ROW

routes = Blueprint(KIND, __name__, url_prefix=f"/{KIND}")
LONGEST = 4096


@dataclass
class QueueSettings:
    """How the fake behaves."""

    token: str = "123456:token-antrean-contoh"


class QueueNetwork(Network):
    """A network that puts what citizens write, and what they change, into a queue."""

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__(clock, snowflakes(7_100_000_000_000_000_001))
        self.queue: dict[int, dict[str, Any]] = {}  # by update_id
        self._last = 4_000_000

    def write(self, draft: Draft) -> Item:
        """Let something be written; the office's own is in no queue."""
        item = super().write(draft)
        if not item.from_office:
            self._add(item)
        return item

    def edit(self, item_id: str, text: str) -> bool:
        """Change a text as its author would; the queue brings it anew."""
        changed = super().edit(item_id, text)
        if changed:
            self._add(self.items[item_id])
        return changed

    def take(self, after: int, limit: int) -> list[dict[str, Any]]:
        """Drop what is confirmed by being asked behind it, and return what comes next."""
        with self.lock:
            self.drop([place for place in self.queue if place <= after])
            return [self.queue[place] for place in sorted(self.queue)[:limit]]

    def drop(self, places: list[int]) -> None:
        """Forget items: confirmed, or too old."""
        for place in places:
            del self.queue[place]

    def _add(self, item: Item) -> None:
        with self.lock:
            self._last += 1
            told = {"id": item.id, "from": item.person.username, "timestamp": int(item.created), "text": item.text}
            self.queue[self._last] = {"update_id": self._last, **told}


class Queue:
    """The toy as one of the simulator's platforms."""

    kind, label, prefix = KIND, ROW.label, f"/{KIND}"
    polls = f"GET /{KIND}/updates"
    carries_files: tuple[str, ...] = ()

    def __init__(self, clock: Callable[[], float]) -> None:
        self.network = QueueNetwork(clock)
        self.settings = QueueSettings()

    def mount(self, app: Flask) -> None:
        """Add the routes."""
        app.extensions[KIND] = self
        app.register_blueprint(routes)

    def account(self, base_url: str) -> tuple[dict[str, str], dict[str, str]]:
        """Return the settings and the secrets with which a connector reaches this fake at `base_url`."""
        return {"base_url": base_url}, {"token": self.settings.token}

    @staticmethod
    def username(_name: str, number: int) -> str:
        """Return the telephone number of a made-up citizen."""
        return f"62812{number:08d}"


def _queue() -> Queue:
    found: Queue = current_app.extensions[KIND]
    return found


@routes.before_request
def _check() -> None:
    if request.headers.get("Authorization") != f"Bearer {_queue().settings.token}":
        abort(401)


@routes.get("/me")
def me() -> ResponseReturnValue:
    """Say who the account is."""
    return jsonify({"id": "1"})


@routes.get("/updates")
def updates() -> ResponseReturnValue:
    """Return what waits behind a number; all before it is gone then."""
    after, limit = (request.args.get(name, 0, int) for name in ("after", "limit"))
    return jsonify({"result": _queue().network.take(after, limit)})


@routes.post("/send")
def send() -> ResponseReturnValue:
    """Take a text for somebody who has not shut the office out."""
    body, network = request.get_json(), _queue().network
    person = network.people.get(body["to"])
    if person is None or person.closed:
        return jsonify({"error": "blocked"}), 403
    if not 0 < len(body["text"]) <= LONGEST:
        return jsonify({"error": "too long"}), 400
    return jsonify({"id": network.write(Draft(body["to"], body["text"], from_office=True, source="api")).id})
